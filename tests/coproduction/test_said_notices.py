"""What people are told of what they said: their own words first, in plain words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.actions.contributing import take_back
from coproduction.actions.deciding import answer
from coproduction.models import Contribution, Influence, Session
from coproduction.notices.names import one_line
from coproduction.notices.voices import KINDS
from reminders.kinds import Message
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.voiced import (
    NOW,
    WORDS,
    make_commitment,
    make_contribution,
    make_decision,
    make_heard_session,
    make_public,
)
from tests.reminders import telling

KIND = {kind.name: kind for kind in KINDS}
NASTY = "Evil\r\nBcc: all@example.org \u202egnitteg {{ secret_key }} {% load x %} <script>%(x)s"


@pytest.fixture
def session(world: World) -> Session:
    return make_heard_session(world)


def notice(kind: str, influence: Influence, version: str = "") -> Notice:
    contact = influence.contribution.contact
    assert contact is not None
    return Notice(kind=kind, contact=contact, subject_id=influence.pk, version=version, due_at=NOW)


def told(kind: str, influence: Influence, version: str = "") -> Message:
    return telling.told(notice(kind, influence, version))


def answered(session: Session, outcome: str = "adopted", **decision: object) -> Influence:
    made = make_decision(session, **decision)
    make_public(made, make_contribution(session), outcome=outcome)
    return made.influences.get()


@pytest.mark.parametrize(
    ("outcome", "begins"),
    [
        ("adopted", "We are doing what you said"),
        ("adapted", "We are doing part of what you said"),
        ("not_now", "Not now"),
        ("no", "Our answer is no"),
    ],
)
def test_her_own_words_come_first_then_the_answer_and_why(
    session: Session, outcome: str, begins: str
) -> None:
    influence = answered(session, outcome)
    message = told("said-answered", influence)
    assert message.subject.startswith(begins)
    assert message.lines[0] == f"“{WORDS}”"
    body = "\n".join(message.lines)
    assert influence.get_outcome_display() in body and influence.reason in body
    assert "No organisation has promised anything yet" in body
    assert message.link.endswith(influence.contribution.private_path())


def test_a_promise_and_its_keeping_are_told_with_the_witness(
    world: World, session: Session
) -> None:
    influence = answered(session)
    commitment = make_commitment(world, influence.decision.challenge)
    influence.decision.follow_ups.create(commitment=commitment)
    made = "\n".join(told("said-commitment", influence, str(commitment.pk)).lines)
    assert commitment.will_do in made and "7 January 2027" in made
    commitment.state, commitment.kept_at = "kept", NOW + timedelta(days=9)
    commitment.witness, commitment.evidence = world.charity, "We went and saw it."
    commitment.save()
    kept = told("said-kept", influence, str(commitment.pk))
    assert kept.lines[0] == f"“{WORDS}”"
    assert f"{world.charity.name} has seen it: We went and saw it." in "\n".join(kept.lines)


def test_names_that_mean_harm_stay_words(world: World, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(title=NASTY)
    for outcome in ("adopted", "no"):
        influence = answered(session, outcome, title=NASTY)
        subject = told("said-answered", influence).subject
        assert not {"\r", "\n", "\u202e"} & set(subject)
        assert "{{ secret_key }}" in subject


def test_a_long_title_is_cut_in_a_subject() -> None:
    assert len(one_line("x" * 500)) == 120


def test_nothing_is_told_that_is_no_longer_true(world: World, session: Session) -> None:
    influence = answered(session)
    kind = KIND["said-answered"]
    owed = notice(kind.name, influence, influence.answered_at.isoformat())
    assert telling.why_not(owed, NOW) == ""
    answer(
        influence.decision,
        by=world.actor("chair"),
        contribution=influence.contribution,
        outcome="no",
        reason="We were wrong.",
        now=NOW + timedelta(hours=1),
    )
    assert "anew" in telling.why_not(owed, NOW)
    commitment = make_commitment(world, influence.decision.challenge)
    for name in ("said-commitment", "said-kept"):
        assert telling.why_not(notice(name, influence, str(commitment.pk)), NOW)


def test_whoever_took_words_back_is_told_no_more(world: World, session: Session) -> None:
    influence = answered(session)
    said = influence.contribution
    owed = {name: notice(name, influence, influence.answered_at.isoformat()) for name in KIND}
    owed["said-received"].subject_id = said.pk
    mine = world.actor("resident")
    Contribution.objects.filter(pk=said.pk).update(person=mine.person_id)
    take_back(Contribution.objects.get(pk=said.pk), by=mine, now=NOW)
    for name in ("said-received", "said-answered"):
        assert "taken back" in telling.why_not(owed[name], NOW)


def test_every_kind_can_be_left_in_one_step() -> None:
    assert all(kind.topic.optional for kind in KINDS if kind.name != "said-received")
