"""One organisation in the network: whom it is joined to, and by what, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaders.network import Network, Tie
from partnership.models import Organisation
from partnership.phrases import counted, in_a_row


@dataclass(frozen=True, slots=True)
class Joined:
    """Another organisation, and what the two share."""

    body: Organisation
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True)
class Own:
    """An organisation, a sentence about it, and those it is joined to, the closest first."""

    body: Organisation
    sentence: str
    joined: Sequence[Joined]


def own_ties(network: Network, asked: str) -> Own | None:
    """What the network holds of the organisation with this id, as an address has it; else none."""
    bodies = {str(one.pk): one for one in network.bodies}
    if (body := bodies.get(asked)) is None:
        return None
    joined = [
        Joined(bodies[str(b if a == body.pk else a)], ties)
        for (a, b), ties in network.between().items()
        if body.pk in (a, b)
    ]
    joined.sort(key=lambda one: (-len(one.ties), one.body.name))
    return Own(body, _in_words(body, joined), joined)


def _in_words(body: Organisation, joined: Sequence[Joined]) -> str:
    if not joined:
        return f"{body.name} is joined to nobody by these."
    others = counted(len(joined), "other organisation", "other organisations")
    sectors = sorted({one.body.get_sector_display() for one in joined})
    shared = {(tie.kind, tie.what) for one in joined for tie in one.ties}
    things = counted(len(shared), "thing", "things")
    return f"{body.name} is joined to {others} ({in_a_row(sectors)}) by {things} they share."
