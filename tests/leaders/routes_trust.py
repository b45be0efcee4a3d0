"""Who gets through to the trust pulse and to the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaders.models import PulseRound
from tests.cast import World
from tests.leaders.pulses import counted_round, make_round
from tests.permissions.route import CONFIGURES, Route

READS = CONFIGURES | {"representative", "leader", "analyst"}
REPRESENTS = frozenset({"representative"})


def in_partnership(world: World) -> Mapping[str, Any]:
    return {"partnership": world.partnership.slug}


def _rounds(world: World) -> tuple[PulseRound, PulseRound]:
    """One that was counted, and one that is open, for the whole walk."""
    if "pulse" not in world.things:
        counted = counted_round(world)
        world.things["pulse"] = counted, make_round(world, opened=0)
    rounds = world.things["pulse"]
    assert isinstance(rounds, tuple)
    return rounds


def of_counted(world: World) -> Mapping[str, Any]:
    return {**in_partnership(world), "round": _rounds(world)[0].pk}


def of_open(world: World) -> Mapping[str, Any]:
    return {**in_partnership(world), "round": _rounds(world)[1].pk}


def to_take_away(world: World) -> Mapping[str, Any]:
    return {**of_counted(world), "form": "csv"}


ROUTES = [
    Route("network_detail", kwargs=in_partnership),
    Route("network_download", kwargs=lambda world: {**in_partnership(world), "form": "csv"}),
    Route("pulse_latest", READS, in_partnership),
    Route("pulse_detail", READS, of_counted),
    Route("pulse_download", READS, to_take_away),
    Route("pulse_create", CONFIGURES, in_partnership),
    Route("pulse_create", CONFIGURES, in_partnership, method="post", data={}),
    Route("pulse_edit", CONFIGURES, of_open),
    Route("pulse_edit", CONFIGURES, of_open, method="post", data={}),
    Route("pulse_partners", REPRESENTS, of_open),
    Route("pulse_partners", REPRESENTS, of_open, method="post", data={}),
    Route("pulse_answer", REPRESENTS, of_open),
    Route("pulse_answer", REPRESENTS, of_open, method="post", data={}),
]
