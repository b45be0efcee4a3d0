"""What may be published about how many citizens: nobody must be found in a small number.

Every published or aggregate count of citizens goes through `publish`. The rules are those that NHS
England applies to its own publications (1 to 7 hidden, other counts to the nearest 5, percentages
from what was rounded, and further cells hidden where a hidden one could be worked out).

Publish frozen figures of closed periods only: the difference between two live figures gives away
whoever came in between, whatever is hidden in each of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

HIDDEN = "*"
SMALLEST_SHOWN = 8
STEP = 5
EITHER_WAY = STEP // 2

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it may be shown: to the nearest 5, or hidden (`rounded` is None)."""

    rounded: int | None

    def __str__(self) -> str:
        return HIDDEN if self.rounded is None else f"{self.rounded:,}"

    @property
    def is_hidden(self) -> bool:
        return self.rounded is None

    def percent_of(self, whole: Figure) -> int | None:
        """A whole percentage of two rounded figures; None where either is hidden or too small."""
        if self.rounded is None or whole.rounded is None or whole.rounded < SMALLEST_SHOWN:
            return None
        return round(100 * self.rounded / whole.rounded)


@dataclass(frozen=True, slots=True)
class Published(Generic[Key]):
    """The cells of one table, in the order given, and their total."""

    cells: Mapping[Key, Figure]
    total: Figure

    @property
    def hides_something(self) -> bool:
        """Whether to explain the star below the table."""
        return self.total.is_hidden or any(cell.is_hidden for cell in self.cells.values())

    def percent(self, key: Key) -> int | None:
        """A cell's share of the total, from rounded figures."""
        return self.cells[key].percent_of(self.total)


def publish(counts: Mapping[Key, int]) -> Published[Key]:
    """The counts of one table as they may be shown, with their total.

    1 to 7 is hidden. Then the smallest other cells are hidden, one by one, until whoever subtracts
    what is shown from the total still cannot tell any hidden cell from another of 1 to 7; when that
    does not suffice the total is hidden as well. A star at the total therefore says nothing about
    its size. The cells must not overlap: a person counts in one of them only.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count of people cannot be less than nought.")
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    total = _alone(sum(counts.values()))
    others = sorted(
        (key for key, count in counts.items() if count >= SMALLEST_SHOWN), key=counts.__getitem__
    )
    for key in others:
        if not hidden or _keeps_secret(counts, hidden, total):
            break
        hidden.add(key)
    if hidden and not _keeps_secret(counts, hidden, total):
        total = Figure(None)
    cells = {key: Figure(None) if key in hidden else _alone(count) for key, count in counts.items()}
    return Published(cells, total)


def publish_one(count: int) -> Figure:
    """A single count of citizens that is not part of a table."""
    return publish({"": count}).cells[""]


def _alone(count: int) -> Figure:
    if 0 < count < SMALLEST_SHOWN:
        return Figure(None)
    return Figure((count + EITHER_WAY) // STEP * STEP)


def _keeps_secret(counts: Mapping[Key, int], hidden: set[Key], total: Figure) -> bool:
    """Whether each hidden cell could still be any number from 1 to 7, as far as a reader knows."""
    if total.rounded is None:
        return True
    if len(hidden) < 2:
        return False
    shown_at_least = sum(
        max(SMALLEST_SHOWN, (figure.rounded or 0) - EITHER_WAY)
        for key, count in counts.items()
        if key not in hidden and (figure := _alone(count)).rounded
    )
    at_most = total.rounded + EITHER_WAY - shown_at_least - (len(hidden) - 1)
    return at_most >= SMALLEST_SHOWN - 1
