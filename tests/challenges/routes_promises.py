"""Who gets through to the pages of promises that wait for an answer, and of barriers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.utils import timezone

from challenges.models import Barrier, Challenge, Renegotiation
from tests.cast import World
from tests.challenges.factories import make_commitment
from tests.challenges.routes import PROMISES, active, of_partnership
from tests.permissions.route import CONFIGURES, Route


def offer(whose: str) -> Callable[[World], dict[str, Any]]:
    """An offer for an organisation of the world, which nobody has answered."""

    def kwargs(world: World) -> dict[str, Any]:
        address = active(world)
        challenge = cast(Challenge, world.things["challenge"])
        promise = make_commitment(
            challenge,
            getattr(world, whose),
            world.hats["coordinator"],
            state="offered",
            accepted_at=None,
        )
        return {**address, "commitment": promise.pk}

    return kwargs


def promise(world: World) -> dict[str, Any]:
    address = active(world)
    challenge = cast(Challenge, world.things["challenge"])
    made = make_commitment(challenge, world.nhs, world.hats["leader"])
    return {**address, "commitment": made.pk}


def change(world: World) -> dict[str, Any]:
    """A change of what the trust promised to the place as a whole."""
    address = promise(world)
    asked = Renegotiation.objects.create(
        commitment_id=address["commitment"],
        will_do_before="One",
        due_before=date(2026, 1, 1),
        will_do="Another",
        due_on=date(2027, 1, 1),
        because="It rains",
        asked_by=world.hats["leader"],
    )
    return {**address, "change": asked.pk}


def barrier(world: World) -> dict[str, Any]:
    address = active(world)
    found = Barrier.objects.create(
        challenge=cast(Challenge, world.things["challenge"]),
        what="The two systems do not talk",
        boundary="information",
        can_lift=world.nhs,
        met_on=timezone.localdate(),
        named_by=world.hats["leader"],
    )
    return {**address, "barrier": found.pk}


def table(world: World) -> dict[str, Any]:
    return {**of_partnership(world), "form": "csv"}


# The trust has a leader here and no representative, the council a representative, and nobody leads
# or stands for the charity.
OF_THE_TRUST = frozenset({"leader", "coordinator"})
OF_OTHERS = frozenset({"chair", "deputy_chair", "representative"})

ROUTES = [
    Route("promise_board", kwargs=of_partnership),
    Route("promise_board_download", kwargs=table),
    Route("commitment_detail", PROMISES, offer("nhs")),
    Route("commitment_answer", frozenset({"leader"}), offer("nhs")),
    Route("commitment_answer", frozenset({"leader"}), offer("nhs"), method="post"),
    Route("commitment_answer", frozenset({"representative"}), offer("council")),
    Route("commitment_answer", CONFIGURES, offer("charity")),
    Route("commitment_change", OF_THE_TRUST, promise),
    Route("commitment_change", OF_THE_TRUST, promise, method="post"),
    Route("change_answer", OF_OTHERS, change),
    Route("change_answer", OF_OTHERS, change, method="post"),
    Route("barrier_board", PROMISES, of_partnership),
    Route("barrier_board_download", PROMISES, table),
    Route("barrier_create", PROMISES, active),
    Route("barrier_create", PROMISES, active, method="post"),
    Route("barrier_detail", PROMISES, barrier),
    Route("barrier_escalate", PROMISES, barrier),
    Route("barrier_escalate", PROMISES, barrier, method="post"),
    Route("barrier_lift", PROMISES, barrier),
    Route("barrier_lift", PROMISES, barrier, method="post"),
]
