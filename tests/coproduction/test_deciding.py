"""A decision names what it rests on, answers each, and is followed by promises."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from challenges.actions.commitments import accept_commitment
from coproduction.actions.deciding import (
    answer,
    change_decision,
    draft_decision,
    link_commitment,
    promise,
    publish_decision,
    unanswer,
)
from coproduction.errors import (
    AlreadyPublished,
    AnswerWithoutReason,
    DecisionElsewhere,
    DecisionTitleTaken,
    NotShared,
    RestsOnNothing,
    ReviewedTooEarly,
)
from coproduction.models import Contribution, Decision, Influence, Session
from coproduction.reminders import what_followed
from reminders.actions.owing import owe
from reminders.models import Notice
from tests.cast import World, make_world
from tests.coproduction.voiced import (
    NOW,
    make_commitment,
    make_contribution,
    make_decision,
    make_heard_session,
    make_public,
    make_ruling,
)

WHY = "It suits you and not us."
LATER = NOW + timedelta(days=2)


@pytest.fixture
def session(world: World) -> Session:
    return make_heard_session(world)


def check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def refused_as(caught: pytest.ExceptionInfo[IntegrityError]) -> str:
    return str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_a_decision_is_drafted_answered_and_published(world: World, session: Session) -> None:
    chair = world.actor("chair")
    said = make_contribution(session)
    decision = draft_decision(world.partnership, by=chair, ruling=make_ruling(session))
    assert "/accounts/login/" in Client().get(decision.get_absolute_url()).url
    answer(decision, by=chair, contribution=said, outcome="adopted", reason=WHY, now=NOW)
    assert not Notice.objects.exists()
    publish_decision(decision, by=chair, now=NOW)
    told = Notice.objects.get()
    assert (told.kind, told.contact) == ("said-answered", said.contact)
    page = Client().get(decision.get_absolute_url()).text
    assert said.words in page and WHY in page
    with pytest.raises(AlreadyPublished):
        publish_decision(decision, by=chair, now=NOW)


@pytest.mark.parametrize("persona", ["facilitator", "leader", "resident", "analyst"])
def test_only_chair_and_coordinator_decide(world: World, session: Session, persona: str) -> None:
    decision = make_decision(session)
    by = world.actor(persona)
    with pytest.raises(NotAllowed):
        draft_decision(world.partnership, by=by, ruling=make_ruling(session))
    with pytest.raises(NotAllowed):
        publish_decision(decision, by=by, now=NOW, none_because="Nobody asked")


def test_a_decision_that_rests_on_nothing_is_not_published(world: World, session: Session) -> None:
    decision, chair = make_decision(session), world.actor("chair")
    for blank in ("", "  \n"):
        with pytest.raises(RestsOnNothing):
            publish_decision(decision, by=chair, now=NOW, none_because=blank)
    publish_decision(decision, by=chair, now=NOW, none_because="the law left no choice")
    assert "the law left no choice" in Client().get(decision.get_absolute_url()).text


def test_a_public_decision_keeps_its_last_answer(world: World, session: Session) -> None:
    decision, said = make_decision(session), make_contribution(session)
    make_public(decision, said)
    with pytest.raises(RestsOnNothing):
        unanswer(decision, by=world.actor("chair"), contribution=said)
    assert decision.influences.count() == 1


def test_only_what_was_read_and_shared_is_answered(world: World, session: Session) -> None:
    decision = make_decision(session)
    waiting = make_contribution(session, state="waiting")
    with pytest.raises(NotShared):
        answer(
            decision,
            by=world.actor("chair"),
            contribution=waiting,
            outcome="no",
            reason=WHY,
            now=NOW,
        )


def test_an_answer_needs_a_reason(world: World, session: Session) -> None:
    decision, said = make_decision(session), make_contribution(session)
    with pytest.raises(AnswerWithoutReason):
        answer(
            decision, by=world.actor("chair"), contribution=said, outcome="no", reason=" ", now=NOW
        )


def test_words_of_another_partnership_are_not_answered(world: World, session: Session) -> None:
    decision, said = make_decision(session), make_contribution(session)
    Session.objects.filter(pk=session.pk).update(partnership=world.neighbour)
    said = Contribution.objects.get(pk=said.pk)
    with pytest.raises(DecisionElsewhere):
        answer(
            decision, by=world.actor("chair"), contribution=said, outcome="no", reason=WHY, now=NOW
        )


def test_a_title_names_one_decision(world: World, session: Session) -> None:
    chair, ruling = world.actor("chair"), make_ruling(session)
    first = draft_decision(world.partnership, by=chair, ruling=ruling)
    with pytest.raises(DecisionTitleTaken):
        draft_decision(world.partnership, by=chair, ruling=ruling)
    with pytest.raises(ReviewedTooEarly):
        early = make_ruling(session, review_on=ruling.decided_on)
        change_decision(first, by=chair, ruling=early)
    new = draft_decision(world.partnership, by=chair, ruling=make_ruling(session, title="New"))
    assert new.slug != "new"


def test_a_changed_answer_of_a_public_decision_is_told_anew(world: World, session: Session) -> None:
    decision, said = make_decision(session), make_contribution(session)
    make_public(decision, said)
    for outcome in ("adapted", "adapted", "no"):
        answer(
            decision,
            by=world.actor("chair"),
            contribution=said,
            outcome=outcome,
            reason=WHY,
            now=LATER if outcome == "no" else NOW,
        )
    assert Notice.objects.filter(kind="said-answered").count() == 2


def test_a_promise_follows_and_everybody_answered_is_told(world: World, session: Session) -> None:
    decision = make_decision(session)
    said = [make_contribution(session), make_contribution(session, "Ring me", contact=None)]
    make_public(decision, *said)
    commitment = promise(
        decision,
        by=world.actor("chair"),
        organisation=world.council,
        will_do="Open on Saturday",
        due_on=date(2027, 1, 7),
        now=LATER,
    )
    assert commitment.is_offered
    assert not Notice.objects.filter(kind="said-commitment").exists()
    assert "Open on Saturday" not in Client().get(said[1].private_path()).text
    accept_commitment(commitment, by=world.actor("representative"), now=LATER)
    for _ in range(2):
        owe(what_followed(LATER))
    told = Notice.objects.get(kind="said-commitment")
    assert (told.contact, told.version) == (said[0].contact, str(commitment.pk))
    assert "Open on Saturday" in Client().get(said[1].private_path()).text


def test_a_kept_promise_is_told_once_whoever_kept_it(world: World, session: Session) -> None:
    decision, said = make_decision(session), make_contribution(session)
    make_public(decision, said)
    commitment = make_commitment(world, decision.challenge)
    link_commitment(decision, by=world.actor("chair"), commitment=commitment, now=LATER)
    owe(what_followed(LATER))
    assert Notice.objects.filter(kind="said-commitment").count() == 1
    assert not Notice.objects.filter(kind="said-kept").exists()
    commitment.state, commitment.kept_at = "kept", LATER + timedelta(days=1)
    commitment.evidence, commitment.witness = "We went and saw it.", world.charity
    commitment.save()
    for _again in range(2):
        owe(what_followed(LATER + timedelta(days=2)))
    assert Notice.objects.get(kind="said-kept").contact == said.contact
    page = Client().get(said.private_path()).text
    assert "We went and saw it." in page


def test_what_was_kept_before_the_answer_is_part_of_the_answer(
    world: World, session: Session
) -> None:
    decision = make_decision(session)
    early = NOW - timedelta(days=1)
    kept = {"state": "kept", "kept_at": early, "evidence": "Seen.", "witness": world.charity}
    commitment = make_commitment(world, decision.challenge, made_at=early, **kept)
    link_commitment(decision, by=world.actor("chair"), commitment=commitment, now=early)
    make_public(decision, make_contribution(session))
    assert list(what_followed(LATER)) == []


def test_the_publish_page_names_exactly_how_many_are_told(
    world: World, session: Session, client_as: Callable[..., Client]
) -> None:
    decision = make_decision(session)
    for contact in ({}, {}, {"contact": None}):
        Influence.objects.create(
            decision=decision,
            contribution=make_contribution(session, **contact),
            outcome="no",
            reason=WHY,
        )
    page = reverse("decision_publish", args=[world.partnership.slug, decision.slug])
    assert "2 people will be told" in client_as("chair").get(page).text
    assert Decision.objects.get(pk=decision.pk).state == "draft"
    assert client_as("chair").post(page).status_code == 302
    assert Notice.objects.count() == 2


def test_the_publish_page_asks_for_none_because(
    world: World, session: Session, client_as: Callable[..., Client]
) -> None:
    decision = make_decision(session)
    page = reverse("decision_publish", args=[world.partnership.slug, decision.slug])
    refused = client_as("coordinator").post(page, {"none_because": " "})
    assert refused.status_code == 422 and "Error:" in refused.text
    done = client_as("coordinator").post(page, {"none_because": "the law left no choice"})
    assert done.status_code == 302


def test_answers_are_saved_in_place_and_without_scripts(
    session: Session, client_as: Callable[..., Client]
) -> None:
    decision, said = make_decision(session), make_contribution(session)
    page = reverse("influence_edit", args=[decision.partnership.slug, decision.slug, said.pk])
    chair, field = client_as("chair"), f"said-{said.pk}"
    wrong = chair.post(page, {f"{field}-outcome": "no"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422 and f'id="answer-{said.pk}"' in wrong.text
    right = {f"{field}-outcome": "no", f"{field}-reason": WHY}
    assert "Saved" in chair.post(page, right, headers={"HX-Request": "true"}).text
    assert chair.post(page, right).status_code == 302
    assert decision.influences.get().outcome == "no"


# --- What the database refuses -------------------------------------------------------------------


def test_raw_sql_cannot_publish_what_rests_on_nothing(session: Session) -> None:
    decision = make_decision(session)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE coproduction_decision SET state = 'published', published_at = now() "
                "WHERE id = %s",
                [decision.pk],
            )
        check_now()
    assert refused_as(caught) == "decision_names_what_it_rests_on"


def test_an_answer_moved_to_another_decision_is_missed_in_the_first(session: Session) -> None:
    decision, other = make_decision(session), make_decision(session)
    make_public(decision, make_contribution(session))
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        decision.influences.update(decision=other)
        check_now()
    assert refused_as(caught) == "decision_names_what_it_rests_on"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        (
            "state = 'published', moderated_at = NULL",
            "contribution_is_not_shared_before_moderation",
        ),
        ("consent = 'private'", "private_contribution_is_never_shared"),
        ("state = 'hidden', hidden_because = ' '", "hidden_contribution_has_a_reason"),
        ("words = '  '", "contribution_says_something_until_taken_back"),
        ("state = 'withdrawn', words = ''", "withdrawn_contribution_says_when"),
    ],
)
def test_raw_sql_cannot_break_what_holds_of_words(
    session: Session, changes: str, name: str
) -> None:
    said = make_contribution(session)
    change = f"UPDATE coproduction_contribution SET {changes} WHERE id = %s"
    with pytest.raises(IntegrityError) as caught, connection.cursor() as cursor:
        cursor.execute(change, [said.pk])
    assert refused_as(caught) == name


def test_the_orm_cannot_answer_twice_or_without_a_reason(session: Session) -> None:
    decision, said = make_decision(session), make_contribution(session)
    Influence.objects.create(decision=decision, contribution=said, outcome="no", reason=WHY)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Influence.objects.create(decision=decision, contribution=said, outcome="no", reason=WHY)
    assert refused_as(caught) == "decision_answers_a_contribution_once"
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Influence.objects.update(reason="\n")
    assert refused_as(caught) == "influence_has_a_reason"


@pytest.mark.django_db(transaction=True)
def test_of_publishing_and_taking_the_last_answer_out_at_once_one_is_refused() -> None:
    session = make_heard_session(make_world())
    decision, said = make_decision(session), make_contribution(session)
    Influence.objects.create(decision=decision, contribution=said, outcome="no", reason=WHY)
    together = threading.Barrier(2)
    refused: list[str] = []

    def at_once(write: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                write()
                together.wait(timeout=30)
        except IntegrityError as broken:
            refused.append(broken.__cause__.diag.constraint_name)  # type: ignore[union-attr]
        finally:
            connection.close()

    drafts = Decision.objects.filter(pk=decision.pk)
    writes: list[Callable[[], object]] = [
        lambda: drafts.update(state="published", published_at=NOW),
        lambda: Influence.objects.filter(decision_id=decision.pk).delete(),
    ]
    threads = [threading.Thread(target=at_once, args=[write]) for write in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert refused == ["decision_names_what_it_rests_on"]
    decision.refresh_from_db()
    assert decision.state == "draft" or decision.influences.exists()
