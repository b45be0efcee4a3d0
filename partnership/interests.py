"""Interests where they matter: in a partnership's public register, and on what they touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Person
from partnership.models import Hat, Interest, NoInterests, Partnership
from partnership.models.capacity import HEADS, Capacity

# Those whose interests the register shows: whoever decides, or speaks for a body.
REGISTERED = (*HEADS, Capacity.LEADER, Capacity.REPRESENTATIVE)
# NHS England, Managing conflicts of interest in the NHS (2017, revised 2024): an interest stays on
# the public register for six months after it has ended.
SHOWN_FOR = timedelta(days=183)
AT_MOST, LISTED = 50, 300


def touching(people: Collection[int], organisations: Collection[int], day: date) -> list[Interest]:
    """Interests that hold on a day, of one of these people in one of these organisations."""
    if not people or not organisations:
        return []
    return interests_where(Q(person__in=set(people), organisation__in=set(organisations)), day)


def interests_where(concerned: Q, day: date) -> list[Interest]:
    """Interests that hold on a day and are concerned, by name, in one query."""
    return list(
        Interest.objects.on(day)
        .filter(concerned)
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


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who acts here with nothing in the register: whether they said so, and when."""

    person: Person
    none_declared_at: datetime | None
    declared_before: bool

    @property
    def words(self) -> str:
        """None declared, or has not declared yet."""
        if self.none_declared_at is not None:
            day = date_format(timezone.localdate(self.none_declared_at), "j F Y")
            return _("None declared, on %(day)s") % {"day": day}
        if self.declared_before:
            return _("Nothing that holds now")
        return _("Has not declared yet")


def silent(partnership: Partnership, day: date) -> list[Silent]:
    """Those who act here and have nothing in the register, in one query, by name."""
    acting = Hat.objects.current().filter(partnership=partnership, capacity__in=REGISTERED)
    shown = register(partnership, day).order_by().values("person")
    own = Interest.objects.filter(person=OuterRef("pk"))
    said = NoInterests.objects.filter(person=OuterRef("pk")).order_by("-declared_at")
    people = (
        Person.objects.filter(pk__in=acting.values("person"))
        .exclude(pk__in=shown)
        .annotate(
            none_at=Subquery(said.values("declared_at")[:1]),
            last_at=Subquery(own.order_by("-declared_at").values("declared_at")[:1]),
        )
        .order_by("name", "pk")[:LISTED]
    )
    return [Silent(one, _none_at(one.none_at, one.last_at), bool(one.last_at)) for one in people]


def _none_at(none_at: datetime | None, interest_at: datetime | None) -> datetime | None:
    """When they said that they have none, unless they declared an interest after that."""
    later = none_at is not None and interest_at is not None and interest_at > none_at
    return None if later else none_at


def acting_as(partnership: Partnership, people: Collection[int]) -> dict[int, list[str]]:
    """By the id of a person, as what they act here, in one query."""
    labels: dict[int, list[str]] = defaultdict(list)
    hats = Hat.objects.current().filter(
        partnership=partnership, person__in=set(people), capacity__in=REGISTERED
    )
    for hat in hats.select_related("organisation").order_by("pk"):
        labels[hat.person_id].append(hat.label)
    return dict(labels)
