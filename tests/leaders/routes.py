"""Who gets through to which page of the leadership roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaders.models import LeadershipRole
from tests.cast import World
from tests.leaders.factories import make_shared_role
from tests.permissions.route import CONFIGURES, Route


def shared_role(world: World) -> LeadershipRole:
    """One role for the whole walk, held by the leader and the co-leader."""
    if "role" not in world.things:
        world.things["role"] = make_shared_role(world)
    role = world.things["role"]
    assert isinstance(role, LeadershipRole)
    return role


def in_partnership(world: World) -> Mapping[str, Any]:
    return {"partnership": world.partnership.slug}


def of_role(world: World) -> Mapping[str, Any]:
    return {**in_partnership(world), "role": shared_role(world).slug}


def of_own_share(world: World) -> Mapping[str, Any]:
    """The share of `leader`."""
    leader = world.hats["leader"].person
    return {**of_role(world), "holding": shared_role(world).holdings.get(person=leader).pk}


LEADER = frozenset({"leader"})
FROM_TODAY = {"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2099"}

ROUTES = [
    Route("role_list", kwargs=in_partnership),
    Route("role_detail", kwargs=of_role),
    Route("role_create", CONFIGURES, in_partnership),
    Route("role_create", CONFIGURES, in_partnership, method="post", data={"title": "X"}),
    Route("role_edit", CONFIGURES, of_role),
    Route(
        "role_edit", CONFIGURES, of_role, method="post", data={"title": "Lead", "remit": "To lead."}
    ),
    Route("role_scope", CONFIGURES, of_role),
    Route("role_scope", CONFIGURES, of_role, method="post", data={}),
    Route("role_end", CONFIGURES, of_role),
    Route("role_end", CONFIGURES, of_role, method="post", data=FROM_TODAY),
    Route("holding_create", CONFIGURES, of_role),
    Route("holding_create", CONFIGURES, of_role, query="?share=20"),
    Route("holding_create", CONFIGURES, of_role, method="post", data={"who": "known"}),
    Route("holding_end", CONFIGURES, of_own_share),
    Route("holding_end", CONFIGURES, of_own_share, method="post", data=FROM_TODAY),
    Route("holding_step_down", LEADER, of_own_share),
    Route("holding_step_down", LEADER, of_own_share, method="post", data=FROM_TODAY),
]
