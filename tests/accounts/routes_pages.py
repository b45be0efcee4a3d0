"""The pages that every public service owes its readers are for everybody."""

from tests.permissions.route import Route

ROUTES = [Route(name) for name in ("about", "accessibility", "privacy", "cookies")]
