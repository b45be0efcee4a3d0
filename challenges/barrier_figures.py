"""What stands in the way of a partnership, by the boundary it lies at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from challenges.models import Barrier
from partnership.phrases import counted


@dataclass(frozen=True, slots=True)
class AtBoundary:
    """The barriers at one boundary: how many are open, and for how many days in the middle."""

    boundary: str
    open: int
    lifted: int
    median_days: int | None


def by_boundary(barriers: Iterable[Barrier], today: date) -> list[AtBoundary]:
    """Those with the most open barriers first. The median is of the open ones."""
    found: defaultdict[str, list[Barrier]] = defaultdict(list)
    for barrier in barriers:
        found[str(barrier.get_boundary_display())].append(barrier)
    lines = []
    for boundary, there in found.items():
        days = [one.days_open(today) for one in there if one.is_open]
        middle = round(median(days)) if days else None
        lines.append(AtBoundary(boundary, len(days), len(there) - len(days), middle))
    return sorted(lines, key=lambda line: (-line.open, line.boundary))


def in_words(lines: Iterable[AtBoundary]) -> str:
    """How many are open, and at which boundary more than at any other, in a sentence or two."""
    found = [line for line in lines if line.open]
    if not found:
        return "No barrier is open."
    most, *others = found
    standing = most.open + sum(line.open for line in others)
    said = f"{counted(standing, 'barrier is', 'barriers are')} open."
    if others and others[0].open == most.open:
        return said
    days = counted(most.median_days or 0, "day", "days")
    return f"{said} Most lie here: {most.boundary.lower()} ({most.open}, for {days} in the middle)."
