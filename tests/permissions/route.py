"""What a row of the permission walk says: one route, and who gets through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import World

PERSONAS = (
    "public",
    "citizen",
    "resident",
    "facilitator",
    "leader",
    "representative",
    "chair",
    "deputy_chair",
    "coordinator",
    "safeguarding_lead",
    "analyst",
    "operator",
)
EVERYBODY = frozenset(PERSONAS)
SIGNED_IN = EVERYBODY - {"public"}
CHAIR_ONLY = frozenset({"chair"})
CHAIRS = CHAIR_ONLY | {"deputy_chair"}
CONFIGURES = CHAIRS | {"coordinator"}


@dataclass(frozen=True)
class Route:
    """`allowed` get through in their own partnership; everybody else gets 404, or the sign-in.

    `kwargs` builds the address from the world of the test. `elsewhere` are those who get through
    when the thing belongs to another partnership: everybody for a public page, nobody for a
    private one; an ended hat counts as a citizen. `method` "post" sends `data`; any answer but
    404, 403 and a redirect to the sign-in counts as getting through.
    """

    name: str
    allowed: frozenset[str] = EVERYBODY
    kwargs: Callable[[World], Mapping[str, Any]] = field(default=lambda world: {})
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""

    @property
    def is_public(self) -> bool:
        return "public" in self.allowed
