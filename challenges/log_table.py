"""The log as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from challenges.models import LogEntry
from partnership.downloads import Cell
from partnership.models import Sector

ROWS_AT_MOST = 5_000
HEADINGS = [
    "Day",
    "Challenge",
    "Kind of work",
    "Who",
    "Acting for",
    "Sector",
    "What was done",
    "What was learned",
    "Together with",
    "Strengths called on",
    "Hours",
    "Who can see it",
    "Corrected",
]


def table_of(entries: Iterable[LogEntry]) -> Iterator[list[Cell]]:
    """A row for each entry. Expects all that showing entries needs, and their strengths."""
    for entry in entries:
        body = entry.hat.organisation
        yield [
            entry.happened_on,
            entry.challenge.title,
            entry.get_kind_display(),
            entry.hat.person.name,
            body.name if body else entry.hat.label,
            str(Sector(body.sector if body else Sector.RESIDENTS).label),
            entry.did,
            entry.learned,
            "; ".join(other.name for other in entry.with_organisations.all()),
            "; ".join(one.name for one in entry.strengths.all() if one.state == "published"),
            None if entry.hours is None else float(entry.hours),
            entry.get_visibility_display(),
            None if entry.corrected_at is None else entry.corrected_at.date(),
        ]
