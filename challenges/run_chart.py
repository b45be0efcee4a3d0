"""Readings of a measure as a line over time, drawn on the server: numbers for a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from challenges.chart_events import ChartEvent
from challenges.models import Measure, Reading
from challenges.periods import in_words

WIDE, LEFT, RIGHT, TOP, FOOT = 720, 72, 24, 28, 32


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the line of time, with its number in the list below."""

    x: float
    number: int
    event: ChartEvent


@dataclass(frozen=True, slots=True)
class RunChart:
    """A picture of `width` by `height`: the line, its points, the target, ticks and marks."""

    height: int
    path: str
    points: tuple[Point, ...]
    side: tuple[Tick, ...]
    below: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    target: Tick | None
    width: int = WIDE
    left: int = LEFT
    right: int = WIDE - RIGHT
    top: int = TOP

    @property
    def floor(self) -> int:
        return self.height - FOOT


def run_chart(
    measure: Measure,
    readings: Sequence[Reading],
    events: Sequence[ChartEvent] = (),
    *,
    height: int = 300,
) -> RunChart | None:
    """The line of some readings, the earliest first, to the scale of time; none without any."""
    if not readings:
        return None
    first, last = readings[0].period, readings[-1].period
    days = max((last - first).days, 1)
    values = [float(one.value) for one in readings]
    target = [] if measure.target is None else [float(measure.target)]
    low, high = _scale([*values, *target])
    floor = height - FOOT

    def across(day: date) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (day - first).days / days

    def up(value: float) -> float:
        return floor - (floor - TOP) * (value - low) / (high - low)

    points = tuple(
        Point(across(one.period), up(float(one.value)), _title(measure, one)) for one in readings
    )
    steps = [low, (low + high) / 2, high]
    return RunChart(
        height,
        "M" + " L".join(f"{point.x:.1f},{point.y:.1f}" for point in points),
        points,
        tuple(Tick(up(step), f"{step:,.{_decimals(measure, low, high)}f}") for step in steps),
        tuple(_below(measure, readings, across)),
        tuple(Mark(across(one.on), number, one) for number, one in enumerate(events, 1)),
        _target(measure, up),
    )


def _target(measure: Measure, up: Callable[[float], float]) -> Tick | None:
    if measure.target is None:
        return None
    return Tick(up(float(measure.target)), f"Target {measure.with_unit(measure.target)}")


def _title(measure: Measure, one: Reading) -> str:
    return f"{in_words(one.period, measure.frequency)}: {measure.with_unit(one.value)}"


def _below(
    measure: Measure, readings: Sequence[Reading], across: Callable[[date], float]
) -> list[Tick]:
    shown = {0: "start", len(readings) - 1: "end"}
    return [
        Tick(across(readings[at].period), in_words(readings[at].period, measure.frequency), anchor)
        for at, anchor in shown.items()
    ]


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """A little more than the values take, and never of no height."""
    low, high = min(values), max(values)
    air = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    return (max(low - air, 0.0) if low >= 0 else low - air), high + air


def _decimals(measure: Measure, low: float, high: float) -> int:
    return max(measure.decimals, 0 if high - low >= 10 else 1)
