"""Two who act at once on a role: real connections, and what happens with the lock off."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from leaders.actions import joint_acts, role_notices
from leaders.actions.joint_acts import answer_act
from leaders.actions.preparing_shares import approve_share, refuse_share
from leaders.actions.proposing import agree_to_role, refuse_role
from leaders.actions.role_notices import clear_notice
from leaders.errors import AnsweredAlready, ClearedAlready
from leaders.models import JointAct, LeadershipRole, ProposedShare, RoleNotice
from leaders.telling import ACT_DONE
from reminders.models import Notice
from tests.cast import World, make_world
from tests.leaders.factories import make_proposal, make_role, make_shared_role
from tests.leaders.test_constraints import at_once

NOW = timezone.now()
pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[Exception]:
    """Start these at one moment, each on a connection of its own."""
    ready = threading.Barrier(len(acts))

    def starting(act: Callable[[], object]) -> Callable[[], object]:
        def start() -> object:
            ready.wait(timeout=10)
            return act()

        return start

    return at_once(*(starting(act) for act in acts))


def both_clear(world: World, notice: RoleNotice) -> list[Exception]:
    hats = (world.hats["leader"], world.co_leader)
    return together(
        *(
            lambda hat=hat: clear_notice(notice, by=hat.actor(), done=hat.person.name, now=NOW)
            for hat in hats
        )
    )


def test_of_two_who_clear_a_notice_at_once_the_second_is_kindly_told() -> None:
    world = make_world()
    for number in range(5):
        role = make_shared_role(world, f"Role {number}")
        notice = RoleNotice.objects.create(role=role, words="Ring them.")
        (refusal,) = both_clear(world, notice)
        assert isinstance(refusal, ClearedAlready)
        notice.refresh_from_db()
        assert notice.cleared_by is not None and notice.done == notice.cleared_by.name
        assert str(refusal).startswith(f"{notice.done} saw to this on")


def both_agree(world: World, role: LeadershipRole, act: JointAct) -> list[Exception]:
    hats = (world.hats["leader"], world.co_leader)
    return together(
        *(lambda hat=hat: answer_act(act, by=hat.actor(), agreed=True, now=NOW) for hat in hats)
    )


def proposed_to(role: LeadershipRole) -> JointAct:
    return JointAct.objects.create(
        role=role, kind=JointAct.Kind.CLOSE, words="Done.", takes_effect_on=date(2099, 1, 1)
    )


def test_two_last_consents_at_once_do_it_once() -> None:
    world = make_world()
    for number in range(5):
        role = make_shared_role(world, f"Role {number}")
        act = proposed_to(role)
        assert both_agree(world, role, act) == []
        act.refresh_from_db()
        role.refresh_from_db()
        assert act.done_at == NOW and role.ends_on == date(2099, 1, 1)
        told = Notice.objects.filter(kind=ACT_DONE, subject_id=act.pk)
        assert told.count() == len({one.contact_id for one in told}) == 4


def test_without_the_locks_each_last_consent_waits_for_the_other(monkeypatch: Any) -> None:
    world = make_world()
    role = make_shared_role(world)
    act = proposed_to(role)
    monkeypatch.setattr(
        joint_acts, "locked", lambda role_id: LeadershipRole.objects.get(pk=role_id)
    )
    monkeypatch.setattr(
        JointAct.objects, "select_for_update", lambda *args, **kw: JointAct.objects.all()
    )
    meet = threading.Barrier(2)
    settle = joint_acts.settled

    def settled_together(*args: Any) -> bool:
        meet.wait(timeout=10)  # both have written their consent, and neither has committed
        done = settle(*args)
        meet.wait(timeout=10)
        return done

    monkeypatch.setattr(joint_acts, "settled", settled_together)
    assert both_agree(world, role, act) == []
    act.refresh_from_db()
    assert act.is_open and act.consents.filter(agreed=True).count() == 2


def test_a_share_and_a_role_are_answered_once() -> None:
    world = make_world()
    chair, deputy = world.actor("chair"), world.actor("deputy_chair")
    for number in range(3):
        prepared = ProposedShare.objects.create(
            role=make_role(world, f"Role {number}"),
            person=world.co_leader.person,
            employer=world.council,
            share=50,
            starts_on=date(2026, 1, 1),
            proposed_by=world.hats["coordinator"],
        )
        proposal = make_proposal(world, f"Proposed {number}")
        shares = together(
            lambda share=prepared: approve_share(share, by=chair, now=NOW),
            lambda share=prepared: refuse_share(share, by=deputy, why_not="No.", now=NOW),
        )
        roles = together(
            lambda asked=proposal: agree_to_role(asked, by=chair, now=NOW),
            lambda asked=proposal: refuse_role(asked, by=deputy, why_not="No.", now=NOW),
        )
        assert [type(one) for one in (*shares, *roles)] == [AnsweredAlready, AnsweredAlready]
        prepared.refresh_from_db()
        assert (prepared.holding is None) == bool(prepared.why_not)


def test_without_the_lock_the_database_still_keeps_the_first_who_cleared(
    monkeypatch: Any,
) -> None:
    world = make_world()
    notice = RoleNotice.objects.create(role=make_shared_role(world), words="Ring them.")
    monkeypatch.setattr(
        RoleNotice.objects, "select_for_update", lambda *args, **kw: RoleNotice.objects.all()
    )
    meet, require = threading.Barrier(2), role_notices.require

    def meeting(allowed: bool) -> None:
        require(allowed)
        meet.wait(timeout=10)

    monkeypatch.setattr(role_notices, "require", meeting)
    refusals = both_clear(world, notice)
    notice.refresh_from_db()
    assert notice.cleared_by is not None and notice.done == notice.cleared_by.name
    assert len(refusals) == 1
