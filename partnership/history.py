"""What happened in a partnership, in plain words, read from the record that triggers keep.

Each noun has a table of events. A page of the record is asked of all of them in one statement that
stops at its last line, so it costs the same with a hundred lines and with a hundred thousand; what
each line was before, and the names of what it points at, are two more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import IntegerField, Q, QuerySet, Value
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify

from partnership.history_lines import Line, lines_of
from partnership.models import Partnership
from partnership.models.capacity import Capacity

A_PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Events = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class After:
    """A place in the record: of events of one moment the later tables come first."""

    at: datetime
    table: int
    event: int

    def __str__(self) -> str:
        # Whole microseconds: a fraction of a second does not survive as a float.
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.table}-{self.event}"

    @classmethod
    def read(cls, typed: str) -> After | None:
        """As it stands in an address; none if it is no place."""
        try:
            at, table, event = typed.split("-")
            moment = EPOCH + timedelta(microseconds=int(at))
            return cls(moment, int(table), min(int(event), 2**31 - 1))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the record somebody wants to see."""

    person: int | None = None
    noun: str = ""
    did: str = ""
    capacity: str = ""
    since: date | None = None
    until: date | None = None
    after: After | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, newest first, and from where the older ones go on."""

    lines: Sequence[Line] = field(default_factory=list)
    older: After | None = None


def tables_of(partnership: Partnership) -> list[Events]:
    """A QuerySet of events for each noun, as the apps of `settings.HISTORIES` give them."""
    return [
        events for provider in settings.HISTORIES for events in import_string(provider)(partnership)
    ]


def noun_of(events: Events) -> str:
    """As people call the noun: "share of a role"."""
    return str(events.model.pgh_tracked_model._meta.verbose_name)


def nouns_of(partnership: Partnership) -> list[tuple[str, str]]:
    """Each noun by slug, for a choice."""
    nouns = {slugify(noun_of(events)): noun_of(events) for events in tables_of(partnership)}
    return sorted((slug, noun[:1].upper() + noun[1:]) for slug, noun in nouns.items())


def page_of(partnership: Partnership, asked: Asked, size: int = A_PAGE) -> Page:
    """A page of the record, in three statements."""
    tables = tables_of(partnership)
    arms = [
        _arm(events, number, asked)[: size + 1]
        for number, events in enumerate(tables)
        if not asked.noun or slugify(noun_of(events)) == asked.noun
    ]
    if not arms:
        return Page()
    first, *rest = arms
    found = list(
        first.union(*rest, all=True).order_by("-pgh_created_at", "-table_of_events", "-pgh_id")[
            : size + 1
        ]
        if rest
        else first
    )
    shown = found[:size]
    older = After(*shown[-1]) if len(found) > size else None
    models = [events.model for events in tables]
    return Page(lines_of([(models[table], event) for _at, table, event in shown]), older)


def history_of(partnership: Partnership) -> list[Line]:
    """The latest page of a partnership’s record."""
    return list(page_of(partnership, Asked()).lines)


def acts_of(person_id: int, partnerships: Sequence[Partnership], size: int) -> list[Line]:
    """What one person did last in any of these partnerships."""
    lines = [
        line
        for partnership in partnerships
        for line in page_of(partnership, Asked(person=person_id), size).lines
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:size]


def _arm(events: Events, number: int, asked: Asked) -> Events:
    """Where the lines of one table stand, newest first."""
    place = Value(number, output_field=IntegerField())
    found: Events = events.filter(*_filters(number, asked)).select_related(None)
    ordered = found.annotate(table_of_events=place).order_by("-pgh_created_at", "-pgh_id")
    places: Events = ordered.values_list("pgh_created_at", "table_of_events", "pgh_id")
    return places


def _filters(number: int, asked: Asked) -> list[Q]:
    wanted = []
    if asked.person is not None:
        wanted.append(Q(pgh_person=asked.person))
    if asked.did:
        wanted.append(Q(pgh_context__action__icontains=asked.did))
    if asked.capacity:
        wanted.append(Q(pgh_context__hat_label__startswith=Capacity(asked.capacity).label))
    if asked.since:
        wanted.append(Q(pgh_created_at__gte=_midnight(asked.since)))
    if asked.until and asked.until < date.max:
        wanted.append(Q(pgh_created_at__lt=_midnight(asked.until + timedelta(days=1))))
    if asked.after:
        wanted.extend(_older_than(asked.after, number))
    return wanted


def _older_than(after: After, number: int) -> list[Q]:
    earlier = Q(pgh_created_at__lt=after.at)
    if number > after.table:
        return [earlier]
    here = Q(pgh_created_at__lte=after.at)
    if number < after.table:
        return [here]
    return [here, earlier | Q(pgh_id__lt=after.event)]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
