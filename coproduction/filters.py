"""The agenda's filters: they live in the address, so that a list can be shared."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from accounts.models import Person
from coproduction.models import Session
from coproduction.models.session import SessionQuerySet
from partnership.models import Partnership, Place

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PER_PAGE = 20
_MONTHS = 12


class SessionFilter:
    """Which sessions: `place` (a slug), `month` (2026-12), `mode` (room, online), `when` (past)."""

    def __init__(self, asked: QueryDict, *, now: datetime) -> None:
        self.now = now
        self.place = slugify(asked.get("place", ""))
        self.mode = asked.get("mode", "") if asked.get("mode") in ("room", "online") else ""
        self.past = asked.get("when") == "past"
        known = {value for value, _label in self.months}
        self.month = asked.get("month", "") if asked.get("month") in known else ""
        self.number = asked.get("page", "1")

    def page(self, person: Person | AnonymousUser) -> Page[Session]:
        """The asked page, or the nearest that there is."""
        found = self.chosen(Session.objects.visible_to(person))
        return Paginator(found.with_taken().select_related("partnership"), PER_PAGE).get_page(
            self.number
        )

    def chosen(self, sessions: SessionQuerySet) -> SessionQuerySet:
        found = sessions.past(self.now) if self.past else sessions.upcoming(self.now)
        if self.place:
            found = found.filter(partnership__place__slug=self.place)
        if self.mode:
            found = found.filter(**{f"{self.mode}_places__gt": 0})
        if self.month:
            first, after = self._bounds()
            found = found.filter(starts_at__gte=first, starts_at__lt=after)
        return found

    def _bounds(self) -> tuple[datetime, datetime]:
        year, month = (int(part) for part in self.month.split("-"))
        first = date(year, month, 1)
        return _midnight(first), _midnight(_next_month(first))

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """The places that have a session for everybody to see, to choose from."""
        held = (
            Session.objects.exclude(state=Session.State.DRAFT)
            .filter(partnership__stage=Partnership.Stage.LIVE)
            .values("partnership__place")
        )
        return list(Place.objects.filter(pk__in=held).values_list("slug", "name")[:100])

    @cached_property
    def months(self) -> list[tuple[str, str]]:
        """This month and the next eleven; or, for past sessions, the last twelve."""
        month = timezone.localtime(self.now).date().replace(day=1)
        months = []
        for _each in range(_MONTHS):
            months.append((f"{month:%Y-%m}", date_format(month, "F Y")))
            month = _month_before(month) if self.past else _next_month(month)
        return months

    @property
    def query(self) -> str:
        """The filters as they stand in an address, ready for `page=`."""
        asked = {"place": self.place, "month": self.month, "mode": self.mode}
        if self.past:
            asked["when"] = "past"
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{query}&" if query else ""

    @property
    def is_on(self) -> bool:
        return bool(self.place or self.month or self.mode)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _next_month(month: date) -> date:
    days = monthrange(month.year, month.month)[1]
    return date.fromordinal(month.toordinal() + days)


def _month_before(month: date) -> date:
    return date.fromordinal(month.toordinal() - 1).replace(day=1)
