"""The network as a picture: organisations on two facing arcs, what joins them in between.

The arcs are the edges of two shapes that overlap, so that every name stands outside, level and
free, however many there are. Always the same picture for the same network: sectors stay together,
and those who share much are brought near to each other by swaps that shorten the ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import pi, sin
from textwrap import wrap

from leaders.network import Network
from leaders.network_figures import Figures
from partnership.models import Organisation, Sector

_STEP, _HEADING, _TOP = 44, 34, 24
_LETTERS, _ROUNDS = 36, 6
_WIDEST = 9.0
Joined = Mapping[tuple[int, int], int]
Slot = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class Format:
    """Where the two arcs run: for a wide screen with names, for a phone with numbers."""

    width: int
    left: int
    right: int
    depth: int


WIDE = Format(width=1100, left=352, right=748, depth=56)
NARROW = Format(width=340, left=40, right=300, depth=34)


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation in the picture."""

    body: Organisation
    number: int
    x: float
    y: float
    is_left: bool
    state: str
    lines: Sequence[str]
    sentence: str

    @property
    def box(self) -> tuple[float, float]:
        """The upper left corner of its shape."""
        return self.x - 13, self.y - 13

    @property
    def ring(self) -> tuple[float, float]:
        """The upper left corner of the ring around a bridge."""
        return self.x - 19, self.y - 19

    @property
    def number_y(self) -> float:
        return self.y + 5

    @property
    def label_x(self) -> float:
        return self.x - 26 if self.is_left else self.x + 26

    @property
    def label_y(self) -> float:
        return self.y + (5 if len(self.lines) == 1 else -4)

    @property
    def anchor(self) -> str:
        return "end" if self.is_left else "start"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a sector, above its first organisation on a side."""

    words: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two organisations."""

    path: str
    width: float
    words: str
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """The network drawn in one format."""

    width: int
    height: int
    ground: str
    nodes: Sequence[Node]
    headings: Sequence[Heading]
    lines: Sequence[Line]


def picture_of(network: Network, figures: Figures, form: Format) -> Picture:
    """Draw it. The numbers of the nodes are those of the table: the order of `network.bodies`."""
    counts = {pair: len(ties) for pair, ties in network.between().items()}
    left, right = _sides(network.bodies, counts)
    height = max(_height(left), _height(right), 3 * _STEP) + 2 * _TOP
    numbers = {body.pk: at for at, body in enumerate(network.bodies, 1)}
    nodes: list[Node] = []
    headings: list[Heading] = []
    for side, is_left in ((left, True), (right, False)):
        y = (height - _height(side)) / 2
        sector = ""
        for body in side:
            if body.sector != sector:
                sector, y = body.sector, y + _HEADING
                x = _x(y - 10, height, form, is_left)
                label_x = x - 26 if is_left else x + 26
                anchor = "end" if is_left else "start"
                headings.append(Heading(str(Sector(sector).label), label_x, y - 12, anchor))
            y += _STEP
            middle = y - _STEP / 2
            x = _x(middle, height, form, is_left)
            nodes.append(_node(body, numbers[body.pk], x, middle, is_left, figures))
    by_key = {node.body.pk: node for node in nodes}
    lines = [_line(by_key[a], by_key[b], count, form) for (a, b), count in sorted(counts.items())]
    return Picture(form.width, round(height), _ground(height, form), nodes, headings, lines)


def _ground(height: float, form: Format) -> str:
    """What the two shapes share: the lens between the arcs, as a path."""
    top, left, right, depth = 0, form.left, form.right, form.depth
    return (
        f"M{left + depth} {top}Q{left - depth} {height / 2} {left + depth} {height}"
        f"H{right - depth}Q{right + depth} {height / 2} {right - depth} {top}Z"
    )


def _x(y: float, height: float, form: Format, is_left: bool) -> float:
    """On the arc: nearer to the middle at its ends."""
    inwards = form.depth * (1 - sin(pi * min(max(y / height, 0), 1)))
    return round(form.left + inwards if is_left else form.right - inwards, 1)


def _height(side: Sequence[Organisation]) -> int:
    runs = sum(a.sector != b.sector for a, b in pairwise(side)) + bool(side)
    return len(side) * _STEP + runs * _HEADING


def _node(
    body: Organisation, number: int, x: float, y: float, is_left: bool, figures: Figures
) -> Node:
    degree = figures.degree[body.pk]
    state = "bridge" if body.pk in figures.cut_off else "alone" if not degree else "joined"
    joined = f"joined to {degree}" if degree else "joined to nobody"
    return Node(
        body=body,
        number=number,
        x=x,
        y=round(y, 1),
        is_left=is_left,
        state=state,
        lines=wrap(body.name, _LETTERS, max_lines=2, placeholder="…") or [body.name],
        sentence=f"{body.name}, {body.get_sector_display()}, {joined}",
    )


def _line(one: Node, other: Node, count: int, form: Format) -> Line:
    """Across in an S; to the same side in a bow that is the deeper the further apart."""
    if one.is_left != other.is_left:
        middle = form.width / 2
        bend_one = bend_other = middle
    else:
        reach = min(abs(one.y - other.y) * 0.6 + 30, form.right - form.left - 40)
        away = reach if one.is_left else -reach
        bend_one, bend_other = one.x + away, other.x + away
    path = f"M{one.x} {one.y}C{bend_one:.0f} {one.y} {bend_other:.0f} {other.y} {other.x} {other.y}"
    shared = "1 thing is shared" if count == 1 else f"{count} things are shared"
    words = f"{one.body.name} and {other.body.name}: {shared}"
    ends = (one.body.pk, other.body.pk)
    return Line(path, min(1.5 + count, _WIDEST), words, ends)


def _sides(
    bodies: Sequence[Organisation], counts: Joined
) -> tuple[list[Organisation], list[Organisation]]:
    """Sectors one after the other, down on the left and then on the right; within a sector each
    near to those whom it meets, by swaps that make the ties shorter."""
    half = _half(bodies)
    slots = [(at < half, at if at < half else at - half) for at in range(len(bodies))]
    place = {body.pk: slot for body, slot in zip(bodies, slots, strict=True)}
    meets: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (a, b), count in counts.items():
        meets[a].append((b, count))
        meets[b].append((a, count))
    alike = [(a.pk, b.pk) for a, b in combinations(bodies, 2) if a.sector == b.sector]
    for _ in range(_ROUNDS):
        if not sum(_swap_if_shorter(a, b, place, meets) for a, b in alike):
            break
    at = {slot: body for body in bodies for slot in [place[body.pk]]}
    order = [at[slot] for slot in slots]
    return order[:half], order[half:]


def _half(order: Sequence[Organisation]) -> int:
    """Where the right side begins: where both sides are of about the same height."""
    return min(
        range(len(order) + 1),
        key=lambda at: (abs(_height(order[:at]) - _height(order[at:])), at),
    )


def _swap_if_shorter(
    a: int, b: int, place: dict[int, Slot], meets: Mapping[int, Sequence[tuple[int, int]]]
) -> bool:
    """Let two change places when the ties of both are shorter then; say whether they did."""
    before = _length(a, place, meets) + _length(b, place, meets)
    place[a], place[b] = place[b], place[a]
    if _length(a, place, meets) + _length(b, place, meets) < before:
        return True
    place[a], place[b] = place[b], place[a]
    return False


def _length(
    one: int, place: Mapping[int, Slot], meets: Mapping[int, Sequence[tuple[int, int]]]
) -> int:
    """How far all ties of one organisation go, the stronger counting more. The way across is free;
    a tie on one side pays for its bow."""
    side, at = place[one]
    length = 0
    for other, count in meets.get(one, ()):
        other_side, other_at = place[other]
        length += count * (abs(at - other_at) + (side == other_side))
    return length
