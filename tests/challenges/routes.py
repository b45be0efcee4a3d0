"""Who gets through to the pages of challenges."""

from __future__ import annotations

from typing import Any, cast

from challenges.models import Challenge
from tests.cast import World
from tests.challenges.factories import make_challenge, make_commitment, make_draft
from tests.permissions.route import CONFIGURES, EVERYBODY, Route

WEARS_A_HAT = EVERYBODY - {"public", "citizen", "operator"}
WORKS = CONFIGURES | {"leader"}
PROMISES = WORKS | {"representative"}
NAMES_STRENGTHS = WORKS | {"resident", "representative", "facilitator"}
LEADER = frozenset({"leader"})


def of_partnership(world: World) -> dict[str, Any]:
    return {"partnership": world.partnership.slug}


def active(world: World) -> dict[str, Any]:
    if "challenge" not in world.things:
        world.things["challenge"] = make_challenge(world)
    challenge = cast(Challenge, world.things["challenge"])
    return {**of_partnership(world), "challenge": challenge.slug}


def draft(world: World) -> dict[str, Any]:
    if "draft" not in world.things:
        world.things["draft"] = make_draft(world, "Cold homes")
    return {**of_partnership(world), "challenge": "cold-homes"}


def strength(world: World) -> dict[str, Any]:
    kwargs = active(world)
    challenge = cast(Challenge, world.things["challenge"])
    return {**kwargs, "strength": challenge.strengths.get().pk}


def strength_alone(world: World) -> dict[str, Any]:
    kwargs = strength(world)
    del kwargs["challenge"]
    return kwargs


def commitment(whose: str) -> Any:
    def kwargs(world: World) -> dict[str, Any]:
        address = active(world)
        challenge = cast(Challenge, world.things["challenge"])
        promise = make_commitment(challenge, getattr(world, whose), world.hats["leader"])
        return {**address, "commitment": promise.pk}

    return kwargs


ROUTES = [
    Route("challenge_list", kwargs=of_partnership),
    Route("challenge_create", WORKS, of_partnership),
    Route("challenge_create", WORKS, of_partnership, method="post"),
    Route("challenge_detail", kwargs=active),
    Route("challenge_detail", WEARS_A_HAT, draft),
    Route("challenge_edit", WORKS, active),
    Route("challenge_edit", WORKS, active, method="post"),
    Route("challenge_setup", WORKS, active),
    Route("challenge_cadence", CONFIGURES, active),
    Route("challenge_cadence", CONFIGURES, active, method="post"),
    Route("challenge_organisations", WORKS, active),
    Route("challenge_organisations", WORKS, active, method="post"),
    Route("challenge_strengths", WORKS, active),
    Route("challenge_strengths", WORKS, active, method="post"),
    Route("strength_create", WORKS, active),
    Route("strength_create", WORKS, active, method="post"),
    Route("strength_remove", WORKS, strength, method="post"),
    Route("strength_confirm", NAMES_STRENGTHS, strength_alone),
    Route("strength_confirm", NAMES_STRENGTHS, strength_alone, method="post"),
    Route("challenge_activate", CONFIGURES, active),
    Route("challenge_activate", CONFIGURES, draft, method="post"),
    Route("challenge_close", CONFIGURES, active),
    Route("challenge_close", CONFIGURES, active, method="post"),
    Route("team_join", LEADER, active, method="post"),
    Route("team_leave", LEADER, active, method="post"),
    Route("commitment_list", kwargs=active),
    Route("commitment_detail", kwargs=commitment("nhs")),
    Route("commitment_create", PROMISES, active),
    Route("commitment_create", PROMISES, active, method="post"),
    Route("commitment_keep", PROMISES, commitment("charity")),
    Route("commitment_keep", PROMISES, commitment("charity"), method="post"),
    Route("commitment_drop", frozenset({"leader", "coordinator"}), commitment("nhs")),
    Route(
        "commitment_drop", frozenset({"leader", "coordinator"}), commitment("nhs"), method="post"
    ),
]
