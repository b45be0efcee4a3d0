"""Who gets through to what is done with a role while it runs, and before it is agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from leaders.models import (
    JointAct,
    LeadershipRole,
    ProposedShare,
    RoleFunding,
    RoleHost,
    RoleNotice,
)
from tests.cast import World
from tests.leaders.factories import make_holding, make_proposal, make_role
from tests.leaders.routes import in_partnership, of_own_share, of_role, shared_role
from tests.permissions.route import CHAIRS, CONFIGURES, PERSONAS, Route

ACTS_FOR_A_PARTNER = frozenset({"leader", "representative"}) | CONFIGURES
WEARS_A_HAT = frozenset(PERSONAS) - {"public", "citizen", "operator"}
HOLDER = frozenset({"leader"})
INSIDE = HOLDER | CONFIGURES
PAST = date(2025, 1, 1)


def known(world: World, name: str, make: Any) -> Any:
    if name not in world.things:
        world.things[name] = make()
    return world.things[name]


def of_proposed(world: World) -> Mapping[str, Any]:
    """A role that the leader has proposed."""
    role: LeadershipRole = known(
        world, "proposed role", lambda: make_proposal(world, "Proposed lead").role
    )
    return {**in_partnership(world), "role": role.slug}


def of_host(world: World) -> Mapping[str, Any]:
    host = known(
        world,
        "role host",
        lambda: RoleHost.objects.create(role=shared_role(world), organisation=world.nhs),
    )
    return {**of_role(world), "host": host.pk}


def of_funding(world: World) -> Mapping[str, Any]:
    money = known(
        world,
        "role funding",
        lambda: RoleFunding.objects.create(
            role=shared_role(world),
            organisation=world.nhs,
            pounds_a_year=40_000,
            starts_on=PAST,
            ends_on=date(2027, 1, 1),
        ),
    )
    return {**of_role(world), "funding": money.pk}


def of_prepared(world: World) -> Mapping[str, Any]:
    share = known(
        world,
        "prepared share",
        lambda: ProposedShare.objects.create(
            role=shared_role(world),
            person=world.hats["representative"].person,
            employer=world.council,
            share=10,
            starts_on=date(2099, 1, 1),
            proposed_by=world.hats["coordinator"],
        ),
    )
    return {**of_role(world), "share": share.pk}


def of_notice(world: World) -> Mapping[str, Any]:
    notice = known(
        world,
        "role notice",
        lambda: RoleNotice.objects.create(
            role=shared_role(world), words="Answer the board.", sent_by=world.hats["chair"]
        ),
    )
    return {**of_role(world), "notice": notice.pk}


def of_act(world: World) -> Mapping[str, Any]:
    act = known(
        world,
        "joint act",
        lambda: JointAct.objects.create(
            role=shared_role(world), kind="objectives", words="Home in a day."
        ),
    )
    return {**of_role(world), "act": act.pk}


def of_ended_share(world: World) -> Mapping[str, Any]:
    """A share of the leader that has ended, of a role of its own."""

    def make() -> Any:
        role = make_role(world, "Old lead")
        return make_holding(role, world.hats["leader"].person, world.nhs, ends_on=PAST)

    share = known(world, "ended share", make)
    return {**in_partnership(world), "role": share.role.slug, "holding": share.pk}


YES = {"answer": "yes"}

ROUTES = [
    Route("role_detail", WEARS_A_HAT, of_proposed),
    Route("role_propose", ACTS_FOR_A_PARTNER, in_partnership),
    Route("role_propose", ACTS_FOR_A_PARTNER, in_partnership, method="post", data={"title": "X"}),
    Route("role_proposal_edit", INSIDE, of_proposed),
    Route("role_proposal_edit", INSIDE, of_proposed, method="post", data={"title": "X"}),
    Route("role_proposal_withdraw", INSIDE, of_proposed),
    Route("role_proposal_withdraw", INSIDE, of_proposed, method="post", data={}),
    Route("role_proposal_answer", CHAIRS, of_proposed),
    Route("role_proposal_answer", CHAIRS, of_proposed, method="post", data=YES),
    Route("role_resources", CONFIGURES, of_role),
    Route("host_create", CONFIGURES, of_role),
    Route("host_create", CONFIGURES, of_role, method="post", data={}),
    Route("host_edit", CONFIGURES, of_host),
    Route("host_edit", CONFIGURES, of_host, method="post", data={}),
    Route("role_funding_create", CONFIGURES, of_role),
    Route("role_funding_create", CONFIGURES, of_role, method="post", data={}),
    Route("role_funding_edit", CONFIGURES, of_funding),
    Route("role_funding_edit", CONFIGURES, of_funding, method="post", data={}),
    Route("duties_edit", INSIDE, of_role),
    Route("duties_edit", INSIDE, of_role, method="post", data={"line-1-what": "Chair the table"}),
    Route("holding_resize", CONFIGURES, of_own_share),
    Route("holding_resize", CONFIGURES, of_own_share, method="post", data={"share": "20"}),
    Route("share_answer", CHAIRS, of_prepared),
    Route("share_answer", CHAIRS, of_prepared, method="post", data={"answer": "no"}),
    Route("handover_edit", INSIDE, of_ended_share),
    Route("handover_edit", INSIDE, of_ended_share, method="post", data={"gap_because": "So."}),
    Route("handover_notes", INSIDE, of_role),
    Route("role_notice_create", ACTS_FOR_A_PARTNER, of_role),
    Route("role_notice_create", ACTS_FOR_A_PARTNER, of_role, method="post", data={"words": "Go."}),
    Route("role_notice_detail", INSIDE, of_notice),
    Route("role_notice_detail", HOLDER, of_notice, method="post", data={"done": "Done."}),
    Route("joint_act_create", HOLDER | CHAIRS, of_role),
    Route("joint_act_create", HOLDER | CHAIRS, of_role, method="post", data={}),
    Route("joint_act_detail", INSIDE, of_act),
    Route("joint_act_detail", HOLDER, of_act, method="post", data=YES),
    Route("joint_act_withdraw", CHAIRS, of_act, method="post"),
]
