"""Where to write to people whom nobody has asked for an address this time: members of staff."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from accounts.models import ContactPoint, Person

_BEST_FIRST = Case(
    When(chosen_at__isnull=False, then=Value(0)),
    When(kind="email", then=Value(1)),
    When(kind="phone", then=Value(2)),
    default=Value(3),
)


def reach_of(people: Iterable[int] | QuerySet[Any]) -> list[ContactPoint]:
    """One contact point for each person who has any: the one they chose last, else the best.

    An email address counts only when its owner proved it, and none that was stopped.
    """
    usable = (
        ContactPoint.objects.filter(person__in=people, stopped_at__isnull=True)
        .filter(~Q(kind="email") | Q(proved_at__isnull=False))
        .order_by(
            "person",
            _BEST_FIRST,
            F("chosen_at").desc(nulls_last=True),
            F("proved_at").desc(nulls_last=True),
            "pk",
        )
        .distinct("person")
    )
    return list(usable)


def reach_of_person(person: Person) -> ContactPoint | None:
    """Where to write to one person; None when there is no way."""
    found = reach_of([person.pk])
    return found[0] if found else None
