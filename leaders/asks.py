"""What a page with one form about a role says around that form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asks:
    """What the page says: its heading, what to know before, its button, and the way out."""

    heading: str
    button: str
    lede: str = ""
    know: Sequence[str] = ()
    way_out: str = "Back to the role"
    template: str = "leaders/role_act.html"
