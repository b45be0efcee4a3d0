"""An XmR or run chart as numbers for `challenges/_chart_drawing.html`, in one of two widths.

Kinds of points differ by shape as well as by colour, lines by their dashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Protocol

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from challenges.spc import Chart, Kind, Point
from challenges.spc_scale import Days, Scale, some_of, spread
from challenges.spc_words import Subject

LABEL, MARK = 18, 20  # the least distance of two labels, and of two marks
LETTER = 9  # the width of a letter, about
GAP = 1.6  # of the usual distance of two periods: a period is missing
BAND = 30  # above the plot, for the numbers of what happened


SHAPES = {
    Kind.CHANCE: "chance",
    Kind.IMPROVEMENT: "improvement",
    Kind.CONCERN: "concern",
    Kind.HIGH: "neutral",
    Kind.LOW: "neutral",
}
PATHS = {
    "chance": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
    "improvement": "M0-8 8 0 0 8-8 0Z",
    "concern": "M0-8 8 6H-8Z",
    "concern-low": "M0 8 8-6H-8Z",
    "neutral": "M-6-6H6V6H-6Z",
}


class Event(Protocol):
    """Something that happened on a day (`challenges.chart_events.ChartEvent` is one)."""

    @property
    def on(self) -> date: ...
    @property
    def kind(self) -> str | Promise: ...
    @property
    def label(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Size:
    """The width and height of a drawing, and what its edges keep free."""

    name: str
    width: int
    height: int
    left: int
    right: int
    ticks: int  # labels of time
    bottom: int = 32
    top: int = 26


WIDE = Size("wide", 760, 370, 60, 150, ticks=7)
NARROW = Size("narrow", 340, 310, 54, 8, ticks=2)


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with its shape: a circle, a diamond, a triangle that says which way, a square."""

    x: float
    y: float
    shape: str
    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level line, or a step of the curve. `role` is mean, median, limit, target, curve or gap."""

    role: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something happened: its number below, or several ("3–5") where they lie close."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One width of the picture."""

    size: Size
    axis: str
    days: Days
    scale: Scale
    dots: tuple[Dot, ...]
    curve: tuple[Line, ...]
    levels: tuple[Line, ...]
    level_names: tuple[Tick, ...]
    side: tuple[Tick, ...]
    below: tuple[Tick, ...]
    marks: tuple[Mark, ...]

    @property
    def band(self) -> float:
        """Where the numbers of the marks stand."""
        return self.scale.top - 10

    @property
    def end(self) -> int:
        """Where the plot ends at its right."""
        return self.size.width - self.size.right

    @property
    def foot(self) -> float:
        """Where the labels of time stand."""
        return self.scale.bottom + 24


def draw(chart: Chart, subject: Subject, events: Sequence[Event], size: Size) -> Drawing:
    """The drawing of a chart that has points."""
    top = size.top + (BAND if events else 0)
    scale = Scale.holding(list(_heights(chart)), top=top, bottom=size.height - size.bottom)
    first, last = chart.points[0].period, chart.points[-1].period
    until = max([last, *(event.on for event in events)])
    days = Days(first, until, size.left + 10, size.width - size.right - 10)
    return Drawing(
        size=size,
        axis=Truncator(subject.unit).chars(size.width // LETTER),
        days=days,
        scale=scale,
        dots=tuple(_dot(point, subject, days, scale) for point in chart.points),
        curve=tuple(_curve(chart.points, days, scale)),
        levels=tuple(_levels(chart, days, scale)),
        level_names=tuple(_level_names(chart, subject, scale)) if size is WIDE else (),
        side=tuple(Tick(scale.at(value), f"{value:,.{scale.decimals}f}") for value in scale.ticks),
        below=tuple(_below(chart.points, subject, days, size)),
        marks=tuple(_marks(events, days)),
    )


def seen(chart: Chart, events: Sequence[Event]) -> list[Event]:
    """The events of the time that is charted, the earliest first: to one period after its last."""
    if not chart.points:
        return []
    first, last = chart.points[0].period, chart.points[-1].period
    until = last + timedelta(days=_usual_distance(chart.points))
    return sorted(
        (event for event in events if first <= event.on <= until), key=lambda event: event.on
    )


def _usual_distance(points: Sequence[Point]) -> float:
    return median([(b.period - a.period).days for a, b in pairwise(points)] or [0])


def _heights(chart: Chart) -> Iterator[float]:
    for point in chart.points:
        yield point.value
    for phase in chart.phases:
        yield from (level for level in (phase.mean, phase.lpl, phase.upl) if level is not None)
    if chart.target is not None:
        yield chart.target


def _dot(point: Point, subject: Subject, days: Days, scale: Scale) -> Dot:
    words = f"{subject.when(point.period)}: {subject.say(point.value)}"
    shape = SHAPES[point.kind]
    return Dot(
        days.at(point.period), scale.at(point.value), shape, path_of(shape, point.label.side), words
    )


def path_of(shape: str, side: int) -> str:
    """The outline of a point around 0, 0."""
    return PATHS["concern-low" if (shape, side) == ("concern", -1) else shape]


def _curve(points: Sequence[Point], days: Days, scale: Scale) -> Iterator[Line]:
    """From point to point; dashed over a gap, broken where the limits begin anew."""
    usual = _usual_distance(points)
    for one, other in pairwise(points):
        is_gap = (other.period - one.period).days > GAP * usual
        if one.phase == other.phase:
            yield Line(
                "gap" if is_gap else "curve",
                days.at(one.period),
                scale.at(one.value),
                days.at(other.period),
                scale.at(other.value),
            )


def _levels(chart: Chart, days: Days, scale: Scale) -> Iterator[Line]:
    left, right = days.left - 10, days.right + 10
    ends = [days.at(phase.starts) - 5 for phase in chart.phases[1:]]
    for number, phase in enumerate(chart.phases):
        start = left if number == 0 else ends[number - 1]
        end = ends[number] - 5 if number < len(ends) else right
        for role, level in (("mean", phase.mean), ("limit", phase.lpl), ("limit", phase.upl)):
            if level is not None:
                yield _level(role, scale.at(level), start, end)
    if not chart.phases and chart.median is not None and len(chart.points) > 1:
        yield _level("median", scale.at(chart.median), left, right)
    if chart.target is not None:
        yield _level("target", scale.at(chart.target), left, right)


def _level(role: str, height: float, start: float, end: float) -> Line:
    return Line(role, start, height, end, height)


def named_levels(chart: Chart) -> list[tuple[str, str, float]]:
    """The level lines at the right end: role, words and value."""
    found: list[tuple[str, str, float]] = []
    phase = chart.phase
    if phase is not None:
        found.append(("mean", _("Average"), phase.mean))
        if phase.upl is not None and phase.lpl is not None:
            found.append(("limit", _("Upper limit"), phase.upl))
            found.append(("limit", _("Lower limit"), phase.lpl))
    elif chart.median is not None and len(chart.points) > 1:
        found.append(("median", _("Median"), chart.median))
    if chart.target is not None:
        found.append(("target", _("Target"), chart.target))
    return found


def _level_names(chart: Chart, subject: Subject, scale: Scale) -> Iterator[Tick]:
    named = named_levels(chart)
    heights = spread([scale.at(value) for _role, _words, value in named], least=LABEL)
    for (_role, words, value), height in zip(named, heights, strict=True):
        yield Tick(height, f"{words} {subject.bare(value)}", "start")


def _below(points: Sequence[Point], subject: Subject, days: Days, size: Size) -> Iterator[Tick]:
    for at in some_of(len(points), size.ticks):
        x = days.at(points[at].period)
        yield Tick(x, _short(points[at].period, subject), _anchor(at, len(points), size))


def _anchor(at: int, count: int, size: Size) -> str:
    """The last label of a narrow drawing has no room at its right."""
    return "end" if size is NARROW and at == count - 1 and count > 1 else "middle"


def _short(period: date, subject: Subject) -> str:
    """A period for the axis: "2018/19", "Apr 2024", "3 Apr 2024"."""
    if subject.frequency == "year":
        return subject.when(period)
    return f"{period:%-d %b %Y}" if subject.frequency == "week" else f"{period:%b %Y}"


def _marks(events: Sequence[Event], days: Days) -> Iterator[Mark]:
    """Marks of events in the order of their days; those too close to tell apart become one."""
    groups: list[list[int]] = []
    for number, event in enumerate(events):
        start = days.at(events[groups[-1][0]].on) if groups else 0.0
        if groups and days.at(event.on) - start < MARK * (2 if len(groups[-1]) > 1 else 1):
            groups[-1].append(number)
        else:
            groups.append([number])
    for group in groups:
        x = sum(days.at(events[at].on) for at in group) / len(group)
        yield Mark(x, f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}")
