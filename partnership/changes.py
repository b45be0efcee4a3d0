"""What changed in a partnership between two days, in plain words, one noun after the other.

Told by the days on which things happened, not by those on which somebody typed them in: the record
of who typed what when is another page. Leaders are counted exactly. Nobody here is a citizen: how
many of them came is told of closed periods only (`partnership/disclosure.py`), and these are free.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.kept import hats_of, partners_of
from partnership.models import Partnership

TOLD_AT_MOST = 5
A_QUARTER = 91


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, and where it can be read."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to one noun: a sentence that counts, and the first few of them."""

    noun: str
    sentence: str
    first: tuple[Told, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day, to and without the last."""

    since: date
    until: date

    @property
    def since_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.since, time.min))

    @property
    def until_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.until, time.min))

    def holds(self, day: date | None) -> bool:
        return day is not None and self.since <= day < self.until

    def contains(self, at: date | datetime | None) -> bool:
        """Whether a day, or the day of a moment, lies within."""
        return self.holds(timezone.localdate(at) if isinstance(at, datetime) else at)

    def days(self, field: str) -> Q:
        """Rows whose day lies within."""
        return Q(**{f"{field}__gte": self.since, f"{field}__lt": self.until})

    def moments(self, field: str) -> Q:
        """Rows whose moment lies within."""
        return Q(**{f"{field}__gte": self.since_at, f"{field}__lt": self.until_at})


def changed(partnership: Partnership, period: Period) -> list[Changes]:
    """Ask each of `settings.CHANGES`, functions `(partnership, period) -> list[Changes]`."""
    return [
        one
        for provider in settings.CHANGES
        for one in import_string(provider)(partnership, period)
        if one.count
    ]


def told(noun: str, one: str, many: str, things: Iterable[Told], count: int) -> Changes:
    """Changes of a noun: `one` and `many` read on after the number."""
    sentence = f"{count:,} {one if count == 1 else many}"
    return Changes(noun, sentence, tuple(things)[:TOLD_AT_MOST], count)


def lately(rows: Iterable[Any], field: str, period: Period) -> list[Any]:
    """Those whose day or moment lies within, the latest first."""
    found = [one for one in rows if period.contains(getattr(one, field))]
    return sorted(found, key=lambda one: getattr(one, field), reverse=True)


def of_partnership(partnership: Partnership, period: Period) -> list[Changes]:
    """Partners that joined and left, and people who began to act."""
    partners = partners_of(partnership)
    joined, left = lately(partners, "starts_on", period), lately(partners, "ends_on", period)
    began = lately(hats_of(partnership), "starts_at", period)
    return [
        told(
            "Partners",
            "organisation joined",
            "organisations joined",
            [Told(one.organisation.name) for one in joined],
            len(joined),
        ),
        told(
            "Partners who left",
            "organisation left",
            "organisations left",
            [Told(one.organisation.name) for one in left],
            len(left),
        ),
        told(
            "People",
            "person began to act for a partner",
            "people began to act for a partner",
            [Told(f"{one.person.name}, {one.label}") for one in began],
            len(began),
        ),
    ]
