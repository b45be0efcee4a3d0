"""Stacked columns and stepped lines as numbers for a picture drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH, LEFT, FOOT = 720, 260, 88, 28
HALF_A_LABEL = 40
GAP = 0.35


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a column: where it is, which part it is (from nought), and what it says."""

    x: float
    y: float
    width: float
    height: float
    part: int
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture `WIDE` by `HIGH`: blocks or a line, what is written at the side and below."""

    blocks: tuple[Block, ...]
    line: str
    points: tuple[tuple[float, float, str], ...]
    side: tuple[Tick, ...]
    below: tuple[Tick, ...]
    width: int = WIDE
    height: int = HIGH
    left: int = LEFT
    floor: int = HIGH - FOOT


def stacked(parts: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str]) -> Chart:
    """A column for each label, of one block for each part, all from nought on one scale."""
    highest = max(sum(values[at] for _name, values in parts) for at in range(len(labels)))
    top = _round_up(highest)
    step = (WIDE - LEFT) / len(labels)
    floor = HIGH - FOOT
    blocks = []
    for at, label in enumerate(labels):
        y = float(floor)
        for number, (name, values) in enumerate(parts):
            height = values[at] * (floor - 10) / top
            y -= height
            if values[at]:
                title = f"{label}: {name}, £{values[at]:,}"
                x = LEFT + step * (at + GAP / 2)
                blocks.append(Block(x, y, step * (1 - GAP), height, number, title))
    return Chart(
        tuple(blocks),
        "",
        (),
        tuple(
            Tick(floor - (floor - 10) * share, f"£{round(top * share):,}") for share in (0, 0.5, 1)
        ),
        tuple(Tick(LEFT + step * (at + 0.5), label) for at, label in enumerate(labels)),
    )


def stepped(values: Sequence[tuple[str, float, str]], shown: Sequence[int]) -> Chart:
    """A line of shares from 0 to 100 that keeps its height until the next; some labels shown."""
    step = (WIDE - LEFT) / max(len(values), 1)
    floor = HIGH - FOOT
    path, points = "", []
    for at, (_label, share, title) in enumerate(values):
        x, y = LEFT + step * at, floor - (floor - 10) * share / 100
        path += f"{'M' if not path else 'L'}{x:.1f},{y:.1f} L{x + step:.1f},{y:.1f} "
        points.append((x + step / 2, y, title))
    return Chart(
        (),
        path.strip(),
        tuple(points),
        tuple(Tick(floor - (floor - 10) * share / 100, f"{share}%") for share in (0, 50, 100)),
        tuple(
            Tick(min(LEFT + step * (at + 0.5), WIDE - HALF_A_LABEL), values[at][0]) for at in shown
        ),
    )


def _round_up(highest: int) -> int:
    """A number that people like to read at the top of a scale."""
    size = 10 ** max(len(str(max(highest, 1))) - 1, 0)
    tops = (size * times for times in (1, 2, 3, 4, 5, 6, 8, 10) if size * times >= highest)
    return int(next(tops))
