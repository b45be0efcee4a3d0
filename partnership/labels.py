"""Names on a map, so that none covers another; what finds no room is left to its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LETTER = 7.9
LINE = 17.0
LONGEST_LINE = 11
# Nudges in picture units, tried in this order.
NUDGES = ((0, 0), (0, -9), (0, 9), (-10, 0), (10, 0), (0, -18), (0, 18), (-16, -9), (16, 9))


@dataclass(frozen=True, slots=True)
class Label:
    """A name in one or more lines, with the middle of its first baseline; or none, for no room."""

    lines: tuple[tuple[str, int], ...]
    x: int


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def label_all(
    names: Iterable[tuple[str, float, float]], width: int, height: int
) -> list[Label | None]:
    """A label for each name near its point, in the order given; None where there is no room."""
    taken: list[_Box] = []
    return [_label(name, x, y, width, height, taken) for name, x, y in names]


def _label(
    name: str, x: float, y: float, width: int, height: int, taken: list[_Box]
) -> Label | None:
    lines = in_lines(name)
    half = max(map(len, lines)) * LETTER / 2
    tall = LINE * len(lines)
    for right, down in NUDGES:
        middle = min(max(x + right, half + 2), width - half - 2)
        top = min(max(y + down - tall / 2, 0.0), height - tall)
        box = _Box(middle - half, top, middle + half, top + tall)
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            baselines = (round(top + LINE * (at + 0.75)) for at in range(len(lines)))
            return Label(tuple(zip(lines, baselines, strict=True)), round(middle))
    return None


def in_lines(name: str) -> list[str]:
    """The name broken at spaces into lines of about eleven letters."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LONGEST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
