"""What the overlapping chips of a role show, and how its time looks as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from leaders.models import LeadershipRole, RoleHolding
from leaders.standing import in_words, span
from partnership.models import Organisation

_ROW = 46


def chips(role: LeadershipRole, day: date) -> list[dict[str, object]]:
    """Who holds a role, as `_overlap_chips.html` wants it; a share that nobody holds is shown.

    Of a role that has ended, those who held it last; of one to come, those who will hold it.
    """
    shown_on = max(day, role.starts_on)
    if role.last_day is not None:
        shown_on = min(shown_on, role.last_day)
    holdings = role.holdings_on(shown_on)
    shown = [_chip(holding, day) for holding in holdings]
    left = 100 - sum(holding.share for holding in holdings)
    if not holdings:
        since = role.vacant_since(day)
        words = _("since %(day)s") % {"day": in_words(since)} if since else ""
        shown.append({"vacant": True, "detail": words})
    elif left and role.exists_on(day):
        detail = _("%(left)s %% of the role is held by nobody") % {"left": left}
        shown.append({"vacant": True, "detail": detail})
    return shown


def _chip(holding: RoleHolding, day: date) -> dict[str, object]:
    when = span(holding.starts_on, holding.last_day)
    if holding.starts_on > day and holding.last_day is None:
        when = _("from %(day)s") % {"day": in_words(holding.starts_on)}
    return {
        "person": holding.person.name,
        "employer": holding.employer.name,
        "sector": holding.employer.sector,
        "sector_label": holding.employer.get_sector_display(),
        "detail": _("%(share)s %%, %(when)s") % {"share": holding.share, "when": when},
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """One share in the picture of a role's time: where it lies, in percent of the width."""

    name: str
    words: str
    sector: str
    top: int
    left: float
    width: float

    @property
    def name_top(self) -> int:
        return self.top + 18

    @property
    def bar_top(self) -> int:
        return self.top + 26


@dataclass(frozen=True, slots=True)
class Picture:
    """Who held a role when, and when it was shared; drawn by `leaders/_time.html`."""

    bars: Sequence[Bar]
    shared: Sequence[tuple[float, float]]
    ticks: Sequence[tuple[float, int]]
    height: int

    @property
    def ground(self) -> int:
        return self.height - 30

    @property
    def shared_top(self) -> int:
        return self.height - 46

    @property
    def tick_top(self) -> int:
        return self.height - 8


def picture(
    holdings: Iterable[RoleHolding], roles: Iterable[LeadershipRole], today: date
) -> Picture | None:
    """Draw shares over time, of a role and of those before it; none when nobody held it."""
    drawn = sorted((one for one in holdings if one.was_taken_up), key=lambda one: one.starts_on)
    if not drawn:
        return None
    first = drawn[0].starts_on
    last = max(today, *(one.ends_on or one.starts_on for one in drawn)) + timedelta(days=90)
    length = (last - first).days

    def at(day: date | None) -> float:
        return round(min(100.0, ((day or last) - first).days * 100 / length), 2)

    bars = [
        Bar(
            name=one.person.name,
            words=f"{one.employer.name}, {one.share} %, {span(one.starts_on, one.last_day)}",
            sector=one.employer.sector,
            top=number * _ROW,
            left=at(one.starts_on),
            width=max(0.6, at(one.ends_on) - at(one.starts_on)),
        )
        for number, one in enumerate(drawn)
    ]
    shared = [(at(start), at(end) - at(start)) for start, end in shared_times(roles, last)]
    every = 1 if length < 365 * 6 else 2
    years = range(first.year + 1, last.year + 1, every)
    ticks = [(at(date(year, 1, 1)), year) for year in years]
    return Picture(bars, shared, ticks, len(bars) * _ROW + 58)


def shared_times(roles: Iterable[LeadershipRole], last: date) -> list[tuple[date, date]]:
    """The times during which each role was shared, one after the other."""
    times = []
    for role in roles:
        days = {one.starts_on for one in role.holdings.all()}
        days |= {one.ends_on for one in role.holdings.all() if one.ends_on}
        start = None
        for day in sorted(days):
            if role.is_shared(day) and start is None:
                start = day
            elif start is not None and not role.is_shared(day):
                times.append((start, day))
                start = None
        if start is not None:
            times.append((start, last))
    return times


def rows(
    holdings: Iterable[RoleHolding],
    day: date,
    *,
    took_over: Mapping[int, Sequence[str]],
    viewer_id: int | None,
) -> list[dict[str, object]]:
    """Shares as lines of a table, newest first; `took_over` names who followed which body."""
    taken_up = [one for one in holdings if one.was_taken_up]
    return [
        {
            "holding": one,
            "when": span(one.starts_on, one.last_day),
            "closed": _closed(one.employer, day, took_over.get(one.employer_id, [])),
            "running": one.ends_on is None or one.ends_on > day,
            "own": one.person_id == viewer_id and (one.ends_on is None or one.ends_on > day),
        }
        for one in sorted(taken_up, key=lambda one: (one.starts_on, one.pk), reverse=True)
    ]


def _closed(body: Organisation, day: date, took_over: Sequence[str]) -> str:
    """What became of a body that is no more."""
    if body.ends_on is None or body.ends_on > day:
        return ""
    closed = in_words(body.ends_on - timedelta(days=1))
    if not took_over:
        return _("A former body, until %(day)s") % {"day": closed}
    return _("A former body, until %(day)s; now %(bodies)s") % {
        "day": closed,
        "bodies": get_text_list(list(took_over), _("and")),
    }
