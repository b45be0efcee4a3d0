"""What a closed round of the trust pulse may show, so that nobody's answer is given away.

A figure is shown from three raters on: three different people. That alone is not enough, because
figures can be subtracted. Suppose four people of A answered, three of them about B and one about
C. "A about B" (three) and "A about all" (four) are both shown by the rule; their difference is
what one person said of C. So we ask what anybody could work out from all figures together:

1. A reader knows at worst how many people stand behind each figure, and so its sum. The figures
   are sums over the cells "one organisation about another". Shown pairs are known cells: take them
   off everything else. What is left is a graph: organisations as givers on one side, as receivers
   on the other, and each hidden pair an edge between them. "Given" and "received" means that are
   shown are sums over all edges at one node.
2. Adding and subtracting such sums, in whatever way, leaves the edges that are counted unevenly.
   If node values a (givers) and b (receivers) are the factors, an edge counts a + b. For any
   factor t take the givers with a = t and the receivers with b = -t: each edge with exactly one
   end among these nodes counts, so every combination covers at least one such *cut* of shown
   nodes; and every cut is itself a combination (add the givers, take off the receivers).
3. Hence somebody is given away exactly when a cut by shown nodes is not empty and has fewer than
   three people behind it. `_given_away` looks for one by taking away each two people: the edges
   that rest on nobody else go; if a part of what remains has shown nodes only and touched one of
   those edges, it is such a cut. A mean on its edge is then hidden, and we look again.

Means are shown to the nearest half, so that three people who all answered 5 are not told apart from
three who nearly did. For the partnership as a whole we show the middle answer, which is no sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median_low

ENOUGH = 3
STATEMENTS = ("keeps_word", "is_open", "values_us")
# Two halves that differ by one stand for means that differ by more than half a point.
UNEVEN = 1.0

Pair = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person (`rater`) of one organisation (`by`) answered about another."""

    rater: int
    by: int
    about: int
    scores: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of a round: trust from 1 to 5, to the nearest half."""

    pairs: Mapping[Pair, float]
    given: Mapping[int, float]
    received: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Uneven:
    """Two organisations of which the first trusts the second more than it is trusted."""

    by: int
    about: int
    there: float
    back: float


def figures_of(ratings: Iterable[Rating]) -> Figures:
    """Every figure with three raters behind it that helps nobody to find one person's answer."""
    cells: dict[Pair, list[Rating]] = defaultdict(list)
    for rating in ratings:
        cells[rating.by, rating.about].append(rating)
    pairs = {pair for pair, there in cells.items() if _raters(there) >= ENOUGH}
    ends = _by_node(cells)
    shown = {node for node, there in ends.items() if _raters(there) >= ENOUGH}
    hidden = {pair: {one.rater for one in cells[pair]} for pair in cells if pair not in pairs}
    while (node := _given_away(hidden, shown)) is not None:
        shown.discard(node)
    return Figures(
        pairs={pair: _mean(cells[pair]) for pair in sorted(pairs)},
        given={key: _mean(ends["by", key]) for side, key in sorted(shown) if side == "by"},
        received={key: _mean(ends["about", key]) for side, key in sorted(shown) if side == "about"},
    )


def middle_answers(ratings: Sequence[Rating]) -> dict[str, int]:
    """Half of the answers to a statement are this or better; none below three raters."""
    if _raters(ratings) < ENOUGH:
        return {}
    return {
        name: median_low(sorted(rating.scores[at] for rating in ratings))
        for at, name in enumerate(STATEMENTS)
    }


def views_of(answers: Sequence[str]) -> dict[str, int | None]:
    """How often each was said of whose view decided; None where one or two people said it.

    When a single number is hidden the total would give it away: then the next smallest is hidden
    as well.
    """
    if len(answers) < ENOUGH:
        return {}
    counts = Counter(answers)
    hidden = {view for view, count in counts.items() if count < ENOUGH}
    others = sorted((count, view) for view, count in counts.items() if view not in hidden)
    if others and sum(counts[view] for view in hidden) in (1, 2):
        hidden.add(others[0][1])
    return {view: None if view in hidden else count for view, count in counts.items()}


def uneven(pairs: Mapping[Pair, float]) -> list[Uneven]:
    """Where both ways are shown and differ by a point or more, the widest first."""
    found = [
        Uneven(by, about, there, pairs[about, by])
        for (by, about), there in pairs.items()
        if (about, by) in pairs and there - pairs[about, by] >= UNEVEN
    ]
    return sorted(found, key=lambda one: (one.back - one.there, one.by, one.about))


def halves(mean: float) -> float:
    """To the nearest half, a quarter up."""
    return int(mean * 2 + 0.5) / 2


def _mean(ratings: Sequence[Rating]) -> float:
    scores = [score for rating in ratings for score in rating.scores]
    return halves(sum(scores) / len(scores))


def _raters(ratings: Iterable[Rating]) -> int:
    return len({rating.rater for rating in ratings})


def _by_node(cells: Mapping[Pair, Sequence[Rating]]) -> dict[Node, list[Rating]]:
    ends: dict[Node, list[Rating]] = defaultdict(list)
    for (by, about), there in cells.items():
        ends["by", by] += there
        ends["about", about] += there
    return ends


def _given_away(hidden: Mapping[Pair, set[int]], shown: set[Node]) -> Node | None:
    """A shown mean that gives one or two people away together with others; None when all is well.

    Only people who alone, or as two, stand behind a hidden pair can be given away.
    """
    people = sorted(set().union(*hidden.values())) if hidden else []
    if len(people) == 1:
        return _cut_by(hidden, set(people), shown)
    for two in combinations(people, 2):
        found = _cut_by(hidden, set(two), shown)
        if found is not None:
            return found
    return None


def _cut_by(hidden: Mapping[Pair, set[int]], people: set[int], shown: set[Node]) -> Node | None:
    """A shown node that touches an edge resting on these people alone, in a part of what remains
    without it that has shown nodes only, and that does not hold the edge's other end."""
    resting = [pair for pair, raters in hidden.items() if raters <= people]
    if not resting:
        return None
    neighbours: dict[Node, list[Node]] = defaultdict(list)
    for pair, raters in hidden.items():
        if not raters <= people:
            giver, receiver = _ends(pair)
            neighbours[giver].append(receiver)
            neighbours[receiver].append(giver)
    for pair in sorted(resting):
        giver, receiver = _ends(pair)
        for here, there in ((giver, receiver), (receiver, giver)):
            part = set(_part(here, neighbours))
            if there not in part and part <= shown:
                return here
    return None


def _ends(pair: Pair) -> tuple[Node, Node]:
    return ("by", pair[0]), ("about", pair[1])


def _part(start: Node, neighbours: Mapping[Node, Sequence[Node]]) -> Iterator[Node]:
    """Every node that can be reached from this one."""
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        yield node
        for other in neighbours.get(node, ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
