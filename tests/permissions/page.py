"""The table of addresses in `docs/permissions.md`.

Write it anew with `python -m config.local exec -- python -m tests.permissions.page`.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.permissions.route import EVERYBODY, PERSONAS, SIGNED_IN, Route

PAGE = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
MARK = "<!-- what follows is written by tests/permissions/page.py -->\n"


def who(route: Route) -> str:
    if route.allowed == EVERYBODY:
        return "everybody"
    if route.allowed == SIGNED_IN:
        return "whoever is signed in"
    if not route.allowed:
        return "nobody"
    return ", ".join(one.replace("_", " ") for one in PERSONAS if one in route.allowed)


def table(routes: list[Route]) -> str:
    """A row for each way of asking for each route, as the walk tries it."""
    rows = sorted(
        {(route.name, route.method.upper() + route.query, who(route)) for route in routes}
    )
    lines = ["| route | asked by | who gets through |", "|---|---|---|"]
    lines += [f"| `{name}` | {how.replace('|', '')} | {people} |" for name, how, people in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tests.permissions.test_walk import declared_routes

    before = PAGE.read_text(encoding="utf-8").split(MARK)[0]
    PAGE.write_text(before + MARK + "\n" + table(declared_routes()), encoding="utf-8")


if __name__ == "__main__":
    main()
