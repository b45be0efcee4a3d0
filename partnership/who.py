"""Who acts in a partnership as what, asked for many partnerships at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from accounts.models import ContactPoint, Person
from partnership.models import Hat
from partnership.models.capacity import HEADS, SECURED
from reminders.reach import reach_of


def acting(
    partnerships: Collection[int], now: datetime, capacities: Collection[str] = HEADS
) -> defaultdict[int, set[int]]:
    """The people who act in each partnership in one of these capacities, in one query."""
    hats = Hat.objects.current(now).filter(partnership__in=partnerships, capacity__in=capacities)
    people: defaultdict[int, set[int]] = defaultdict(set)
    for partnership, person in hats.values_list("partnership", "person"):
        people[partnership].add(person)
    return people


def acts(
    person: int | None, partnership: int, now: datetime, capacities: Collection[str] = HEADS
) -> bool:
    """Whether somebody acts in a partnership in one of these capacities."""
    return person in acting([partnership], now, capacities)[partnership]


def contacts(people: Iterable[int]) -> dict[int, ContactPoint]:
    """Where to write to each of these people who can be written to, in one query."""
    return {point.person_id: point for point in reach_of(set(people)) if point.person_id}


def wears_secured_hat(person: Person) -> bool:
    """Whether a current hat of theirs gives rights only after a second step."""
    return Hat.objects.current().filter(person=person, capacity__in=SECURED).exists()
