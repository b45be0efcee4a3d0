"""The shape of what the demonstration says about a challenge. Days are counted back from today."""

from __future__ import annotations

from dataclasses import dataclass

from partnership.demo import CENTRAL_EAST, EAST_NORTH, HERTFORDSHIRE

FOOD = "Watford Food and Friends"
NEIGHBOURS = "Harlow Neighbours Together"
WHEELS = "Stevenage Walking Wheels"
CARERS = "Dacorum Carers’ Circle"
HOMES = "Old Town Homes"
RESIDENTS = "Bishop’s Park Residents’ Group"

DANIEL, MARGARET, GRACE, AMINA = (
    "daniel.okafor@example.org",
    "margaret.whitlock@example.org",
    "grace.oduya@example.org",
    "amina.yusuf@example.org",
)
ACTS_FOR = {DANIEL: CENTRAL_EAST, MARGARET: HERTFORDSHIRE, GRACE: EAST_NORTH, AMINA: FOOD}


@dataclass(frozen=True)
class Said:
    """One entry of the log. `seen_by` is open unless it says so; `called_on` names strengths."""

    days_ago: int
    who: str
    did: str
    learned: str = ""
    together: tuple[str, ...] = ()
    seen_by: str = "open"
    kind: str = "conversation"
    hours: str = ""
    called_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promised:
    """One commitment: due so many days from now, and what became of it."""

    organisation: str
    who: str
    will_do: str
    made_days_ago: int
    due_in: int
    kept_days_ago: int | None = None
    evidence: str = ""
    witness: str = ""
    dropped_because: str = ""


@dataclass(frozen=True)
class Asset:
    """A strength of the place, named in the demonstration and confirmed so many days ago."""

    name: str
    what_it_offers: str
    confirmed_days_ago: int
    organisation: str = ""


@dataclass(frozen=True)
class Script:
    """A challenge, told."""

    slug: str
    title: str
    question: str
    population: str
    why_shared: str
    stage: str
    organisations: tuple[str, ...]
    team: tuple[str, ...]
    strengths: tuple[Asset, ...]
    entries: tuple[Said, ...]
    promises: tuple[Promised, ...]
