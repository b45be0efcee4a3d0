"""What the overlapping chips of a role show, and how its time looks as a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.models import LeadershipRole, RoleHolding
from leaders.standing import in_words, span
from partnership.models import Organisation

_ROW = 52


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
        detail = _("%(left)s%% of the role is held by nobody") % {"left": left}
        shown.append({"vacant": True, "detail": detail})
    return shown


def _chip(holding: RoleHolding, day: date) -> dict[str, object]:
    when = span(holding.starts_on, holding.last_day, day)
    return {
        "person": holding.person.name,
        "employer": holding.employer.name,
        "sector": holding.employer.sector,
        "sector_label": holding.employer.get_sector_display(),
        "detail": _("%(share)s%%, %(when)s") % {"share": holding.share, "when": when},
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """One share in the picture of a role's time: where it lies, in percent of the width."""

    words: str
    sector: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the picture: their name above their shares."""

    name: str
    top: int
    bars: Sequence[Bar]

    @property
    def name_top(self) -> int:
        return self.top + 24

    @property
    def bar_top(self) -> int:
        return self.top + 34

    @property
    def name_left(self) -> float:
        """Names of those who came late end at the right edge, to stay inside on a phone."""
        return 100 if self.is_late else self.bars[0].left

    @property
    def is_late(self) -> bool:
        return self.bars[0].left > 50


@dataclass(frozen=True, slots=True)
class Picture:
    """Who held a role when, and when it was shared; drawn by `leaders/_time.html`."""

    lines: Sequence[Line]
    shared: Sequence[tuple[float, float]]
    ticks: Sequence[tuple[float, int]]

    @property
    def ground(self) -> int:
        return len(self.lines) * _ROW + 16

    @property
    def tick_top(self) -> int:
        return self.ground + 22

    @property
    def height(self) -> int:
        return self.ground + 32


def picture(roles: Sequence[LeadershipRole], today: date) -> Picture | None:
    """Draw who held these roles, one after the other; none when nobody did."""
    holdings = [one for role in roles for one in role.holdings.all() if one.was_taken_up]
    if not holdings:
        return None
    holdings.sort(key=lambda one: (one.starts_on, one.pk))
    first = holdings[0].starts_on
    last = max(one.ends_on or max(today, one.starts_on) for one in holdings) + timedelta(days=90)
    length = (last - first).days

    def at(day: date | None) -> float:
        return round(min(100.0, ((day or last) - first).days * 100 / length), 2)

    bars: dict[str, list[Bar]] = defaultdict(list)
    for one in holdings:
        words = f"{one.employer.name}, {one.share}%, {span(one.starts_on, one.last_day)}"
        width = max(0.8, at(one.ends_on) - at(one.starts_on) - 0.2)
        bars[one.person.name].append(Bar(words, one.employer.sector, at(one.starts_on), width))
    return Picture(
        lines=[Line(name, row * _ROW, own) for row, (name, own) in enumerate(bars.items())],
        shared=[(at(start), at(end) - at(start)) for start, end in shared_times(roles, last)],
        ticks=[(at(date(year, 1, 1)), year) for year in _years(first, last)],
    )


def _years(first: date, last: date) -> range:
    every = 1 if last.year - first.year < 7 else 2
    return range(first.year + 1, last.year + 1, every)


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
            "when": span(one.starts_on, one.last_day, day),
            "closed": _closed(one.employer, day, took_over.get(one.employer_id, [])),
            "then": _then(one, taken_up, day),
            "running": one.ends_on is None or one.ends_on > day,
            "own": one.person_id == viewer_id and (one.ends_on is None or one.ends_on > day),
        }
        for one in sorted(taken_up, key=lambda one: (one.starts_on, one.pk), reverse=True)
    ]


def _then(holding: RoleHolding, everybody: Sequence[RoleHolding], day: date) -> str:
    """Who followed in a share, or for how long nobody did and why, as its handover says."""
    handover = getattr(holding, "handover", None)
    if handover is None or holding.ends_on is None:
        return ""
    if handover.incoming is not None:
        return _("Followed by %(who)s") % {"who": handover.incoming.person.name}
    after = [one.starts_on for one in everybody if one.starts_on >= holding.ends_on]
    until = min(after, default=max(day, holding.ends_on))
    because = {"because": handover.gap_because}
    if until <= holding.ends_on:
        return _("Nobody follows for now, because: %(because)s") % because
    return _("Nobody in their place for %(length)s, because: %(because)s") % {
        "length": _length((until - holding.ends_on).days),
        **because,
    }


def _length(days: int) -> str:
    """A time in whole days, weeks or months, as people say it."""
    if days < 14:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if days < 60:
        weeks = days // 7
        return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}
    months = round(days / 30.4)
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


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
