"""The demonstration: the real bodies of Hertfordshire and West Essex, and invented people.

Later apps find people by email (`first.last@example.org`) and organisations by name. Seeding again
repairs what is missing, and never doubles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.text import slugify

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded
from partnership.demo import people
from partnership.models import Hat, Organisation, Partner, Partnership, Place, Sector, Vouching

SLUG = "hertfordshire-and-west-essex"
STARTED = date(2017, 4, 1)
SINCE = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
CENTRAL_EAST = "NHS Central East Integrated Care Board"
HERTFORDSHIRE = "Hertfordshire County Council"
ESSEX = "Essex County Council"
WEST_HERTS = "West Hertfordshire Teaching Hospitals NHS Trust"
EAST_NORTH = "East and North Hertfordshire NHS Trust"
COMMUNITY = "Hertfordshire Community NHS Trust"
MENTAL_HEALTH = "Hertfordshire Partnership University NHS Foundation Trust"
OLD_BOARD = "NHS Hertfordshire and West Essex Integrated Care Board"

PURPOSE = (
    "We join the NHS, councils, voluntary groups and residents of Hertfordshire and west Essex to "
    "work on what none of us can solve alone. Our leaders are shared between organisations and "
    "answer to this place. What residents tell us changes what we decide, and we say how."
)

# Who joined when, who left when, and what they bring. Real bodies; the words are invented.
PARTNERS: list[tuple[str, date, date | None, str]] = [
    ("NHS East and North Hertfordshire CCG", STARTED, date(2022, 7, 1), ""),
    ("NHS Herts Valleys CCG", STARTED, date(2022, 7, 1), ""),
    ("NHS West Essex CCG", STARTED, date(2022, 7, 1), ""),
    (OLD_BOARD, date(2022, 7, 1), date(2026, 4, 1), ""),
    (CENTRAL_EAST, date(2026, 4, 1), None, "Half of the money for the shared leadership role"),
    ("NHS Essex Integrated Care Board", date(2026, 4, 1), None, "The link to west Essex practices"),
    (HERTFORDSHIRE, STARTED, None, "Adult care, public health and the other half of the money"),
    (ESSEX, STARTED, None, "Safeguarding lead, and public health in Harlow and Epping"),
    (WEST_HERTS, STARTED, None, "A room and a coordinator, two days a week"),
    (EAST_NORTH, STARTED, None, "Diabetes nurses who run sessions in the evening"),
    ("The Princess Alexandra Hospital NHS Trust", STARTED, None, "Wards in Harlow to learn on"),
    (COMMUNITY, STARTED, None, "Community nurses in every district"),
    (MENTAL_HEALTH, STARTED, None, "Peer support workers"),
    ("Watford Borough Council", date(2019, 9, 1), None, "Parks, leisure and a market hall"),
    ("Stevenage Borough Council", date(2019, 9, 1), None, "Community centres and housing"),
    ("Harlow District Council", date(2019, 9, 1), None, "The playhouse and its foyer"),
    ("Dacorum Borough Council", date(2020, 3, 1), None, "Allotments and sheltered housing"),
]

# Invented voluntary groups: no open list of real ones was found.
INVENTED: list[tuple[str, str, str]] = [
    ("Harlow Neighbours Together", Sector.VOLUNTARY, "Facilitators who live where they work"),
    ("Watford Food and Friends", Sector.VOLUNTARY, "Two kitchens and 60 volunteers"),
    ("Stevenage Walking Wheels", Sector.VOLUNTARY, "Led walks for people who use wheels or sticks"),
    ("Dacorum Carers’ Circle", Sector.VOLUNTARY, "Carers who know the night shift"),
    ("Old Town Homes", Sector.HOUSING, "Scheme managers in 14 sheltered blocks"),
    (
        "Bishop’s Park Residents’ Group",
        Sector.RESIDENTS,
        "The people of one estate, and their hall",
    ),
]


@dataclass(frozen=True)
class Character:
    """An invented person, with the capacities they act in and the body they act for."""

    name: str
    organisation: str | None = None
    capacities: tuple[str, ...] = ()
    phone: str = ""
    has_email: bool = True

    @property
    def email(self) -> str | None:
        return f"{slugify(self.name).replace('-', '.')}@example.org" if self.has_email else None


CAST: list[Character] = [
    Character("Ruth Adeyemi", HERTFORDSHIRE, ("chair",)),
    Character("Priya Raman", WEST_HERTS, ("coordinator",)),
    Character("Daniel Okafor", CENTRAL_EAST, ("leader",)),
    Character("Margaret Whitlock", HERTFORDSHIRE, ("leader",)),
    Character("Grace Oduya", EAST_NORTH, ("leader",)),
    Character("Amina Yusuf", "Watford Food and Friends", ("leader",)),
    Character("Tom Ellery", "Harlow Neighbours Together", ("facilitator",)),
    Character("Fiona Castle", MENTAL_HEALTH, ("representative",)),
    Character("Helen Brandt", ESSEX, ("safeguarding_lead",)),
    Character("Kwame Mensah", COMMUNITY, ("safeguarding_deputy",)),
    Character("Leo Marchetti", MENTAL_HEALTH, ("analyst",)),
    Character("Sheila Marsh", None, ("resident",), phone="07700 900142"),
    Character("Carol Nwosu"),
    Character("Peter Lindqvist"),
    Character("Joan Pettifer", phone="01632 960123", has_email=False),
]


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Place, partners and people, in the order in which a partnership comes to life."""
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        partnership = _partnership()
        say("partners")
        for name, starts_on, ends_on, brings in PARTNERS:
            _join(partnership, Organisation.objects.get(name=name), starts_on, ends_on, brings)
        for name, sector, brings in INVENTED:
            _join(partnership, _invented(name, sector), date(2023, 1, 16), None, brings)
        say("people")
        for character in CAST:
            wear(partnership, known_person(character), character)
        Vouching.objects.get_or_create(
            partnership=partnership,
            defaults={"vouched_at": SINCE, "how": "It is the demonstration’s own"},
        )
        chair = Hat.objects.current(now).filter(partnership=partnership, capacity="chair")
        people.seed(
            partnership, chair.earliest("pk"), Organisation.objects.get(name=HERTFORDSHIRE), now
        )
        if not partnership.is_live:
            partnership.stage = Partnership.Stage.LIVE
            partnership.live_since = SINCE
            partnership.save(update_fields=["stage", "live_since"])


def _partnership() -> Partnership:
    partnership, _ = Partnership.objects.get_or_create(
        slug=SLUG,
        defaults={
            "name": "Hertfordshire and West Essex partnership",
            "place": Place.objects.get(slug=SLUG),
            "purpose": PURPOSE,
            "started_on": STARTED,
            "demonstration": True,
        },
    )
    return partnership


def _invented(name: str, sector: str) -> Organisation:
    organisation, _ = Organisation.objects.get_or_create(
        slug=slugify(name),
        defaults={
            "name": name,
            "sector": sector,
            "invented": True,
            "source": "Invented for the demonstration",
        },
    )
    return organisation


def _join(
    partnership: Partnership,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None,
    brings: str,
) -> None:
    known = Partner.objects.filter(partnership=partnership, organisation=organisation)
    if not known.exists():  # more than once, if somebody let it leave and join again
        Partner.objects.create(
            partnership=partnership,
            organisation=organisation,
            starts_on=starts_on,
            ends_on=ends_on,
            brings=brings,
        )


def known_person(character: Character) -> Person:
    """The invented person of this name, made if there is none yet."""
    known = (
        Person.objects.filter(email=character.email)
        if character.email
        else Person.objects.filter(name=character.name, invented=True)
    )
    person = known.first()
    if person is None:
        person = Person.objects.create_user(character.email, name=character.name, invented=True)
    if character.email:
        ContactPoint.objects.get_or_create(
            person=person, kind="email", value=character.email, defaults={"proved_at": SINCE}
        )
    if character.phone:
        ContactPoint.objects.get_or_create(person=person, kind="phone", value=character.phone)
    return person


def wear(partnership: Partnership, person: Person, character: Character) -> None:
    """In each capacity that the character acts in, for their organisation."""
    organisation = (
        Organisation.objects.get(name=character.organisation) if character.organisation else None
    )
    for capacity in character.capacities:
        worn = Hat.objects.filter(person=person, partnership=partnership, capacity=capacity)
        latest = worn.order_by("starts_at").last()
        if latest is not None:
            # Ended by somebody who tried it: worn again, as if it had never been taken off.
            worn.filter(pk=latest.pk, ends_at__isnull=False).update(ends_at=None)
        else:
            Hat.objects.create(
                person=person,
                partnership=partnership,
                organisation=organisation,
                capacity=capacity,
                starts_at=SINCE,
            )
