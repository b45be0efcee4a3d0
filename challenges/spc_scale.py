"""Where things lie in a picture of time: a scale of numbers, a scale of days, room for labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

ABOUT = 5  # lines of the grid


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` at `bottom` to `high` at `top`, with steps that people like to read."""

    low: float
    high: float
    step: float
    top: float
    bottom: float

    @classmethod
    def holding(cls, values: Sequence[float], *, top: float, bottom: float) -> Scale:
        """A scale that holds all values; it need not begin at nought, since no areas are drawn.

        What never goes below nought gets no ground below nought.
        """
        least, most = min(values), max(values)
        air = (most - least) * 0.06 or abs(most) * 0.1 or 1.0
        low, high = least - air, most + air
        if least >= 0:
            low = max(low, 0.0)
        step = _round_step((high - low) / ABOUT)
        return cls(floor(low / step) * step, ceil(high / step) * step, step, top, bottom)

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - (self.bottom - self.top) * share, 1)

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        # A step of 0.1 three times over is 0.30000000000000004.
        return [round(self.low + number * self.step, 10) for number in range(count + 1)]

    @property
    def decimals(self) -> int:
        """How many decimals its ticks need."""
        return max(0, -floor(log10(self.step)))


@dataclass(frozen=True, slots=True)
class Days:
    """Days from left to right."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return round(self.left + (self.right - self.left) * share, 1)


def _round_step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(size * times for times in (1, 2, 5, 10) if size * times >= rough * 0.999)


def spread(wanted: Sequence[float], *, least: float) -> list[float]:
    """Heights as near to those wanted as labels `least` apart allow, in the same order.

    Labels that would touch become a stack around the middle of what they name.
    """
    stacks: list[tuple[float, list[int]]] = []
    for at in sorted(range(len(wanted)), key=lambda at: wanted[at]):
        start, stack = wanted[at], [at]
        while stacks and stacks[-1][0] + len(stacks[-1][1]) * least > start:
            stack = [*stacks.pop()[1], *stack]
            start = sum(wanted[one] - place * least for place, one in enumerate(stack)) / len(stack)
        stacks.append((start, stack))
    placed = {
        one: start + place * least for start, stack in stacks for place, one in enumerate(stack)
    }
    return [round(placed[at], 1) for at in range(len(wanted))]


def some_of(count: int, most: int) -> list[int]:
    """Places of at most so many of `count` things, evenly apart, the last one among them."""
    if count == 0:
        return []
    apart = ceil(count / max(most, 1))
    return list(range(count - 1, -1, -apart))[::-1]
