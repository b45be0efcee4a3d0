"""What we ask of each row, by which headings people call it, and which column holds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from partnership.models import Hat, Sector, Upload

MOST_NAMED = 200  # letters of a name
MOST_BROUGHT = 300  # letters of what a partner brings

Columns = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a row says: its name in our forms, and how people head its column."""

    name: str
    label: str
    hint: str = ""
    needed: bool = False
    is_day: bool = False
    spellings: frozenset[str] = field(default_factory=frozenset)


def plain(words: str) -> str:
    """Small letters and figures only, without accents: how two spellings are compared."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return re.sub(r"[\W_]", "", "".join(one for one in apart if not unicodedata.combining(one)))


def called(*headings: str) -> frozenset[str]:
    return frozenset(plain(heading) for heading in headings)


ORGANISATION_FACTS = [
    Fact(
        "name",
        "Name of the organisation",
        "Needed, unless there is a code",
        spellings=called(
            "Name of the organisation", "Name", "Organisation", "Organization", "Organisation name",
            "Org", "Org name", "Partner", "Partner name", "Partner organisation", "Body", "Company",
            "Member", "Agency", "Employer", "Trust", "Group", "Group name",
        ),
    ),
    Fact(
        "code",
        "Code",
        "Of the NHS (such as RWG) or of the ONS (such as E10000015)",
        spellings=called(
            "Code", "ODS code", "ODS", "ONS code", "ONS", "Org code", "Organisation code",
            "Organisation ID", "Trust code", "NHS code", "GSS code",
        ),
    ),
    Fact(
        "sector",
        "Sector",
        "Needed for organisations that are on no list yet",
        spellings=called("Sector", "Type", "Kind", "Category", "Organisation type", "Org type"),
    ),
    Fact(
        "starts_on",
        "Partner since",
        "Today, if it is left out",
        is_day=True,
        spellings=called(
            "Partner since", "Joined on", "Joined", "Date joined", "Joining date", "Since", "From",
            "Start", "Start date", "Starts on", "Member since", "Membership start",
        ),
    ),
    Fact(
        "brings",
        "What it brings",
        spellings=called(
            "What it brings", "Brings", "Contribution", "Contributes", "Offer", "Resources",
            "Assets", "In kind",
        ),
    ),
]  # fmt: skip
PEOPLE_FACTS = [
    Fact(
        "name",
        "Name",
        needed=True,
        spellings=called(
            "Name", "Full name", "Person", "Who", "Contact", "Contact name", "Representative name",
            "Member name", "Display name",
        ),
    ),
    Fact(
        "email",
        "Email",
        "They are invited there",
        spellings=called(
            "Email", "E-mail", "Email address", "E-mail address", "Mail", "Work email",
            "Contact email",
        ),
    ),
    Fact(
        "capacity",
        "What they do",
        needed=True,
        spellings=called(
            "What they do", "Role", "Capacity", "As", "Hat", "Acts as", "Position",
            "Role in the partnership", "Function",
        ),
    ),
    Fact(
        "organisation",
        "For which partner",
        "Needed for everybody but residents",
        spellings=called(
            "For which partner", "For", "Organisation", "Organization", "Organisation name", "Org",
            "Employer", "Partner", "Partner organisation", "Works for", "Represents", "Body",
            "On behalf of",
        ),
    ),
    Fact(
        "until",
        "Until",
        "For a delegation that ends by itself",
        is_day=True,
        spellings=called(
            "Until", "To", "End", "End date", "Ends on", "Ends", "Expires", "Term ends",
        ),
    ),
]  # fmt: skip
FACTS: dict[str, list[Fact]] = {
    Upload.Kind.ORGANISATIONS: ORGANISATION_FACTS,
    Upload.Kind.PEOPLE: PEOPLE_FACTS,
}


def guess(kind: str, headings: Sequence[str]) -> Columns:
    """Which column holds which fact of a kind of table."""
    return matched(FACTS[kind], headings)


def matched(facts: Sequence[Fact], headings: Sequence[str]) -> Columns:
    """Which column holds which fact, by its heading; none where no heading or two would do."""
    said = [plain(heading) for heading in headings]
    guessed: Columns = {}
    for fact in facts:
        exact = [place for place, words in enumerate(said) if words == plain(fact.label)]
        known = [place for place, words in enumerate(said) if words in fact.spellings]
        found = exact or known
        guessed[fact.name] = found[0] if len(found) == 1 else None
    return guessed


def missing(kind: str, columns: Columns) -> list[str]:
    """Labels of facts that are needed and that no column holds."""
    lacking = [fact.label for fact in FACTS[kind] if fact.needed and columns.get(fact.name) is None]
    organisations = kind == Upload.Kind.ORGANISATIONS
    if organisations and columns.get("name") is None and columns.get("code") is None:
        lacking.append("Name of the organisation, or Code")
    return lacking


_SECTOR_WORDS: dict[str, tuple[str, ...]] = {
    Sector.NHS: (
        "NHS", "Health", "Healthcare", "Health care", "NHS trust", "ICB", "Integrated care board",
        "Primary care", "GP", "Hospital",
    ),
    Sector.LOCAL_GOVERNMENT: (
        "Local government", "Council", "Local authority", "LA", "County council",
        "District council", "Borough council", "Local govt", "Government",
    ),
    Sector.VOLUNTARY: (
        "Voluntary", "Voluntary and community", "VCSE", "VCS", "VCFSE", "Charity", "Third sector",
        "Community", "Voluntary sector", "Voluntary organisation", "Social enterprise", "Faith",
        "Voluntary, community and social enterprise", "Voluntary and community sector",
    ),
    Sector.CARE_PROVIDER: (
        "Social care provider", "Care provider", "Social care", "Care home", "Care", "Home care",
        "Adult social care",
    ),
    Sector.HOUSING: ("Housing", "Housing association", "Registered provider", "Social housing"),
    Sector.EDUCATION: ("Education", "School", "College", "University", "Academy", "Academia"),
    Sector.POLICE_AND_FIRE: (
        "Police and fire", "Police", "Fire", "Fire and rescue", "Emergency services",
        "Police & fire", "Blue light",
    ),
    Sector.RESIDENTS: (
        "Residents’ group", "Residents", "Resident group", "Residents association", "Tenants",
        "Patient group", "Tenants association", "Patient participation group", "PPG",
    ),
    Sector.OTHER: ("Other", "Private", "Business", "None of these"),
}  # fmt: skip
_CAPACITY_WORDS: dict[str, tuple[str, ...]] = {
    Hat.Capacity.CHAIR: ("Chair", "Chairman", "Chairwoman", "Chairperson"),
    Hat.Capacity.DEPUTY_CHAIR: ("Deputy chair", "Vice chair", "Vice-chair"),
    Hat.Capacity.COORDINATOR: ("Coordinator", "Co-ordinator", "Partnership coordinator"),
    Hat.Capacity.LEADER: ("Leader", "Lead"),
    Hat.Capacity.FACILITATOR: ("Facilitator",),
    Hat.Capacity.REPRESENTATIVE: ("Representative", "Rep", "Partner representative"),
    Hat.Capacity.RESIDENT: ("Resident", "Citizen", "Lived experience", "Expert by experience"),
    Hat.Capacity.SAFEGUARDING_LEAD: ("Safeguarding lead", "Safeguarding"),
    Hat.Capacity.SAFEGUARDING_DEPUTY: ("Deputy safeguarding lead", "Safeguarding deputy"),
    Hat.Capacity.ANALYST: ("Analyst", "Data analyst"),
}


def _spelled(words: dict[str, tuple[str, ...]], choices: list[tuple[str, str]]) -> dict[str, str]:
    spelled = {plain(way): str(value) for value, ways in words.items() for way in ways}
    return spelled | {plain(way): value for value, label in choices for way in (value, label)}


_SECTORS = _spelled(_SECTOR_WORDS, Sector.choices)
_CAPACITIES = _spelled(_CAPACITY_WORDS, Hat.Capacity.choices)


def sector_of(words: str) -> str:
    """The sector that these words mean, or nothing."""
    return _SECTORS.get(plain(words), "")


def capacity_of(words: str) -> str:
    """The capacity that these words mean, or nothing."""
    return _CAPACITIES.get(plain(words), "")
