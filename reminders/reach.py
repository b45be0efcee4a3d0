"""Where to write to people whom nobody has asked for an address this time: members of staff."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from accounts.models import ContactPoint, Person
from reminders.channels import by_machine

# A message that somebody asked for, and that did not arrive, becomes a text before a mail.
_PHONE_FIRST = Case(
    When(kind="phone", then=Value(0)), When(kind="email", then=Value(1)), default=Value(2)
)


def reach_of(people: Iterable[int] | QuerySet[Any]) -> list[ContactPoint]:
    """One contact point for each person who has any: the one they chose last, else the best.

    An email address counts only when its owner proved it, and none that was stopped. What no
    machine of ours reaches comes last: nobody phones members of staff for us.
    """
    usable = ContactPoint.objects.filter(person__in=people).usable()
    by_hand = Case(When(kind__in=by_machine(), then=Value(0)), default=Value(1))
    return list(usable.best_first("person", by_hand).distinct("person"))


def reach_of_person(person: Person) -> ContactPoint | None:
    """Where to write to one person; None when there is no way."""
    found = reach_of([person.pk])
    return found[0] if found else None


def ways_left(people: Iterable[int] | QuerySet[Any]) -> QuerySet[ContactPoint]:
    """By person, where a message goes when another contact point did not work, best first."""
    usable = ContactPoint.objects.filter(person__in=people).usable()
    return usable.order_by("person", _PHONE_FIRST, "-given_at", "pk")
