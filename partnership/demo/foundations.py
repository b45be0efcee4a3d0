"""The demonstration: areas served, three versions of the terms, confirmations and interests.

The districts and their people are real; the words, and those who speak for a body, are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded
from partnership.areas import suggested
from partnership.demo import (
    CENTRAL_EAST,
    COMMUNITY,
    EAST_NORTH,
    ESSEX,
    HERTFORDSHIRE,
    MENTAL_HEALTH,
    SINCE,
    SLUG,
    WEST_HERTS,
    Character,
    known_person,
    wear,
)
from partnership.models import (
    AreaServed,
    Hat,
    Interest,
    NoInterests,
    Organisation,
    Partner,
    Partnership,
    Terms,
)
from reminders.hours import midnight

ROBOT = Actor.for_job("seed_demo")

# Who speaks for a partner. The last two have been asked, and have not confirmed yet.
SPEAKERS: list[tuple[str, str]] = [
    ("Imran Siddiqui", CENTRAL_EAST),
    ("Louise Hartnoll", "NHS Essex Integrated Care Board"),
    ("Philippa Dray", HERTFORDSHIRE),
    ("Marcus Feltham", ESSEX),
    ("Yvonne Baptiste", WEST_HERTS),
    ("Sean Corrigan", EAST_NORTH),
    ("Nadia Rahman", "The Princess Alexandra Hospital NHS Trust"),
    ("Colin Thackray", COMMUNITY),
    ("Fiona Castle", MENTAL_HEALTH),
    ("Beatrice Olawale", "Watford Borough Council"),
    ("Hugh Pemberton", "Stevenage Borough Council"),
    ("Shirin Kaur", "Dacorum Borough Council"),
    ("Dorothy Mbeki", "Harlow Neighbours Together"),
    ("Karim Aziz", "Watford Food and Friends"),
    ("Elsie Norwood", "Stevenage Walking Wheels"),
    ("Graham Petty", "Dacorum Carers’ Circle"),
    ("Winston Clarke", "Bishop’s Park Residents’ Group"),
    ("Rebecca Sloane", "Harlow District Council"),
    ("Tobias Grieve", "Old Town Homes"),
]
NOT_YET = frozenset({"Rebecca Sloane", "Tobias Grieve"})

OLD_PURPOSE = (
    "We bring the NHS and councils of Hertfordshire and west Essex together to plan services that "
    "people can reach, and that the place can afford."
)
NEW_PURPOSE = (
    "We join the NHS, councils, voluntary groups and residents of Hertfordshire and west Essex to "
    "work on what none of us can solve alone. Our leaders are shared between organisations and "
    "answer to this place. What residents tell us changes what we decide, and we say how."
)
MONTHLY = "The leaders of the partners meet once a month. The chair is chosen for two years."
QUARTERLY = (
    "The leaders of the partners meet once a quarter, in a different town each time. The chair is "
    "chosen for two years."
)
AGREE = (
    "We decide by agreement. When we cannot agree, we say so in public, with both views, and come "
    "back to it within a month."
)
JOINING = (
    "An organisation joins when the others agree and it says what it brings. It leaves with three "
    "months’ notice, and says who takes over what it promised."
)
RESIDENTS = (
    "Residents sit at every meeting, speak first on what touches them, and are paid for their time "
    "as the rates of the day say."
)
SHARED = (
    "A leader whom two of us share answers to the partnership. Neither employer can end the role "
    "alone."
)


@dataclass(frozen=True)
class Version:
    """One version of the terms: when it was adopted, what it says, and what it changed."""

    adopted_at: datetime
    purpose: str
    terms: str
    changed: str = ""


VERSIONS: list[Version] = [
    Version(datetime(2017, 4, 3, 9, tzinfo=UTC), OLD_PURPOSE, f"{MONTHLY}\n\n{AGREE}"),
    Version(
        datetime(2022, 7, 4, 9, tzinfo=UTC),
        NEW_PURPOSE,
        f"{MONTHLY}\n\n{AGREE}\n\n{SHARED}\n\n{JOINING}",
        "The new board joined. Leaders are shared and answer to the place; voluntary groups and "
        "residents are named in the purpose.",
    ),
    Version(
        datetime(2025, 3, 10, 9, tzinfo=UTC),
        NEW_PURPOSE,
        f"{QUARTERLY}\n\n{AGREE}\n\n{RESIDENTS}\n\n{SHARED}\n\n{JOINING}",
        "Residents asked to sit at every meeting and to be paid. We meet less often, and travel.",
    ),
]

INTERESTS: list[tuple[str, str, str, str, date, date | None]] = [
    (
        "Ruth Adeyemi", Interest.Kind.PERSONAL, "Dacorum Carers’ Circle",
        "I am a trustee of this charity, without pay.", date(2021, 5, 1), None,
    ),
    (
        "Daniel Okafor", Interest.Kind.INDIRECT, "Watford Food and Friends",
        "My partner runs one of its two kitchens and is paid for it.", date(2023, 2, 1), None,
    ),
    (
        "Margaret Whitlock", Interest.Kind.PROFESSIONAL, COMMUNITY,
        "I sit on its advisory group for care at home.", date(2022, 9, 1), None,
    ),
    (
        "Amina Yusuf", Interest.Kind.FINANCIAL, "Watford Borough Council",
        "The council pays my kitchen for school meals in the holidays.", date(2024, 7, 1), None,
    ),
    (
        "Grace Oduya", Interest.Kind.FINANCIAL, MENTAL_HEALTH,
        "I worked some shifts there beside my post.", date(2023, 1, 1), date(2026, 9, 1),
    ),
]  # fmt: skip


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """What a partnership rests on, after its partners and people are there."""
    with recorded(ROBOT, "set up the demonstration"):
        partnership = Partnership.objects.select_related("place").get(slug=SLUG)
        say("areas and terms")
        _areas(partnership, now)
        _terms(partnership)
        say("confirmations and interests")
        for name, body in SPEAKERS:
            _speak(partnership, name, Organisation.objects.get(name=body))
        for interest in INTERESTS:
            _declare(*interest)
        _declare_none()


def _areas(partnership: Partnership, now: datetime) -> None:
    if AreaServed.objects.filter(partnership=partnership).exists():
        return
    for area in suggested(partnership.place, on=timezone.localdate(now)):
        AreaServed.objects.create(partnership=partnership, place=area.place, share=area.share)


def _terms(partnership: Partnership) -> None:
    if Terms.objects.filter(partnership=partnership).exists():
        return
    chair = Hat.objects.filter(partnership=partnership, capacity=Hat.Capacity.CHAIR).first()
    for number, version in enumerate(VERSIONS, 1):
        Terms.objects.create(
            partnership=partnership,
            number=number,
            purpose=version.purpose,
            terms=version.terms,
            changed=version.changed,
            adopted_at=version.adopted_at,
            adopted_by=chair if version.adopted_at > SINCE else None,
        )
    newest = VERSIONS[-1]
    partnership.purpose, partnership.terms = newest.purpose, newest.terms
    partnership.save(update_fields=["purpose", "terms"])


def _speak(partnership: Partnership, name: str, body: Organisation) -> None:
    character = Character(name, body.name, ("representative",))
    person = known_person(character)
    wear(partnership, person, character)
    hat = Hat.objects.filter(
        person=person, partnership=partnership, capacity="representative"
    ).last()
    if name in NOT_YET:
        return
    partner = Partner.objects.filter(
        partnership=partnership, organisation=body, ends_on=None, confirmed_at=None
    ).first()
    if partner is not None:
        began = max(SINCE, midnight(partner.starts_on))
        partner.confirmed_at, partner.confirmed_by = began + timedelta(days=9, hours=3), hat
        partner.save(update_fields=["confirmed_at", "confirmed_by"])


def _declare(
    name: str, kind: str, body: str, what: str, starts_on: date, ends_on: date | None
) -> None:
    person = Person.objects.get(email=Character(name).email)
    Interest.objects.get_or_create(
        person=person,
        what=what,
        defaults={
            "kind": kind,
            "organisation": Organisation.objects.get(name=body),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "declared_at": SINCE + timedelta(days=3),
        },
    )


def _declare_none() -> None:
    """Most representatives have nothing to declare; those who have not confirmed said nothing."""
    emails = [Character(name).email for name, _body in SPEAKERS if name not in NOT_YET]
    for person in Person.objects.filter(email__in=emails, interests=None, declared_none=None):
        NoInterests.objects.create(person=person, declared_at=SINCE + timedelta(days=10))
