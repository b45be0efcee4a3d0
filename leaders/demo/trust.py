"""The demonstration's trust pulse: two closed rounds, and one that is open. All answers invented.

What was answered in the closed rounds was never kept, here as anywhere: it is made up, counted by
the same rules as real answers, and forgotten. So some pairs and means are not shown.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded
from leaders.actions.pulse import write_figures
from leaders.demo import FOOD_AND_FRIENDS
from leaders.models import PulseRating, PulseReturn, PulseRound
from leaders.pulse_figures import STATEMENTS, Rating, figures_of, middle_answers, views_of
from partnership.demo import (
    CENTRAL_EAST,
    COMMUNITY,
    EAST_NORTH,
    HERTFORDSHIRE,
    MENTAL_HEALTH,
    SINCE,
    SLUG,
    WEST_HERTS,
)
from partnership.models import Hat, Organisation, Partnership
from reminders.hours import midnight

ROBOT = Actor.for_job("seed_demo")
HARLOW, WATFORD = "Harlow Neighbours Together", "Watford Borough Council"
STEVENAGE, HOMES = "Stevenage Borough Council", "Old Town Homes"
RESIDENTS = "Bishop’s Park Residents’ Group"
# How many people of each answer, and whom they work with.
WORKS_WITH: dict[str, tuple[int, Sequence[str]]] = {
    HERTFORDSHIRE: (4, (CENTRAL_EAST, WEST_HERTS, COMMUNITY, WATFORD, FOOD_AND_FRIENDS)),
    CENTRAL_EAST: (4, (HERTFORDSHIRE, WEST_HERTS, EAST_NORTH, MENTAL_HEALTH)),
    WEST_HERTS: (3, (CENTRAL_EAST, HERTFORDSHIRE, COMMUNITY)),
    EAST_NORTH: (2, (CENTRAL_EAST, HERTFORDSHIRE, STEVENAGE)),
    MENTAL_HEALTH: (2, (CENTRAL_EAST, HERTFORDSHIRE, COMMUNITY, FOOD_AND_FRIENDS)),
    COMMUNITY: (2, (WEST_HERTS, HERTFORDSHIRE, CENTRAL_EAST)),
    WATFORD: (2, (HERTFORDSHIRE, FOOD_AND_FRIENDS, CENTRAL_EAST)),
    STEVENAGE: (1, (EAST_NORTH, HERTFORDSHIRE, HOMES)),
    FOOD_AND_FRIENDS: (1, (WATFORD, HERTFORDSHIRE, CENTRAL_EAST, HARLOW)),
    HARLOW: (1, (FOOD_AND_FRIENDS, CENTRAL_EAST)),
    HOMES: (1, (STEVENAGE,)),
    RESIDENTS: (1, (HERTFORDSHIRE, CENTRAL_EAST)),
}
# What is answered where nothing else is said, and where a story is told.
USUAL = 3.5
STORY: dict[tuple[str, str], tuple[float, float]] = {
    (HERTFORDSHIRE, CENTRAL_EAST): (2.6, 2.9),
    (CENTRAL_EAST, HERTFORDSHIRE): (4.2, 4.4),
    (WEST_HERTS, HERTFORDSHIRE): (3.0, 3.7),
    (HERTFORDSHIRE, WEST_HERTS): (3.2, 3.6),
    (HERTFORDSHIRE, FOOD_AND_FRIENDS): (4.4, 4.7),
    (FOOD_AND_FRIENDS, CENTRAL_EAST): (1.8, 2.2),
    (HARLOW, CENTRAL_EAST): (2.0, 2.3),
    (RESIDENTS, CENTRAL_EAST): (1.7, 2.4),
}
VIEWS = (
    ("ours",) * 6 + ("anothers",) * 9 + ("shared",) * 4 + ("residents",) + ("unsure",) * 4,
    ("ours",) * 5 + ("anothers",) * 6 + ("shared",) * 9 + ("residents",) * 3 + ("unsure",),
)
REPRESENTATIVES = {
    "Bev Archer": WATFORD,
    "Nadeem Sharif": HERTFORDSHIRE,
    "Olive Trent": CENTRAL_EAST,
    "Marek Zielinski": STEVENAGE,
    "Gwen Abbott": HOMES,
    "Yvonne Clarke": RESIDENTS,
}


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Rounds half a year apart, once; what was counted cannot be seeded again."""
    say("the trust pulse")
    with recorded(ROBOT, "set up the demonstration"):
        partnership = Partnership.objects.get(slug=SLUG)
        for name, organisation in REPRESENTATIVES.items():
            _represents(partnership, name, organisation)
        if partnership.pulse_rounds.exists():
            return
        today = timezone.localdate(now)
        for number, opened in enumerate((today - timedelta(days=385), today - timedelta(days=200))):
            _closed(partnership, opened, number)
        _open(partnership, today, now)


def _closed(partnership: Partnership, opened: date, number: int) -> None:
    asked = PulseRound.objects.create(
        partnership=partnership, opens_on=opened, closes_on=opened + timedelta(days=21)
    )
    ratings = list(_ratings(number))
    write_figures(asked, figures_of(ratings))
    asked.together = {
        "answered": len({one.rater for one in ratings}),
        "views": views_of(VIEWS[number]),
        "middle": middle_answers(ratings),
    }
    asked.frozen_at = midnight(asked.closes_on)
    asked.save(update_fields=["together", "frozen_at"])


def _ratings(number: int) -> Iterator[Rating]:
    """The same each time for the same round."""
    dice = random.Random(f"a pulse {number}")
    keys = dict(Organisation.objects.filter(name__in=WORKS_WITH).values_list("name", "pk"))
    rater = 0
    for by, (people, partners) in WORKS_WITH.items():
        for _ in range(people):
            rater += 1
            for about in partners:
                usual = STORY.get((by, about), (USUAL, USUAL + 0.3))[number]
                scores = [
                    min(5, max(1, round(usual + dice.uniform(-0.9, 0.9)))) for _ in STATEMENTS
                ]
                yield Rating(rater, keys[by], keys[about], (scores[0], scores[1], scores[2]))


def _open(partnership: Partnership, today: date, now: datetime) -> None:
    """One that has been open for a week, and that two have answered."""
    asked = PulseRound.objects.create(
        partnership=partnership,
        opens_on=today - timedelta(days=7),
        closes_on=today + timedelta(days=14),
    )
    for name, about, view in (
        ("Bev Archer", (HERTFORDSHIRE, FOOD_AND_FRIENDS), PulseReturn.Whose.SHARED),
        ("Olive Trent", (HERTFORDSHIRE, WEST_HERTS, EAST_NORTH), PulseReturn.Whose.OURS),
    ):
        returned = PulseReturn.objects.create(
            round=asked,
            person=Person.objects.get(name=name, invented=True),
            organisation=Organisation.objects.get(name=REPRESENTATIVES[name]),
            whose_view=view,
            answered_at=now,
        )
        for one in about:
            PulseRating.objects.create(
                returned=returned,
                about=Organisation.objects.get(name=one),
                keeps_word=4,
                is_open=3,
                values_us=4,
            )


def _represents(partnership: Partnership, name: str, organisation: str) -> None:
    email = f"{slugify(name).replace('-', '.')}@example.org"
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = Person.objects.create_user(email, name=name, invented=True)
        ContactPoint.objects.create(person=person, kind="email", value=email, proved_at=SINCE)
    capacity = Hat.Capacity.REPRESENTATIVE
    if not person.hats.filter(partnership=partnership, capacity=capacity).exists():
        Hat.objects.create(
            person=person,
            partnership=partnership,
            organisation=Organisation.objects.get(name=organisation),
            capacity=capacity,
            starts_at=SINCE,
        )
