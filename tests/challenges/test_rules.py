"""Persona × visibility, and who may do what with a challenge."""

from __future__ import annotations

import pytest

from accounts.actor import Actor
from challenges import rules
from challenges.models import Challenge, ChallengeMember, LogEntry
from challenges.models.log_entry import READS_RESTRICTED
from tests.cast import World
from tests.challenges.factories import make_challenge, make_commitment, make_draft, make_entry
from tests.permissions.route import CHAIRS, CONFIGURES, PERSONAS

OPEN, RESTRICTED, PRIVATE, CONFIDENTIAL = "open", "restricted", "private", "confidential"

# Of entries that the co-leader wrote; `leader` is in the team.
READS = {
    "public": {OPEN},
    "citizen": {OPEN},
    "resident": {OPEN},
    "facilitator": {OPEN},
    "leader": {OPEN, RESTRICTED, PRIVATE},
    "representative": {OPEN, RESTRICTED},
    "chair": {OPEN, RESTRICTED},
    "deputy_chair": {OPEN, RESTRICTED},
    "coordinator": {OPEN, RESTRICTED},
    "safeguarding_lead": {OPEN},
    "analyst": {OPEN},
    "operator": {OPEN},
}


@pytest.fixture
def challenge(world: World) -> Challenge:
    challenge = make_challenge(world)
    for visibility in LogEntry.Visibility.values:
        make_entry(challenge, world.co_leader, visibility=visibility)
    return challenge


def read_by(world: World, persona: str, whose: str = "own") -> set[str]:
    from django.contrib.auth.models import AnonymousUser

    person = world.person(persona, whose) or AnonymousUser()
    return set(LogEntry.objects.visible_to(person).values_list("visibility", flat=True))


@pytest.mark.parametrize("persona", PERSONAS)
def test_who_reads_an_entry(world: World, challenge: Challenge, persona: str) -> None:
    assert read_by(world, persona) == READS[persona]


@pytest.mark.parametrize("persona", [p for p in PERSONAS if p not in ("public", "citizen")])
@pytest.mark.parametrize("whose", ["elsewhere", "ended"])
def test_another_partnership_and_an_ended_hat_read_what_everybody_reads(
    world: World, challenge: Challenge, persona: str, whose: str
) -> None:
    assert read_by(world, persona, whose) == {OPEN}


def test_only_the_author_reads_what_is_confidential(world: World, challenge: Challenge) -> None:
    entries = LogEntry.objects.visible_to(world.co_leader.person)
    assert entries.filter(visibility=CONFIDENTIAL).count() == 1


def test_a_leader_outside_the_team_reads_nothing_private(world: World) -> None:
    challenge = make_challenge(world)
    make_entry(challenge, world.hats["leader"], visibility=PRIVATE)
    assert not LogEntry.objects.visible_to(world.co_leader.person).exists()


@pytest.mark.parametrize("capacity", ["chair", "facilitator", "coordinator"])
def test_being_in_the_team_opens_nothing_private_to_who_is_no_leader(
    world: World, challenge: Challenge, capacity: str
) -> None:
    ChallengeMember.objects.create(challenge=challenge, hat=world.hats[capacity])
    assert PRIVATE not in read_by(world, capacity)


def test_the_same_capacities_read_what_is_restricted_as_the_page_of_permissions_says() -> None:
    assert set(READS_RESTRICTED) == {p for p, reads in READS.items() if RESTRICTED in reads}


def test_the_history_keeps_no_text_of_an_entry(world: World, challenge: Challenge) -> None:
    event = LogEntry.pgh_event_model  # type: ignore[attr-defined]
    kept = {field.name for field in event._meta.get_fields()}
    assert not kept & {"did", "learned"}


def test_a_draft_is_seen_by_the_people_of_its_partnership_only(world: World) -> None:
    draft = make_draft(world)
    seen_by = {
        persona
        for persona in PERSONAS
        if (person := world.person(persona))
        and Challenge.objects.visible_to(person).filter(pk=draft.pk).exists()
    }
    assert seen_by == {*PERSONAS} - {"public", "citizen", "operator"}
    for whose in ("elsewhere", "ended"):
        person = world.person("chair", whose)
        assert person is not None
        assert not Challenge.objects.visible_to(person).filter(pk=draft.pk).exists()


def allowed(world: World, rule: object, thing: object) -> set[str]:
    return {p for p in world.hats if rule(world.actor(p), thing)}  # type: ignore[operator]


def test_who_may_do_what_with_a_challenge(world: World, challenge: Challenge) -> None:
    works = CONFIGURES | {"leader"}
    assert allowed(world, rules.can_raise, world.partnership) == works
    assert allowed(world, rules.can_revise, challenge) == works
    assert allowed(world, rules.can_activate, challenge) == CONFIGURES
    assert allowed(world, rules.can_close, challenge) == CONFIGURES
    assert allowed(world, rules.can_join_team, challenge) == {"leader"}
    assert allowed(world, rules.can_log_work, challenge) == {"leader"}
    assert allowed(world, rules.can_make_commitments, challenge) == works | {"representative"}
    assert allowed(world, rules.can_name_strength, world.partnership) == works | {
        "resident",
        "representative",
        "facilitator",
    }


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_nobody_logs_or_promises_on_a_challenge_that_is_not_active(
    world: World, challenge: Challenge, state: str
) -> None:
    challenge.state = state
    assert allowed(world, rules.can_log_work, challenge) == set()
    assert allowed(world, rules.can_make_commitments, challenge) == set()


def test_a_guest_and_a_hat_of_another_partnership_do_nothing(
    world: World, challenge: Challenge
) -> None:
    for actor in (Actor.guest("Gus"), world.elsewhere["leader"].actor()):
        assert not rules.can_log_work(actor, challenge)
        assert not rules.can_revise(actor, challenge)
        assert not rules.can_name_strength(actor, world.partnership)


def test_another_organisation_witnesses_and_the_promising_one_drops(
    world: World, challenge: Challenge
) -> None:
    promise = make_commitment(challenge, world.nhs, world.hats["leader"])
    assert allowed(world, rules.can_witness, promise) == CHAIRS | {"representative"}
    assert allowed(world, rules.can_drop, promise) == {"leader", "coordinator"}


def test_the_coordinator_writes_down_promises_only_of_who_works_on_the_challenge(
    world: World, challenge: Challenge
) -> None:
    coordinator = world.actor("coordinator")
    assert rules.can_promise_for(coordinator, challenge, world.charity)
    assert not rules.can_promise_for(world.actor("leader"), challenge, world.charity)
    challenge.involved.filter(organisation=world.charity).delete()
    assert not rules.can_promise_for(coordinator, challenge, world.charity)
