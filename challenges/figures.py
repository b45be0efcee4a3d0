"""What is counted of a challenge, and how its work is drawn over the last twelve months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from challenges.models import Challenge, Commitment, LogEntry
from partnership.models import Organisation, Sector

WINDOW = timedelta(days=365)
LANE_HEIGHT, MARGIN = 64, 40
# Marks are round: so many percent keep the first and the last of them inside the picture.
FIRST_MARK, LAST_MARK = 4.0, 96.0


def sectors_of(entry: LogEntry) -> list[str]:
    """The sectors that worked together in an entry, in the order of the lanes."""
    bodies = [entry.hat.organisation, *entry.with_organisations.all()]
    known = {body.sector if body else str(Sector.RESIDENTS) for body in bodies}
    return [sector for sector in Sector.values if sector in known]


def lanes(
    entries: Sequence[LogEntry],
    organisations: Iterable[Organisation],
    today: date,
    at_most: int | None = None,
) -> dict[str, Any]:
    """The context of `_lanes.html`: a lane for each sector, and what crosses them.

    Of more entries than `at_most` the first are drawn, and the headline says so. Expects the hats'
    organisations and `with_organisations` to have been fetched with the entries.
    """
    there_are_more = at_most is not None and len(entries) > at_most
    entries = entries[:at_most]
    worked = {entry.pk: sectors_of(entry) for entry in entries}
    present = {organisation.sector for organisation in organisations}
    present.update(sector for sectors in worked.values() for sector in sectors)
    order = [sector for sector in Sector.values if sector in present]
    drawn: dict[str, list[dict[str, Any]]] = {sector: [] for sector in order}
    crossings = []
    for entry in entries:
        mark = {"at": _across(entry.happened_on, today), **_link(entry)}
        rows = [order.index(sector) for sector in worked[entry.pk]]
        if len(rows) > 1:
            stops = [row - rows[0] for row in rows]
            crossings.append({**mark, "first": rows[0], "span": stops[-1], "stops": stops})
        else:
            drawn[order[rows[0]]].append(mark)
    return {
        "title": headline(
            len(entries), len(crossings), since=entries[-1].happened_on if there_are_more else None
        ),
        "lanes": [
            {"sector": sector, "name": Sector(sector).label, "entries": drawn[sector]}
            for sector in order
        ],
        "crossings": crossings,
        "ticks": _ticks(today),
        "rows": [
            {
                "date": entry.happened_on,
                "who": ", ".join(str(Sector(sector).label) for sector in worked[entry.pk]),
                **_link(entry),
            }
            for entry in entries
        ],
        "height": LANE_HEIGHT * len(order) + MARGIN,
    }


def headline(entries: int, crossings: int, *, since: date | None = None) -> str:
    """What the lanes say, in one sentence; `since` when only the latest work is drawn."""
    if since is None:
        pieces = ngettext(
            "%(entries)s piece of work in the last twelve months",
            "%(entries)s pieces of work in the last twelve months",
            entries,
        ) % {"entries": entries}
    else:
        day = date_format(since, "j F Y")
        pieces = gettext("The latest %(entries)s pieces of work, since %(day)s") % {
            "entries": entries,
            "day": day,
        }
    crossed = gettext("%(crossings)s of them across sectors") % {"crossings": crossings}
    return f"{pieces}, {crossed}."


def _link(entry: LogEntry) -> dict[str, str]:
    return {"title": shorten(entry.did, 90, placeholder="…"), "url": entry.get_absolute_url()}


def _across(day: date, today: date) -> float:
    """Where a day lies between a year ago (on the left) and today (on the right), in percent."""
    gone = (day - (today - WINDOW)) / WINDOW
    return FIRST_MARK + (LAST_MARK - FIRST_MARK) * min(max(gone, 0.0), 1.0)


def _ticks(today: date) -> list[dict[str, Any]]:
    """The first of every third month, and its name."""
    ticks = []
    for months_back in (11, 8, 5, 2):
        month = today.year * 12 + today.month - 1 - months_back
        first = date(month // 12, month % 12 + 1, 1)
        ticks.append({"at": _across(first, today), "label": date_format(first, "M Y")})
    return ticks


@dataclass(frozen=True, slots=True)
class Promises:
    """The commitments of a challenge, sorted by what became of them."""

    offered: list[Commitment]
    late: list[Commitment]
    due: list[Commitment]
    kept: list[Commitment]
    dropped: list[Commitment]

    @property
    def next_due(self) -> Commitment | None:
        """What waits longest, or is due first."""
        return next(iter([*self.late, *self.due]), None)

    @property
    def any(self) -> bool:
        """Whether there is one to show, an offer included."""
        return bool(self.total or self.offered)

    @property
    def total(self) -> int:
        return len(self.late) + len(self.due) + len(self.kept) + len(self.dropped)


def promises(commitments: Iterable[Commitment], today: date) -> Promises:
    """Sort commitments: the longest late first, the next due first, the last kept first."""
    state = Commitment.State
    by_day = sorted(commitments, key=lambda promise: (promise.due_on, promise.pk))
    still_open = [promise for promise in by_day if promise.is_open]
    kept = [promise for promise in by_day if promise.state == state.KEPT and promise.kept_at]
    return Promises(
        offered=[promise for promise in by_day if promise.is_offered],
        late=[promise for promise in still_open if promise.is_late(today)],
        due=[promise for promise in still_open if not promise.is_late(today)],
        kept=sorted(kept, key=lambda promise: str(promise.kept_at), reverse=True),
        dropped=[promise for promise in by_day if promise.state == state.DROPPED],
    )


def footing(challenge: Challenge) -> dict[str, int]:
    """How much a challenge rests on: organisations, their sectors, and strengths."""
    sectors = [joined.organisation.sector for joined in challenge.involved.all()]
    return {
        "organisations": len(sectors),
        "sectors": len(set(sectors)),
        "strengths": len(challenge.builds_on.all()),
    }
