"""Who gets through to driver diagrams and tests of change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from challenges.models import Challenge, Cycle
from tests.cast import World
from tests.challenges.routes import PROMISES, WEARS_A_HAT, WORKS, active, draft
from tests.challenges.tests_of_change import make_cycle, make_running_cycle
from tests.permissions.route import Route


def cycle(make: Callable[..., Cycle]) -> Any:
    def kwargs(world: World) -> dict[str, Any]:
        address = active(world)
        challenge = cast(Challenge, world.things["challenge"])
        return {**address, "cycle": make(challenge, world).pk}

    return kwargs


def table(world: World) -> dict[str, Any]:
    return {**active(world), "form": "csv"}


PLANNED, RUNNING = cycle(make_cycle), cycle(make_running_cycle)
ROUTES = [
    Route("diagram_detail", kwargs=active),
    Route("diagram_detail", WEARS_A_HAT, draft),
    Route("diagram_edit", WORKS, active),
    Route("diagram_edit", WORKS, active, method="post"),
    Route("cycle_list", kwargs=active),
    Route("cycle_list", WEARS_A_HAT, draft),
    Route("cycle_table", kwargs=table),
    Route("cycle_detail", kwargs=PLANNED),
    Route("cycle_create", PROMISES, active),
    Route("cycle_create", PROMISES, active, method="post"),
    Route("cycle_edit", PROMISES, PLANNED),
    Route("cycle_edit", PROMISES, PLANNED, method="post"),
    Route("cycle_start", PROMISES, PLANNED),
    Route("cycle_start", PROMISES, PLANNED, method="post"),
    Route("cycle_end", PROMISES, RUNNING),
    Route("cycle_end", PROMISES, RUNNING, method="post"),
    Route("cycle_entries", PROMISES, RUNNING),
    Route("cycle_entries", PROMISES, RUNNING, method="post"),
]
