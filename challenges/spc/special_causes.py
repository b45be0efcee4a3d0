"""Which points of a phase are not chance, and why: four rules and which of them is told."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from challenges.spc.chart import Label

SEVEN = 7  # points on one side of the mean, or rising or falling


def sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def labels(
    values: Sequence[Fraction], sides: Sequence[int], outside: Sequence[bool], close: Sequence[bool]
) -> list[Label]:
    """The label of each point of one phase; runs never reach over a re-basing."""
    steps = [sign(later - earlier) for earlier, later in pairwise(values)]
    trend = _in_a_run(steps, SEVEN - 1, reaches=1)
    one_side = _in_a_run(sides, SEVEN)
    pairs = _two_of_three(sides, close)
    told = []
    for at, side in enumerate(sides):
        if outside[at]:
            told.append(Label.ABOVE_LIMIT if side > 0 else Label.BELOW_LIMIT)
        elif trend[at]:
            told.append(Label.RISING if _step_at(at, steps, trend) > 0 else Label.FALLING)
        elif pairs[at]:
            told.append(Label.TWO_OF_THREE_HIGH if side > 0 else Label.TWO_OF_THREE_LOW)
        elif one_side[at]:
            told.append(Label.SEVEN_ABOVE if side > 0 else Label.SEVEN_BELOW)
        else:
            told.append(Label.CHANCE)
    return told


def _in_a_run(signs: Sequence[int], length: int, *, reaches: int = 0) -> list[bool]:
    """Where `length` equal signs, none of them 0, stand in a row; so are the `reaches` after it.

    A trend is a run of steps, and ends one point after its last step's first.
    """
    found = [False] * (len(signs) + reaches)
    for start in range(len(signs) - length + 1):
        first = signs[start]
        if first and all(other == first for other in signs[start : start + length]):
            found[start : start + length + reaches] = [True] * (length + reaches)
    return found


def _step_at(at: int, steps: Sequence[int], trend: Sequence[bool]) -> int:
    """Where a point in a trend is going: to the next one if that is in a trend too.

    A turning point thus belongs to the trend that it begins. Where two trends are parted by two
    equal values, the package takes the step between them, which is none, for a fall; so do we.
    """
    goes_on = at + 1 < len(trend) and trend[at + 1]
    return steps[at] if goes_on else steps[at - 1]


def _two_of_three(sides: Sequence[int], close: Sequence[bool]) -> list[bool]:
    """Points beyond two sigma where two of three neighbours are, all three on one side.

    What lies outside the limits does not count as beyond two sigma: it has a label of its own.
    """
    found = [False] * len(sides)
    for start in range(len(sides) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[at] for at in three)) == 3 and sum(close[at] for at in three) >= 2:
            for at in three:
                found[at] = found[at] or close[at]
    return found
