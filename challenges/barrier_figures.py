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
    """Where most of them lie, in a sentence."""
    lines = list(lines)
    standing = sum(line.open for line in lines)
    if not standing:
        return "No barrier is open."
    most = lines[0]
    return (
        f"{counted(standing, 'barrier is', 'barriers are')} open. Most lie here: "
        f"{most.boundary.lower()} ({most.open}, open for "
        f"{counted(most.median_days or 0, 'day', 'days')} in the middle)."
    )
