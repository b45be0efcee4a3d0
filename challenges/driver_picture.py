"""A driver diagram as a picture: pure functions from an outline to what an SVG needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from challenges.outline import Line

COLUMN, GAP, BESIDE = 236, 44, 14
LINE, PADDING = 20, 12
EDGE = 2  # so that no line of a box is cut
LETTERS = 26  # of 15 pixels that fit into a column, wide ones included


@dataclass(frozen=True, slots=True)
class Box:
    """A line of the outline in its place, its words broken to fit: pairs of height and words."""

    level: int
    x: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]
    text_x: int


@dataclass(frozen=True, slots=True)
class DriverPicture:
    width: int
    height: int
    column: int
    boxes: tuple[Box, ...]
    links: tuple[str, ...]


def picture_of(outline: Line) -> DriverPicture:
    """The aim on the left, then what drives it, what drives that, and ideas on the right."""
    boxes: list[Box] = []
    links: list[str] = []
    end, _middle = _place(outline, EDGE, boxes, links)
    columns = 1 + max(box.level for box in boxes)
    return DriverPicture(
        columns * (COLUMN + GAP) - GAP + 2 * EDGE, end + EDGE, COLUMN, tuple(boxes), tuple(links)
    )


def _place(line: Line, top: int, boxes: list[Box], links: list[str]) -> tuple[int, int]:
    """Draw a line and those below it from `top` on: where they end, and the line's own middle."""
    words = wrap(line.wording, LETTERS) or [""]
    own = LINE * len(words) + 2 * PADDING
    end, middles = top, []
    for one in line.below:
        end, middle = _place(one, end, boxes, links)
        middles.append(middle)
        end += BESIDE
    taken = max(own, end - top - BESIDE if line.below else 0)
    middle = (middles[0] + middles[-1]) // 2 if middles else top + own // 2
    start = max(top, min(middle - own // 2, top + taken - own))
    boxes.append(_box(line.level, start, own, words))
    links += _links(line.level, start + own // 2, middles)
    return top + taken, start + own // 2


def _box(level: int, top: int, height: int, words: Sequence[str]) -> Box:
    x = EDGE + level * (COLUMN + GAP)
    lines = tuple((top + PADDING + 15 + LINE * row, part) for row, part in enumerate(words))
    return Box(level, x, top, height, lines, x + PADDING)


def _links(level: int, middle: int, middles: Sequence[int]) -> list[str]:
    """A line to each that drives it, bent in the gap between the columns."""
    start = EDGE + level * (COLUMN + GAP) + COLUMN
    half = GAP // 2
    return [f"M{start} {middle}H{start + half}V{one}H{start + GAP}" for one in middles]
