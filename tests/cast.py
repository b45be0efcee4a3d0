"""The cast of the tests: one live partnership with everybody in it, and a neighbour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.utils.text import slugify

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from partnership.models import Hat, Organisation, Partner, Partnership, Place, Sector, Vouching

LONG_AGO = datetime(2024, 1, 1, 9, 0, tzinfo=UTC)
ENDED = datetime(2025, 1, 1, 9, 0, tzinfo=UTC)

CAPACITY_OF = {
    "resident": Hat.Capacity.RESIDENT,
    "facilitator": Hat.Capacity.FACILITATOR,
    "leader": Hat.Capacity.LEADER,
    "representative": Hat.Capacity.REPRESENTATIVE,
    "chair": Hat.Capacity.CHAIR,
    "deputy_chair": Hat.Capacity.DEPUTY_CHAIR,
    "coordinator": Hat.Capacity.COORDINATOR,
    "safeguarding_lead": Hat.Capacity.SAFEGUARDING_LEAD,
    "analyst": Hat.Capacity.ANALYST,
}


@dataclass
class World:
    """A live partnership with a person for each persona, and another one like it next door.

    `hats[persona]` is worn in `partnership`; `elsewhere[persona]` by other people in `neighbour`;
    `ended[persona]` was worn in `partnership` and has ended. `co_leader` is a second leader from
    another sector. `things` is where each app's tests put what their routes need.
    """

    place: Place
    partnership: Partnership
    neighbour: Partnership
    nhs: Organisation
    council: Organisation
    charity: Organisation
    hats: dict[str, Hat]
    elsewhere: dict[str, Hat]
    ended: dict[str, Hat]
    co_leader: Hat
    citizen: Person
    citizen_without_email: Person
    operator: Person
    things: dict[str, object] = field(default_factory=dict)

    def person(self, persona: str, whose: str = "own") -> Person | None:
        """Who plays a persona: in their own partnership, the neighbour's, or with an ended hat."""
        if persona == "public":
            return None
        if persona == "citizen":
            return self.citizen
        if persona == "operator":
            return self.operator
        hats = {"own": self.hats, "elsewhere": self.elsewhere, "ended": self.ended}[whose]
        return hats[persona].person

    def actor(self, persona: str) -> Actor:
        """The persona acting in their hat in `partnership`."""
        return self.hats[persona].actor()


def make_person(name: str, email: str | None = "") -> Person:
    """A person whose email is proved; `None` for somebody who has none."""
    address = f"{slugify(name).replace('-', '.')}@example.org" if email == "" else email
    person = Person.objects.create_user(address, name=name)
    person.passed_second_step = True  # as the middleware says it of whoever has shown one
    if address:
        ContactPoint.objects.create(
            person=person, kind="email", value=address, proved_at=LONG_AGO, given_at=LONG_AGO
        )
    return person


def make_hat(
    person: Person,
    partnership: Partnership,
    capacity: str,
    organisation: Organisation | None,
    ends_at: datetime | None = None,
) -> Hat:
    return Hat.objects.create(
        person=person,
        partnership=partnership,
        capacity=capacity,
        organisation=None if capacity == "resident" else organisation,
        starts_at=LONG_AGO,
        ends_at=ends_at,
    )


def make_organisation(name: str, sector: str) -> Organisation:
    return Organisation.objects.create(
        name=name, slug=slugify(name), sector=sector, starts_on=date(2010, 4, 1)
    )


def make_partnership(name: str, place: Place, partners: list[Organisation]) -> Partnership:
    """A draft with partners; `go_live` when its people are there."""
    partnership = Partnership.objects.create(
        name=name, slug=slugify(name), place=place, purpose="Better lives, nearer home."
    )
    for organisation in partners:
        Partner.objects.create(
            partnership=partnership, organisation=organisation, starts_on=date(2024, 1, 1)
        )
    return partnership


def go_live(partnership: Partnership) -> None:
    Vouching.objects.get_or_create(partnership=partnership, defaults={"how": "Known to the test"})
    partnership.stage = Partnership.Stage.LIVE
    partnership.live_since = LONG_AGO
    partnership.save()


def make_world() -> World:
    place = Place.objects.create(
        kind=Place.Kind.SYSTEM, name="Ashdown", slug="ashdown", population=400_000
    )
    far = Place.objects.create(kind=Place.Kind.SYSTEM, name="Farcombe", slug="farcombe")
    nhs = make_organisation("Ashdown NHS Trust", Sector.NHS)
    council = make_organisation("Ashdown County Council", Sector.LOCAL_GOVERNMENT)
    charity = make_organisation("Ashdown Good Neighbours", Sector.VOLUNTARY)
    own = make_partnership("Ashdown Partnership", place, [nhs, council, charity])
    neighbour = make_partnership("Farcombe Partnership", far, [nhs, council])
    employers = {"chair": council, "coordinator": nhs, "leader": nhs, "facilitator": charity}

    def hats_in(partnership: Partnership, prefix: str, ends_at: datetime | None) -> dict[str, Hat]:
        return {
            persona: make_hat(
                make_person(f"{prefix} {persona.replace('_', ' ').title()}"),
                partnership,
                capacity,
                employers.get(persona, council),
                ends_at,
            )
            for persona, capacity in CAPACITY_OF.items()
        }

    world = World(
        place=place,
        partnership=own,
        neighbour=neighbour,
        nhs=nhs,
        council=council,
        charity=charity,
        hats=hats_in(own, "Asha", None),
        elsewhere=hats_in(neighbour, "Nia", None),
        ended=hats_in(own, "Enid", ENDED),
        co_leader=make_hat(make_person("Colin Leader"), own, "leader", council),
        citizen=make_person("Cora Citizen"),
        citizen_without_email=make_person("Pat Paper", email=None),
        operator=Person.objects.create_superuser("operator@example.org", name="Olu Operator"),
    )
    for partnership, word in ((own, "Own"), (neighbour, "Next")):
        deputy = make_person(f"{word} Deputy")
        make_hat(deputy, partnership, Hat.Capacity.SAFEGUARDING_DEPUTY, nhs)
        go_live(partnership)
    return world
