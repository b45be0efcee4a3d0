from __future__ import annotations

import pytest

from accounts.actor import Actor
from leaders.rules import can_manage_roles, can_step_down
from tests.cast import World
from tests.leaders.factories import make_shared_role


@pytest.mark.parametrize("persona", ["chair", "deputy_chair", "coordinator"])
def test_chair_and_coordinator_manage_roles(world: World, persona: str) -> None:
    assert can_manage_roles(world.actor(persona), world.partnership)
    assert not can_manage_roles(world.actor(persona), world.neighbour)


@pytest.mark.parametrize(
    "persona", ["leader", "facilitator", "representative", "resident", "analyst"]
)
def test_nobody_else_manages_roles(world: World, persona: str) -> None:
    assert not can_manage_roles(world.actor(persona), world.partnership)


def test_a_guest_and_a_bare_person_manage_nothing(world: World) -> None:
    assert not can_manage_roles(Actor.guest(), world.partnership)
    assert not can_manage_roles(Actor(person_id=world.citizen.pk), world.partnership)


def test_a_holder_may_step_down_from_their_own_share_only(world: World) -> None:
    role = make_shared_role(world)
    own, other = role.holdings.order_by("pk")
    by = world.actor("leader")
    assert can_step_down(by, own)
    assert not can_step_down(by, other)
    assert not can_step_down(world.actor("chair"), own)


def test_a_holder_without_a_hat_may_still_step_down(world: World) -> None:
    own = make_shared_role(world).holdings.first()
    assert own is not None
    assert can_step_down(Actor(person_id=own.person_id), own)
    elsewhere = Actor(person_id=own.person_id, hat_id=1, partnership_id=world.neighbour.pk)
    assert not can_step_down(elsewhere, own)
