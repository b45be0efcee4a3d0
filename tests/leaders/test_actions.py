from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.errors import NotAllowed, Refused
from leaders.actions.holdings import end_holding, hold_role, step_down
from leaders.actions.roles import RoleFacts, create_role, end_role, revise_role
from leaders.errors import (
    EmployerNotThere,
    EndedAlready,
    EndsBeforeItStarts,
    FollowsALaterRole,
    HeldAlready,
    OutsideTheRole,
    ReviewedBeforeItStarts,
    ShareIsNoPercentage,
    SharesOver100,
    SharesRunOutside,
)
from leaders.models import LeadershipRole, RoleHolding
from tests.cast import World
from tests.leaders.factories import ROLE_BEGAN, make_holding, make_role, make_shared_role

TODAY = date(2026, 11, 20)


def facts(world: World, **others: Any) -> RoleFacts:
    fields = {
        "title": "Place lead",
        "remit": "Brings health and care together.",
        "place": world.place,
        "starts_on": ROLE_BEGAN,
        **others,
    }
    return RoleFacts(**fields)


def give(world: World, role: LeadershipRole, **others: Any) -> RoleHolding:
    fields = {
        "by": world.actor("chair"),
        "person": world.hats["leader"].person,
        "employer": world.nhs,
        "share": 50,
        "starts_on": ROLE_BEGAN,
        **others,
    }
    return hold_role(role, **fields)


def test_a_new_role_is_vacant_and_accountable_to_its_partnership(world: World) -> None:
    role = create_role(
        world.partnership, by=world.actor("chair"), facts=facts(world, hosts=[world.nhs])
    )
    assert role.partnership == world.partnership
    assert role.slug == "place-lead"
    assert role.is_vacant(TODAY)
    assert list(role.hosts.all()) == [world.nhs]


def test_the_record_says_who_created_it_in_which_hat(world: World) -> None:
    role = create_role(world.partnership, by=world.actor("coordinator"), facts=facts(world))
    event = LeadershipRole.pgh_event_model.objects.get(pgh_obj_id=role.pk)  # type: ignore[attr-defined]
    assert event.pgh_context["action"] == "created a leadership role"
    assert event.pgh_context["hat_label"] == "Coordinator, Ashdown NHS Trust"


def test_two_roles_of_one_title_have_addresses_of_their_own(world: World) -> None:
    by = world.actor("chair")
    slugs = [create_role(world.partnership, by=by, facts=facts(world)).slug for _ in range(3)]
    assert slugs == ["place-lead", "place-lead-2", "place-lead-3"]


@pytest.mark.parametrize(("title", "slug"), [("New", "new-2"), ("领导", "role")])
def test_no_title_takes_an_address_of_ours(world: World, title: str, slug: str) -> None:
    by = world.actor("chair")
    assert create_role(world.partnership, by=by, facts=facts(world, title=title)).slug == slug


@pytest.mark.parametrize("persona", ["leader", "facilitator", "resident", "analyst"])
def test_only_those_who_manage_roles_create_and_end_them(world: World, persona: str) -> None:
    by = world.actor(persona)
    role = make_shared_role(world)
    holding = role.holdings.first()
    assert holding is not None
    with pytest.raises(NotAllowed):
        create_role(world.partnership, by=by, facts=facts(world))
    with pytest.raises(NotAllowed):
        revise_role(role, by=by, facts=facts(world))
    with pytest.raises(NotAllowed):
        end_role(role, by=by, ends_on=TODAY)
    with pytest.raises(NotAllowed):
        give(world, role, by=by)
    with pytest.raises(NotAllowed):
        end_holding(holding, by=by, ends_on=TODAY)


def test_a_chair_next_door_can_do_nothing_here(world: World) -> None:
    with pytest.raises(NotAllowed):
        create_role(world.partnership, by=world.elsewhere["chair"].actor(), facts=facts(world))


def test_a_review_does_not_come_before_the_start(world: World) -> None:
    with pytest.raises(ReviewedBeforeItStarts):
        create_role(
            world.partnership,
            by=world.actor("chair"),
            facts=facts(world, review_on=date(2024, 3, 31)),
        )


def test_a_role_follows_only_an_earlier_one_of_its_partnership(world: World) -> None:
    by = world.actor("chair")
    first = make_role(world, "First", starts_on=date(2019, 4, 1))
    second = create_role(world.partnership, by=by, facts=facts(world, follows=first))
    assert list(first.followed_by.all()) == [second]
    with pytest.raises(FollowsALaterRole):
        revise_role(first, by=by, facts=facts(world, follows=second, starts_on=date(2019, 4, 1)))
    with pytest.raises(FollowsALaterRole):
        revise_role(first, by=by, facts=facts(world, follows=first))
    with pytest.raises(FollowsALaterRole):
        revise_role(first, by=by, facts=facts(world, starts_on=date(2025, 1, 1), follows=second))
    foreign = make_role(world, "Foreign", partnership=world.neighbour, starts_on=date(2019, 4, 1))
    with pytest.raises(FollowsALaterRole):
        revise_role(second, by=by, facts=facts(world, follows=foreign))


def test_two_employers_make_it_shared_and_two_sectors_boundary_spanning(world: World) -> None:
    role = make_role(world)
    give(world, role)
    assert not role.is_shared(TODAY)
    give(world, role, person=world.co_leader.person, employer=world.council)
    assert role.is_shared(TODAY)
    assert role.spans_boundaries(TODAY)


def test_shares_above_100_percent_are_refused_and_what_is_left_is_said(world: World) -> None:
    role = make_role(world)
    give(world, role, share=70)
    with pytest.raises(SharesOver100) as refused:
        give(world, role, person=world.co_leader.person, employer=world.council, share=40)
    assert "70% of this role is held at that time, so 30% is left" in str(refused.value)
    assert refused.value.field == "share"
    assert role.holdings.count() == 1


def test_a_full_role_says_that_nothing_is_left(world: World) -> None:
    role = make_shared_role(world)
    with pytest.raises(SharesOver100, match="All of this role is held"):
        give(world, role, person=world.citizen, share=1)


def test_a_share_is_refused_for_a_day_far_in_its_time(world: World) -> None:
    role = make_role(world)
    give(world, role, share=60, starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    with pytest.raises(SharesOver100):
        give(world, role, person=world.co_leader.person, share=60)
    give(world, role, person=world.co_leader.person, share=60, ends_on=date(2026, 1, 1))
    give(world, role, person=world.co_leader.person, share=60, starts_on=date(2026, 2, 1))


def test_a_person_holds_a_role_once_at_a_time(world: World) -> None:
    role = make_role(world)
    give(world, role, share=10)
    with pytest.raises(HeldAlready):
        give(world, role, share=10, employer=world.council)


@pytest.mark.parametrize("share", [0, 101])
def test_a_share_is_a_percentage(world: World, share: int) -> None:
    expected: type[Refused] = SharesOver100 if share > 100 else ShareIsNoPercentage
    with pytest.raises(expected):
        give(world, make_role(world), share=share)


def test_the_employer_is_a_body_that_exists_on_that_day(world: World) -> None:
    world.nhs.ends_on = date(2025, 4, 1)
    world.nhs.save()
    role = make_role(world)
    with pytest.raises(EmployerNotThere):
        give(world, role, starts_on=date(2025, 4, 1))
    give(world, role, starts_on=date(2025, 3, 31))


def test_a_share_runs_only_while_the_role_exists(world: World) -> None:
    role = make_role(world, ends_on=date(2025, 4, 1))
    with pytest.raises(OutsideTheRole):
        give(world, role, starts_on=date(2024, 3, 31), ends_on=date(2025, 4, 1))
    with pytest.raises(OutsideTheRole):
        give(world, role)
    give(world, role, ends_on=date(2025, 4, 1))


def test_a_share_ends_after_it_starts(world: World) -> None:
    with pytest.raises(EndsBeforeItStarts):
        give(world, make_role(world), ends_on=date(2024, 3, 1))


def test_ending_one_share_leaves_the_role_and_it_is_no_longer_shared(world: World) -> None:
    role = make_shared_role(world)
    first, second = role.holdings.order_by("pk")
    end_holding(first, by=world.actor("chair"), ends_on=TODAY)
    assert role.exists_on(TODAY)
    assert role.holdings_on(TODAY) == [second]
    assert role.is_no_longer_shared(TODAY)
    assert not role.is_vacant(TODAY)
    assert role.not_shared_since(TODAY) == TODAY


def test_a_share_is_ended_once_and_may_be_ended_earlier(world: World) -> None:
    holding = make_holding(make_role(world), world.citizen, world.nhs)
    by = world.actor("chair")
    end_holding(holding, by=by, ends_on=TODAY)
    end_holding(holding, by=by, ends_on=TODAY)
    assert end_holding(holding, by=by, ends_on=date(2026, 1, 1)).ends_on == date(2026, 1, 1)
    with pytest.raises(EndedAlready):
        end_holding(holding, by=by, ends_on=TODAY)
    with pytest.raises(EndsBeforeItStarts):
        end_holding(holding, by=by, ends_on=date(2024, 1, 1))


def test_a_holder_steps_down_and_the_record_says_so(world: World) -> None:
    role = make_shared_role(world)
    own, other = role.holdings.order_by("pk")
    by = world.actor("leader")
    step_down(own, by=by, ends_on=TODAY)
    event = RoleHolding.pgh_event_model.objects.filter(pgh_obj_id=own.pk).latest("pgh_id")  # type: ignore[attr-defined]
    assert event.pgh_context["action"] == "stepped down from a role"
    with pytest.raises(NotAllowed):
        step_down(other, by=by, ends_on=TODAY)


def test_ending_a_role_ends_its_shares_and_calls_off_those_to_come(world: World) -> None:
    role = make_role(world)
    past = make_holding(role, world.citizen, world.nhs, ends_on=date(2025, 1, 1))
    now = make_holding(role, world.citizen_without_email, world.nhs)
    planned = make_holding(role, world.citizen, world.nhs, starts_on=date(2027, 1, 1))
    by: Actor = world.actor("chair")
    end_role(role, by=by, ends_on=TODAY)
    ends = [RoleHolding.objects.get(pk=holding.pk).ends_on for holding in (past, now, planned)]
    assert ends == [date(2025, 1, 1), TODAY, date(2027, 1, 1)]
    assert not RoleHolding.objects.get(pk=planned.pk).was_taken_up
    with pytest.raises(EndedAlready):
        end_role(role, by=by, ends_on=date(2026, 12, 1))
    with pytest.raises(EndsBeforeItStarts):
        end_role(role, by=by, ends_on=date(2024, 1, 1))


def test_a_role_cannot_start_after_somebody_held_it(world: World) -> None:
    role = make_shared_role(world)
    with pytest.raises(SharesRunOutside):
        revise_role(role, by=world.actor("chair"), facts=facts(world, starts_on=date(2025, 1, 1)))
    revised = revise_role(role, by=world.actor("chair"), facts=facts(world, title="Joint lead"))
    assert (revised.title, revised.slug) == ("Joint lead", "place-lead")
