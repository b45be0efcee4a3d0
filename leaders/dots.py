"""Rows of dots on a scale from 1 to 5, drawn by `leaders/_dots.html`, which has their table too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_ROW, _TOP = 64, 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One value. `tone` is then, now, peer or citizen; `words` say what it is."""

    value: float
    tone: str
    words: str
    column: str = ""

    @property
    def left(self) -> float:
        """Where it lies, in percent of the width; 1 and 5 stay clear of the edges."""
        return round(2 + 96 * (self.value - 1) / 4, 2)

    @property
    def drop(self) -> int:
        """How far below the line: who says the same stands beside the others, never upon them."""
        return {"peer": 9, "citizen": -9}.get(self.tone, 0)

    @property
    def shown(self) -> str:
        return in_halves(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, with its dots and a sentence about them."""

    label: str
    dots: Sequence[Dot]
    sector: str = ""
    sentence: str = ""
    at: int = 0

    @property
    def name_top(self) -> int:
        return _TOP + self.at * _ROW + 18

    @property
    def line_top(self) -> int:
        return _TOP + self.at * _ROW + 40

    @property
    def first(self) -> float:
        return min((dot.left for dot in self.dots), default=2)

    @property
    def last(self) -> float:
        return max((dot.left for dot in self.dots), default=2)


@dataclass(frozen=True, slots=True)
class Dots:
    """The whole picture, and what its table needs."""

    title: str
    rows: Sequence[Row]
    columns: Sequence[str]
    tones: Sequence[tuple[str, str]]
    ends: tuple[str, str]

    @property
    def height(self) -> int:
        return _TOP + len(self.rows) * _ROW + 32

    @property
    def scale_top(self) -> int:
        return self.height - 8

    @property
    def ground(self) -> int:
        return self.height - 30

    @property
    def ticks(self) -> list[tuple[float, int]]:
        return [(Dot(value, "", "").left, value) for value in range(1, 6)]

    @property
    def table(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its values, by column."""
        lines = []
        for row in self.rows:
            values = {dot.column: dot.shown for dot in row.dots}
            lines.append((row, [(column, values.get(column, "")) for column in self.columns]))
        return lines


def in_halves(value: float) -> str:
    """3, or 3½."""
    whole, half = divmod(round(value * 2), 2)
    return f"{whole}½" if half else str(whole)
