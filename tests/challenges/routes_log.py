"""Who gets through to the pages of the log."""

from __future__ import annotations

from typing import Any

from tests.cast import World
from tests.challenges.factories import make_challenge, make_entry
from tests.permissions.route import CONFIGURES, Route

LEADER = frozenset({"leader"})
RESTRICTED = CONFIGURES | {"leader", "representative"}


def of_partnership(world: World) -> dict[str, Any]:
    return {"partnership": world.partnership.slug}


def table_of_partnership(world: World) -> dict[str, Any]:
    return {**of_partnership(world), "form": "csv"}


def active(world: World) -> dict[str, Any]:
    if "log" not in world.things:
        world.things["log"] = make_challenge(world, "Long evenings")
    challenge: Any = world.things["log"]
    return {**of_partnership(world), "challenge": challenge.slug}


def table(world: World) -> dict[str, Any]:
    return {**active(world), "form": "xlsx"}


def entry(visibility: str, *, own: bool = False) -> Any:
    """An entry of the co-leader, or the leader's own."""

    def kwargs(world: World) -> dict[str, Any]:
        address = active(world)
        hat = world.hats["leader"] if own else world.co_leader
        challenge: Any = world.things["log"]
        return {**address, "entry": make_entry(challenge, hat, visibility=visibility).pk}

    return kwargs


ROUTES = [
    Route("log_list", kwargs=of_partnership),
    Route("log_list", kwargs=of_partnership, query="?q=tea&kind=visit"),
    Route("log_timeline", kwargs=of_partnership),
    Route("log_download", kwargs=table_of_partnership),
    Route("entry_create", LEADER, active),
    Route("entry_create", LEADER, active, method="post"),
    Route("entry_draft", LEADER, active, method="post"),
    Route("entry_table", LEADER, active),
    Route("entry_table", LEADER, active, method="post"),
    Route("entry_list", kwargs=active),
    Route("entry_timeline", kwargs=active),
    Route("entry_download", kwargs=table),
    Route("entry_detail", kwargs=entry("open")),
    Route("entry_detail", RESTRICTED, entry("restricted")),
    Route("entry_detail", LEADER, entry("private")),
    Route("entry_detail", LEADER, entry("confidential", own=True)),
    Route("entry_detail", frozenset(), entry("confidential")),
    Route("entry_edit", LEADER, entry("open", own=True)),
    Route("entry_edit", LEADER, entry("open", own=True), method="post"),
    Route("entry_edit", frozenset(), entry("open")),
    Route("entry_practise", LEADER, entry("open", own=True)),
    Route("entry_practise", LEADER, entry("open", own=True), method="post"),
    Route("entry_practise", frozenset(), entry("open")),
]
