"""The picture of a chart with all that belongs to it, for `challenges/_chart.html`.

    picture_of(xmr(readings, improves="decrease"), subject, events)

`TABLE_HEADINGS` and `table_rows` are its table, to take away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from challenges.spc import Assurance, Chart, Kind
from challenges.spc_drawing import (
    NARROW,
    SHAPES,
    WIDE,
    Drawing,
    Event,
    draw,
    named_levels,
    path_of,
    seen,
)
from challenges.spc_words import KINDS, LABELS, Subject, assurance, headline, notes, variation
from partnership.downloads import Cell

TABLE_HEADINGS = (
    "Period", "Begins on", "Value", "Unit", "Average", "Lower limit", "Upper limit", "What it says",
    "Kind",
)  # fmt: skip
MOST_NARROW = 60  # points; more are scrolled, not squeezed


@dataclass(frozen=True, slots=True)
class Key:
    """A shape of points or a kind of lines, and what it stands for."""

    words: str
    shape: str = ""
    path: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A point in the table."""

    period: str
    value: str
    mean: str
    lpl: str
    upl: str
    words: str | Promise
    shape: str


@dataclass(frozen=True, slots=True)
class Icon:
    """A sign with its words. `name` is of a template's branch, `up` whether values are high."""

    name: str
    up: bool
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in words, as drawings, as a table; `drawings` are empty without points."""

    chart: Chart
    subject: Subject
    headline: str
    notes: Sequence[str]
    drawings: Sequence[Drawing]
    keys: Sequence[Key]
    icons: Sequence[Icon]
    events: Sequence[Event]

    @property
    def rows(self) -> Iterator[Row]:
        """Its table, the latest first."""
        for point in reversed(self.chart.points):
            levels = (point.mean, point.lpl, point.upl)
            mean, lpl, upl = ("" if one is None else self.subject.bare(one) for one in levels)
            yield Row(
                self.subject.when(point.period),
                self.subject.bare(point.value),
                mean,
                lpl,
                upl,
                LABELS[point.label],
                SHAPES[point.kind],
            )


def picture_of(chart: Chart, subject: Subject, events: Sequence[Event] = ()) -> Picture:
    """The picture of a chart; events of another time than it charts are left out."""
    shown = seen(chart, events)
    sizes = (WIDE, NARROW) if len(chart.points) <= MOST_NARROW else (WIDE,)
    return Picture(
        chart=chart,
        subject=subject,
        headline=headline(chart, subject),
        notes=notes(chart),
        drawings=[draw(chart, subject, shown, size) for size in sizes] if chart.points else [],
        keys=list(_keys(chart, subject)),
        icons=icons_of(chart),
        events=shown,
    )


def icons_of(chart: Chart) -> list[Icon]:
    """The variation icon and the assurance icon; neither where there are no limits."""
    icons: list[Icon] = []
    last, phase = chart.last, chart.phase
    if last is None or phase is None or phase.lpl is None:
        return icons
    if chart.variation is not None:
        icons.append(Icon(SHAPES[last.kind], last.label.side > 0, variation(chart)))
    if chart.assurance is not None and chart.target is not None:
        up = phase.mean > chart.target
        icons.append(Icon(_ASSURANCE[chart.assurance], up, assurance(chart)))
    return icons


_ASSURANCE = {
    Assurance.PASS: "pass",
    Assurance.FAIL: "fail",
    Assurance.INCONSISTENT: "inconsistent",
}


def table_rows(chart: Chart, subject: Subject) -> Iterator[list[Cell]]:
    """Every point with its limits and what it says, the earliest first."""
    for point in chart.points:
        yield [
            subject.when(point.period),
            point.period,
            point.value,
            subject.unit,
            point.mean,
            point.lpl,
            point.upl,
            str(LABELS[point.label]) if not chart.is_run_chart else "",
            str(KINDS[point.kind]) if not chart.is_run_chart else "",
        ]


def _keys(chart: Chart, subject: Subject) -> Iterator[Key]:
    """The shapes that are there, then the lines with their values."""
    there = {(point.kind, point.label.side) for point in chart.points}
    for kind in Kind:
        for side in (1, 0, -1):
            if (kind, side) in there and not chart.is_run_chart:
                shape = SHAPES[kind]
                yield Key(_kind_and_side(kind, side), shape, path_of(shape, side))
    for role, words, value in named_levels(chart):
        yield Key(f"{words}: {subject.say(value)}", line=role)


def _kind_and_side(kind: Kind, side: int) -> str:
    if kind not in (Kind.IMPROVEMENT, Kind.CONCERN):
        return str(KINDS[kind])
    words = {"kind": KINDS[kind]}
    if side > 0:
        return _("%(kind)s: high or rising") % words
    return _("%(kind)s: low or falling") % words
