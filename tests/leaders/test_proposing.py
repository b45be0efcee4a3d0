"""A role is proposed, answered, revised; a share waits for the chair; a share is resized."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from leaders.actions.holdings import hold_role, resize_share
from leaders.actions.preparing_shares import approve_share, propose_share, refuse_share
from leaders.actions.proposing import (
    Case,
    agree_to_role,
    propose_role,
    refuse_role,
    revise_proposal,
    withdraw_role,
)
from leaders.actions.roles import RoleFacts
from leaders.errors import (
    AnsweredAlready,
    CaseMissing,
    NotAgreedYet,
    NothingToResize,
    OutsideTheRole,
    ProposedAlready,
    ReasonMissing,
    SameShare,
    SharesOver100,
)
from leaders.models import Handover, LeadershipRole, ProposedShare, RoleHolding, RoleProposal
from leaders.reminders import vacant_roles
from leaders.telling import ROLE_ANSWERED, ROLE_PROPOSED, SHARE_ANSWERED, SHARE_PROPOSED
from reminders.models import Notice
from tests.cast import World, make_person
from tests.leaders.factories import (
    ROLE_BEGAN,
    make_holding,
    make_proposal,
    make_role,
    make_shared_role,
)
from tests.leaders.test_constraints import refused_as, sql
from tests.partnership.invited import say_yes
from tests.reminders import telling

As = Callable[..., Client]
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SOON = date(2026, 12, 1)


def facts(world: World, **others: Any) -> RoleFacts:
    fields = {
        "title": "Lead for growing older",
        "remit": "To let people grow old at home.",
        "place": world.place,
        "starts_on": SOON,
        **others,
    }
    return RoleFacts(**fields)


def proposed(world: World, persona: str = "representative", why: str = "Nobody does.") -> Any:
    role = propose_role(
        world.partnership,
        by=world.actor(persona),
        facts=facts(world),
        case=Case(why=why, would_share=[world.nhs, world.council]),
        now=NOW,
    )
    return RoleProposal.objects.get(role=role)


# --- A proposed role -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "persona", ["leader", "representative", "chair", "deputy_chair", "coordinator"]
)
def test_whoever_acts_for_a_partner_proposes_a_role(world: World, persona: str) -> None:
    proposal = proposed(world, persona)
    assert proposal.role.proposed and proposal.is_waiting
    assert set(proposal.would_share.all()) == {world.nhs, world.council}
    (notice, _deputy) = Notice.objects.filter(kind=ROLE_PROPOSED)
    assert "Why the place needs it: Nobody does." in telling.told(notice).lines


@pytest.mark.parametrize("persona", ["facilitator", "resident", "analyst", "safeguarding_lead"])
def test_nobody_else_proposes_one(world: World, persona: str) -> None:
    with pytest.raises(NotAllowed):
        proposed(world, persona)


def test_a_role_without_a_case_is_not_proposed(world: World) -> None:
    with pytest.raises(CaseMissing):
        proposed(world, why="")
    assert not LeadershipRole.objects.exists()


def test_a_proposed_role_is_held_by_nobody_and_counts_nowhere(world: World) -> None:
    proposal = proposed(world)
    with pytest.raises(NotAgreedYet):
        hold_role(
            proposal.role,
            by=world.actor("chair"),
            person=world.co_leader.person,
            employer=world.council,
            share=50,
            starts_on=SOON,
        )
    assert not LeadershipRole.objects.in_force(world.partnership, SOON).exists()
    assert not LeadershipRole.objects.vacant_on(SOON).exists()
    assert list(vacant_roles(NOW)) == []


def test_the_public_sees_nothing_of_it_and_whoever_wears_a_hat_sees_all(
    world: World, client_as: As
) -> None:
    proposal = make_proposal(world)
    address = reverse("role_detail", args=[world.partnership.slug, proposal.role.slug])
    for persona in ("citizen", "operator"):
        assert client_as(persona).get(address).status_code == 404
    assert client_as("leader", "elsewhere").get(address).status_code == 404
    assert client_as("leader", "ended").get(address).status_code == 404
    text = client_as("resident").get(address).content.decode()
    assert "Nobody sees the whole of it." in text and "Agree, or say why not" not in text
    every = reverse("role_list", args=[world.partnership.slug])
    for client, seen in ((Client(), False), (client_as("analyst"), True)):
        assert ("Lead for growing older" in client.get(every).content.decode()) is seen


def test_a_chair_opens_it_from_today_at_the_earliest(world: World) -> None:
    proposal = proposed(world)
    LeadershipRole.objects.filter(pk=proposal.role_id).update(starts_on=date(2026, 1, 1))
    role = agree_to_role(proposal, by=world.actor("chair"), now=NOW)
    assert not role.proposed and role.starts_on == TODAY
    (notice,) = Notice.objects.filter(kind=ROLE_ANSWERED)
    assert telling.told(notice).subject == "Agreed: Lead for growing older"
    assert telling.why_not(notice, NOW) == ""
    (asked, _deputy) = Notice.objects.filter(kind=ROLE_PROPOSED)
    assert telling.why_not(asked, NOW) == "A chair has answered it."
    with pytest.raises(AnsweredAlready):
        refuse_role(proposal, by=world.actor("chair"), why_not="No.", now=NOW)
    with pytest.raises(AnsweredAlready):
        revise_proposal(
            proposal,
            by=world.actor("chair"),
            facts=facts(world),
            case=Case(why="Again."),
            now=NOW,
        )


def test_a_no_says_why_and_a_revised_proposal_is_asked_again(world: World) -> None:
    proposal = proposed(world)
    with pytest.raises(ReasonMissing):
        refuse_role(proposal, by=world.actor("chair"), why_not="  ", now=NOW)
    refuse_role(proposal, by=world.actor("deputy_chair"), why_not="Who pays?", now=NOW)
    proposal.refresh_from_db()
    assert proposal.is_refused and proposal.role.proposed
    (notice,) = Notice.objects.filter(kind=ROLE_ANSWERED)
    assert "Why: Who pays?" in telling.told(notice).lines
    later = NOW.replace(day=25)
    revise_proposal(
        proposal,
        by=world.actor("representative"),
        facts=facts(world),
        case=Case(why="The trust pays."),
        now=later,
    )
    proposal.refresh_from_db()
    assert proposal.is_waiting and proposal.role.case == "The trust pays."
    assert Notice.objects.filter(kind=ROLE_PROPOSED).count() == 4
    assert telling.why_not(notice, later) == "It was revised, or answered, since."


def test_only_whoever_proposed_it_and_those_who_head_the_partnership_revise(world: World) -> None:
    proposal = proposed(world)
    for persona in ("leader", "resident"):
        with pytest.raises(NotAllowed):
            revise_proposal(
                proposal,
                by=world.actor(persona),
                facts=facts(world),
                case=Case(why="Mine."),
                now=NOW,
            )
    for persona in ("coordinator", "representative"):
        with pytest.raises(NotAllowed):
            agree_to_role(proposal, by=world.actor(persona), now=NOW)


def test_no_write_opens_a_role_that_no_chair_agreed_to(world: World) -> None:
    proposal = make_proposal(world)
    with refused_as("role_is_open_once_it_is_agreed"):
        LeadershipRole.objects.filter(pk=proposal.role_id).update(proposed=False)
    with refused_as("role_is_open_once_it_is_agreed"):
        sql("UPDATE leaders_leadershiprole SET proposed = false WHERE id = %s", proposal.role_id)
    with refused_as("role_is_open_once_it_is_agreed"):
        sql(
            "UPDATE leaders_roleproposal SET answered_at = now(), answered_by_id = %s"
            " WHERE id = %s",
            world.hats["chair"].pk,
            proposal.pk,
        )
    with refused_as("role_proposal_is_answered_by_somebody"):
        sql("UPDATE leaders_roleproposal SET answered_at = now() WHERE id = %s", proposal.pk)
    with refused_as("proposed_role_makes_its_case"):
        sql("UPDATE leaders_leadershiprole SET \"case\" = '' WHERE id = %s", proposal.role_id)
    with refused_as("proposed_role_is_held_by_nobody"):
        make_holding(proposal.role, world.citizen, world.nhs)


# --- A share that waits for the chair -----------------------------------------------------------


def prepare(world: World, role: LeadershipRole, **others: Any) -> ProposedShare:
    fields = {
        "by": world.actor("coordinator"),
        "person": world.hats["representative"].person,
        "employer": world.council,
        "share": 40,
        "starts_on": SOON,
        "now": NOW,
        **others,
    }
    return propose_share(role, **fields)


def test_a_coordinators_share_is_held_once_a_chair_has_approved(world: World) -> None:
    role = make_role(world)
    prepared = prepare(world, role)
    assert not role.holdings.exists()
    (asked, _deputy) = Notice.objects.filter(kind=SHARE_PROPOSED)
    assert "would hold 40% from Tuesday 1 December 2026" in " ".join(telling.told(asked).lines)
    with pytest.raises(NotAllowed):
        approve_share(prepared, by=world.actor("coordinator"), now=NOW)
    holding = approve_share(prepared, by=world.actor("chair"), now=NOW)
    assert (holding.share, holding.starts_on) == (40, SOON)
    assert telling.why_not(asked, NOW) == "A chair has answered it."
    (answer,) = Notice.objects.filter(kind=SHARE_ANSWERED)
    assert telling.told(answer).subject.startswith("Approved: Asha Representative")
    with pytest.raises(AnsweredAlready):
        refuse_share(prepared, by=world.actor("chair"), why_not="No.", now=NOW)


def test_a_coordinator_gives_no_share_by_any_way(world: World) -> None:
    role = make_shared_role(world)
    holding = role.holdings.first()
    assert holding is not None
    by = world.actor("coordinator")
    with pytest.raises(NotAllowed):
        hold_role(role, by=by, person=world.citizen, employer=world.nhs, share=1, starts_on=SOON)
    with pytest.raises(NotAllowed):
        resize_share(holding, by=by, share=10, starts_on=SOON)


def test_a_refused_share_says_why_to_whoever_prepared_it(world: World) -> None:
    prepared = prepare(world, make_role(world))
    with pytest.raises(ReasonMissing):
        refuse_share(prepared, by=world.actor("chair"), why_not="", now=NOW)
    refuse_share(prepared, by=world.actor("chair"), why_not="Too soon.", now=NOW)
    (answer,) = Notice.objects.filter(kind=SHARE_ANSWERED)
    assert answer.contact.person == world.hats["coordinator"].person
    assert "Why: Too soon." in telling.told(answer).lines
    assert not RoleHolding.objects.exists()


def test_what_cannot_be_held_is_not_proposed_either(world: World) -> None:
    role = make_shared_role(world)
    with pytest.raises(SharesOver100):
        prepare(world, role)
    with pytest.raises(OutsideTheRole):
        prepare(world, make_role(world, "Later", starts_on=date(2099, 1, 1)))
    free = make_role(world, "Free")
    prepare(world, free)
    with pytest.raises(ProposedAlready):
        prepare(world, free, share=20)


def test_approval_looks_again_at_what_is_left(world: World) -> None:
    role = make_role(world)
    prepared = prepare(world, role)
    make_holding(role, world.citizen, world.nhs, 100)
    with pytest.raises(SharesOver100):
        approve_share(prepared, by=world.actor("chair"), now=NOW)
    prepared.refresh_from_db()
    assert prepared.decided_at is None


def test_an_approved_share_is_the_one_that_was_proposed(world: World) -> None:
    prepared = prepare(world, make_role(world))
    other = make_holding(make_role(world, "Other"), world.citizen, world.nhs)
    chair = world.hats["chair"].pk
    with refused_as("approved_share_is_the_proposed_one"):
        sql(
            "UPDATE leaders_proposedshare SET holding_id = %s, decided_at = now(),"
            " decided_by_id = %s WHERE id = %s",
            other.pk,
            chair,
            prepared.pk,
        )
    with refused_as("proposed_share_is_approved_or_refused_with_a_reason"):
        sql(
            "UPDATE leaders_proposedshare SET decided_at = now(), decided_by_id = %s WHERE id = %s",
            chair,
            prepared.pk,
        )
    with refused_as("nobody_approves_their_own_proposal"):
        ProposedShare.objects.filter(pk=prepared.pk).update(
            decided_at=NOW, decided_by=prepared.proposed_by, why_not="Mine."
        )


# --- Resizing -----------------------------------------------------------------------------------


def test_a_share_is_resized_from_a_day_on_in_one_act(world: World) -> None:
    role = make_shared_role(world)
    old = role.holdings.get(employer=world.nhs)
    duty = role.duties.create(what="Chair the table", falls_to=old)
    new = resize_share(old, by=world.actor("chair"), share=30, starts_on=SOON)
    old.refresh_from_db()
    duty.refresh_from_db()
    assert (old.ends_on, new.starts_on, new.share, new.ends_on) == (SOON, SOON, 30, None)
    assert duty.falls_to == new
    assert role.share_taken(SOON) == 80


def test_a_handover_that_is_written_goes_with_the_resized_share(world: World) -> None:
    role = make_role(world)
    old = make_holding(role, world.citizen, world.nhs, ends_on=date(2027, 1, 1))
    Handover.objects.create(outgoing=old, gap_because="A rest.")
    new = resize_share(old, by=world.actor("chair"), share=80, starts_on=SOON)
    assert Handover.objects.get().outgoing == new
    assert new.ends_on == date(2027, 1, 1)


def test_what_cannot_be_resized_is_refused_in_words(world: World) -> None:
    role = make_shared_role(world)
    holding = role.holdings.get(employer=world.nhs)
    by = world.actor("chair")
    with pytest.raises(SharesOver100):
        resize_share(holding, by=by, share=51, starts_on=SOON)
    with pytest.raises(SameShare):
        resize_share(holding, by=by, share=50, starts_on=SOON)
    with pytest.raises(NothingToResize):
        resize_share(holding, by=by, share=20, starts_on=date(2024, 1, 1))
    assert RoleHolding.objects.filter(role=role, ends_on=None).count() == 2


def test_a_coordinator_asks_for_another_size(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    holding = role.holdings.get(employer=world.nhs)
    names = [world.partnership.slug, role.slug]
    day = {"starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026"}
    response = client_as("coordinator").post(
        reverse("holding_resize", args=[*names, holding.pk]), {"share": "30", **day}
    )
    assert response.status_code == 302
    prepared = ProposedShare.objects.get()
    approve_share(prepared, by=world.actor("chair"), now=NOW)
    assert sorted(role.holdings.values_list("share", "ends_on"), key=str) == sorted(
        [(50, None), (50, SOON), (30, None)], key=str
    )


def test_somebody_new_is_invited_and_waits_for_the_chair(world: World, client_as: As) -> None:
    role = make_role(world)
    day = {"starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026"}
    response = client_as("coordinator").post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]),
        {
            "who": "new",
            "person": "",
            "name": "Nadia New",
            "email": "nadia.new@example.org",
            "employer": str(world.nhs.pk),
            "share": "40",
            **day,
        },
    )
    assert response.status_code == 302
    assert not ProposedShare.objects.exists() and not role.holdings.exists()
    person = make_person("Nadia New", "nadia.new@example.org")
    say_yes(world.partnership.invitations.get(), person)
    prepared = ProposedShare.objects.get()
    assert (prepared.person, prepared.share) == (person, 40)
    assert not role.holdings.exists() and not role.awaited.exists()
    approve_share(prepared, by=world.actor("chair"), now=NOW)
    assert role.holdings.get().person == person


def test_a_chair_who_approves_gives_the_very_share_that_was_prepared(world: World) -> None:
    role = make_role(world)
    held = make_holding(role, world.citizen, world.nhs)
    ends = date(2027, 6, 1)
    terms = {"employer": world.council, "share": 30, "starts_on": SOON, "ends_on": ends}
    prepared = propose_share(
        role, by=world.actor("coordinator"), person=world.citizen, now=NOW, **terms
    )
    after = approve_share(prepared, by=world.actor("chair"), now=NOW)
    held.refresh_from_db()
    assert held.ends_on == SOON
    assert {name: getattr(after, name) for name in terms} == terms


@pytest.mark.parametrize(
    "other", ["employer_id = %s", "share = share + %s", "starts_on = starts_on - %s::int"]
)
def test_the_database_takes_no_other_share_for_the_approved_one(world: World, other: str) -> None:
    role = make_role(world)
    prepared = propose_share(
        role,
        by=world.actor("coordinator"),
        person=world.citizen,
        employer=world.nhs,
        share=30,
        starts_on=SOON,
        now=NOW,
    )
    approve_share(prepared, by=world.actor("chair"), now=NOW)
    value = world.council.pk if other.startswith("employer") else 1
    with refused_as("approved_share_is_the_proposed_one"):
        sql(f"UPDATE leaders_proposedshare SET {other} WHERE id = %s", value, prepared.pk)


def test_a_holding_never_moves_to_another_role(world: World) -> None:
    from django.db import InternalError, transaction
    from django.db.utils import ProgrammingError

    holding = make_holding(make_role(world), world.citizen, world.nhs)
    other = make_role(world, "Other")
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        sql("UPDATE leaders_roleholding SET role_id = %s WHERE id = %s", other.pk, holding.pk)
    assert holding.starts_on == ROLE_BEGAN


def test_a_proposed_role_is_withdrawn_with_a_reason_that_its_proposer_reads(
    world: World, client_as: As
) -> None:
    role = make_proposal(world).role
    names = [world.partnership.slug, role.slug]
    address = reverse("role_proposal_withdraw", args=names)
    chair = client_as("coordinator")
    assert address in chair.get(reverse("role_detail", args=names)).content.decode()
    assert chair.post(address, {"why": " "}).status_code == 422
    assert chair.post(address, {"why": "The council has no money."}).status_code == 302
    proposal = RoleProposal.objects.get(role=role)
    assert proposal.withdrawn and proposal.is_refused and proposal.role.proposed
    notice = Notice.objects.get(kind=ROLE_ANSWERED)
    assert notice.contact.person_id == proposal.proposed_by.person_id
    said = telling.told(notice)
    assert said.subject.startswith("Withdrawn") and "no money" in " ".join(said.lines)
    text = chair.get(reverse("role_detail", args=names)).content.decode()
    assert "Withdrawn" in text and "withdrew it on" in text and address not in text
    with pytest.raises(AnsweredAlready):
        withdraw_role(proposal, by=world.actor("chair"), why="Again", now=NOW)
    revise_proposal(
        proposal,
        by=world.actor("chair"),
        facts=facts(world),
        case=Case(why="Money is there."),
        now=NOW,
    )
    proposal.refresh_from_db()
    assert proposal.is_waiting and not proposal.withdrawn


def test_a_proposal_is_withdrawn_by_its_proposer_or_by_those_who_head_it(world: World) -> None:
    proposal = make_proposal(world)
    for persona in ("resident", "facilitator", "analyst"):
        with pytest.raises(NotAllowed):
            withdraw_role(proposal, by=world.actor(persona), why="No", now=NOW)
    with refused_as("role_proposal_is_withdrawn_for_a_reason"):
        sql("UPDATE leaders_roleproposal SET withdrawn = true WHERE id = %s", proposal.pk)
    withdraw_role(proposal, by=proposal.proposed_by.actor(), why="A mistake", now=NOW)
    assert not Notice.objects.filter(kind=ROLE_ANSWERED).exists()
