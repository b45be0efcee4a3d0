"""From readings to a chart: means, limits, phases.

Computed in fractions, so that a value that is equal to the mean or to a limit is equal; told in
floats. A float is taken for the decimal number that it prints as.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median

from challenges.spc.chart import ENOUGH_FOR_LIMITS, Chart, Direction, Kind, Phase, Point
from challenges.spc.special_causes import labels, sign

Number = Decimal | int | float

LIMIT = Fraction("2.66")  # three sigma in mean moving ranges: 3 / 1.128
CLOSE = LIMIT * 2 / 3  # two sigma
SCREEN = Fraction("3.267")  # the upper limit of a moving range, in mean moving ranges

_Reading = tuple[date, Fraction]


@dataclass(frozen=True, slots=True)
class _Limits:
    """A mean, and the mean moving range around it (None where there is none)."""

    mean: Fraction
    moving_range: Fraction | None

    def at(self, width: Fraction) -> tuple[Fraction, Fraction] | None:
        if self.moving_range is None:
            return None
        return self.mean - width * self.moving_range, self.mean + width * self.moving_range

    def lies_beyond(self, value: Fraction, width: Fraction) -> bool:
        bounds = self.at(width)
        return bounds is not None and not bounds[0] <= value <= bounds[1]


def xmr(
    points: Iterable[tuple[date, Number]],
    *,
    improves: str,
    target: Number | None = None,
    rebases: Iterable[date] = (),
    fixed_after: int | None = None,
    screen: bool = True,
) -> Chart:
    """The chart of `points`, pairs of a period's first day and its value, in any order.

    From each day in `rebases` on, mean and limits are computed anew; a day before the first point
    or after the last changes nothing. With `fixed_after` (12 at least) they rest on so many first
    points of each phase. With `screen` a range between neighbours that is itself out of limits is
    left out, once. A missing period is passed over: its neighbours are neighbours.

    Raises ValueError for two values of one period, a value that is no number, an unknown direction
    or limits fixed after fewer than twelve points.
    """
    if fixed_after is not None and fixed_after < ENOUGH_FOR_LIMITS:
        raise ValueError(f"Limits rest on {ENOUGH_FOR_LIMITS} points at least, not {fixed_after}")
    readings = sorted((period, _exactly(value)) for period, value in points)
    if any(one[0] == other[0] for one, other in pairwise(readings)):
        raise ValueError("A period has one value")
    drawn: list[Point] = []
    phases: list[Phase] = []
    if len(readings) < ENOUGH_FOR_LIMITS:
        drawn = [Point(period, float(value)) for period, value in readings]
    else:
        for part in _parted(readings, sorted(set(rebases))):
            limits = _limits([value for _, value in part[:fixed_after]], screen=screen)
            phase = _phase(part, limits, fixed_after)
            drawn += _judged(part, limits, phase, len(phases), Direction(improves))
            phases.append(phase)
    return Chart(
        points=tuple(drawn),
        improves=Direction(improves),
        target=None if target is None else float(target),
        phases=tuple(phases),
        median=float(median(value for _, value in readings)) if readings else None,
    )


def _exactly(value: Number) -> Fraction:
    return Fraction(str(value))


def _parted(readings: Sequence[_Reading], rebases: Sequence[date]) -> list[list[_Reading]]:
    """The readings of each phase that has any."""
    parts: list[list[_Reading]] = []
    passed = -1
    for reading in readings:
        now = sum(day <= reading[0] for day in rebases)
        if now != passed:
            parts.append([])
        passed = now
        parts[-1].append(reading)
    return parts


def _limits(values: Sequence[Fraction], *, screen: bool) -> _Limits:
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    if screen and ranges:
        ranges = [one for one in ranges if one < SCREEN * _mean(ranges)]
    return _Limits(_mean(values), _mean(ranges) if ranges else None)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _phase(part: Sequence[_Reading], limits: _Limits, fixed_after: int | None) -> Phase:
    bounds = limits.at(LIMIT)
    return Phase(
        starts=part[0][0],
        points=len(part),
        rests_on=len(part[:fixed_after]),
        mean=float(limits.mean),
        lpl=float(bounds[0]) if bounds else None,
        upl=float(bounds[1]) if bounds else None,
    )


def _judged(
    part: Sequence[_Reading], limits: _Limits, phase: Phase, number: int, improves: Direction
) -> list[Point]:
    values = [value for _, value in part]
    sides = [sign(value - limits.mean) for value in values]
    outside = [limits.lies_beyond(value, LIMIT) for value in values]
    close = [
        not out and limits.lies_beyond(value, CLOSE)
        for value, out in zip(values, outside, strict=True)
    ]
    return [
        Point(
            period=part[at][0],
            value=float(values[at]),
            phase=number,
            mean=phase.mean,
            lpl=phase.lpl,
            upl=phase.upl,
            side=sides[at],
            outside_limits=outside[at],
            close_to_limits=close[at],
            label=label,
            kind=Kind.of(label, improves),
        )
        for at, label in enumerate(labels(values, sides, outside, close))
    ]
