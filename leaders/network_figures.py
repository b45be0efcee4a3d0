"""What the network of organisations says: who is in the middle, who is joined to nobody, and
without whom it would fall apart. The graph theory is networkx's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from django.utils.text import get_text_list

from partnership.phrases import counted


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a graph without weights.

    `between` is betweenness as networkx has it (Freeman 1977, normalised): of all shortest ways
    between two others, the share that leads through one. `groups` are its components of two or
    more, the largest first; `alone` those joined to nobody. `cut_off` says for each articulation
    point into which parts its group would fall without it.
    """

    degree: Mapping[int, int]
    between: Mapping[int, float]
    groups: Sequence[frozenset[int]]
    alone: frozenset[int]
    cut_off: Mapping[int, Sequence[frozenset[int]]]


def figures_of(nodes: Iterable[int], joined: Iterable[tuple[int, int]]) -> Figures:
    """Count a graph of organisations by their ids."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(joined)
    parts = sorted((frozenset(one) for one in nx.connected_components(graph)), key=_largest_first)
    return Figures(
        degree=dict(graph.degree()),
        between=nx.betweenness_centrality(graph),
        groups=[one for one in parts if len(one) > 1],
        alone=frozenset().union(*(one for one in parts if len(one) == 1)),
        cut_off={node: _without(graph, node) for node in sorted(nx.articulation_points(graph))},
    )


def bridges_in_words(figures: Figures, names: Mapping[int, str]) -> list[str]:
    """Whom each bridge alone joins to the others, in a sentence; the weightiest first."""
    lines = []
    for node in sorted(figures.cut_off, key=lambda one: (-figures.between[one], names[one])):
        # The largest part is "the others"; the rest would lose them.
        for part in figures.cut_off[node][1:]:
            lines.append(_loses(names[node], sorted(names[one] for one in part)))
    return lines


def summary(figures: Figures) -> str:
    """How far the network reaches, in words."""
    count = len(figures.degree)
    joined = count - len(figures.alone)
    if not joined:
        return "No two organisations are joined by anything yet."
    alone = "none is" if not figures.alone else counted(len(figures.alone), "is", "are")
    words = f"{joined} of {count} organisations are joined to another, {alone} joined to nobody"
    if len(figures.groups) > 1:
        return f"{words}. They fall into {len(figures.groups)} groups that share nothing."
    return f"{words}."


def _loses(bridge: str, lost: Sequence[str]) -> str:
    who = get_text_list(list(lost), "and")
    if len(lost) == 1:
        return f"Without {bridge}, {who} would be joined to nobody."
    return f"Without {bridge}, {who} would be joined to each other only."


def _without(graph: nx.Graph, node: int) -> list[frozenset[int]]:
    """The parts into which the node's own group falls when it is gone, the largest first."""
    group = nx.node_connected_component(graph, node)
    rest = graph.subgraph(group - {node})
    return sorted((frozenset(one) for one in nx.connected_components(rest)), key=_largest_first)


def _largest_first(part: frozenset[int]) -> tuple[int, int]:
    return -len(part), min(part)
