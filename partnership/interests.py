"""Interests where they matter: in a partnership's public register, and on what they touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from partnership.models import Hat, Interest, Partnership
from partnership.models.capacity import HEADS, Capacity

# Those whose interests the register shows: whoever decides, or speaks for a body.
REGISTERED = (*HEADS, Capacity.LEADER, Capacity.REPRESENTATIVE)
# NHS England, Managing conflicts of interest in the NHS (2017, revised 2024): an interest stays on
# the public register for six months after it has ended.
SHOWN_FOR = timedelta(days=183)
AT_MOST = 50


def touching(people: Collection[int], organisations: Collection[int], day: date) -> list[Interest]:
    """Interests that hold on a day, of one of these people in one of these organisations."""
    if not people or not organisations:
        return []
    return list(
        Interest.objects.on(day)
        .filter(person__in=set(people), organisation__in=set(organisations))
        .select_related("person", "organisation")
        .order_by("person__name", "pk")[:AT_MOST]
    )


def register(partnership: Partnership, day: date) -> QuerySet[Interest]:
    """What is declared by those who act in a partnership now, and ended lately at most."""
    acting = Hat.objects.current().filter(partnership=partnership, capacity__in=REGISTERED)
    return (
        Interest.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day - SHOWN_FOR),
            person__in=acting.values("person"),
        )
        .select_related("person", "organisation")
        .order_by("person__name", "-declared_at", "pk")
    )


def acting_as(partnership: Partnership, people: Collection[int]) -> dict[int, list[str]]:
    """By the id of a person, as what they act here, in one query."""
    labels: dict[int, list[str]] = defaultdict(list)
    hats = Hat.objects.current().filter(
        partnership=partnership, person__in=set(people), capacity__in=REGISTERED
    )
    for hat in hats.select_related("organisation").order_by("pk"):
        labels[hat.person_id].append(hat.label)
    return dict(labels)
