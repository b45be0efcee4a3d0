"""The exit question: anonymous, counted once, shown only when it has closed and never in small."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.actions.feedback import give_feedback
from coproduction.actions.forgetting import forget_sentences
from coproduction.errors import FeedbackClosed
from coproduction.models import Feedback, Session
from coproduction.steps import answers_of
from tests.cast import World
from tests.coproduction.booked import GUEST
from tests.coproduction.voiced import HELD, NOW, make_heard_session

pytestmark = pytest.mark.django_db

OVER = HELD + timedelta(days=31)


@pytest.fixture
def session(world: World) -> Session:
    return make_heard_session(world)


def answer(session: Session, step: str = "consultation", **fields: Any) -> None:
    known = {"by": GUEST, "sentence": "", "key": uuid4(), "now": NOW}
    give_feedback(session, step=step, **known | fields)


def test_nothing_leads_from_an_answer_to_who_gave_it(world: World, session: Session) -> None:
    answer(session, by=world.actor("resident"), sentence="  More \n time. ")
    given = Feedback.objects.get()
    assert given.sentence == "More time." and given.given_on == NOW.date()
    fields = {field.name for field in Feedback._meta.get_fields()}
    assert fields == {"id", "session", "step", "sentence", "given_on", "key"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE '%feedbackevent%'")
        assert cursor.fetchone() == (0,)


def test_sent_twice_it_counts_once(session: Session) -> None:
    key = uuid4()
    answer(session, key=key)
    answer(session, step="coercion", key=key)
    assert list(Feedback.objects.values_list("step", flat=True)) == ["consultation"]


def test_it_opens_when_the_session_starts_and_closes_thirty_days_after_its_end(
    session: Session,
) -> None:
    last = session.ends_at + timedelta(days=30)
    for moment in (session.starts_at - timedelta(seconds=1), last):
        with pytest.raises(FeedbackClosed):
            answer(session, now=moment)
    answer(session, now=session.starts_at)
    answer(session, now=last - timedelta(seconds=1))
    Session.objects.filter(pk=session.pk).update(state="cancelled", cancelled_because="Snow.")
    with pytest.raises(FeedbackClosed):
        answer(Session.objects.get(pk=session.pk))


def test_the_database_knows_the_seven_steps(session: Session) -> None:
    with pytest.raises(IntegrityError, match="feedback_step_is_known"), transaction.atomic():
        Feedback.objects.create(session=session, step="x", given_on=NOW.date(), key=uuid4())


def test_nothing_is_shown_before_it_closed(session: Session) -> None:
    for _each in range(20):
        answer(session)
    assert answers_of(session, now=session.feedback_until - timedelta(seconds=1)) is None
    closed = answers_of(session, now=session.feedback_until)
    assert closed is not None and str(closed.total) == "20"


def test_small_numbers_are_hidden_and_so_are_sentences_among_a_few(session: Session) -> None:
    for _each in range(7):
        answer(session, sentence="I came by bus.")
    few = answers_of(session, now=OVER)
    assert few is not None and few.hides_something and few.sentences == []
    assert {str(step.figure) for step in few.steps} == {"*", "0"}
    for _each in range(13):
        answer(session, "co_design")
    many = answers_of(session, now=OVER)
    assert many is not None
    assert "7" not in {str(step.figure) for step in many.steps}


def test_sentences_are_read_when_enough_answered_and_are_gone_after_25_months(
    session: Session,
) -> None:
    for _each in range(12):
        answer(session, sentence="I came by bus.")
    shown = answers_of(session, now=OVER)
    assert shown is not None and set(shown.sentences) == {"I came by bus."}
    assert forget_sentences(session.ends_at + timedelta(days=760)) == 0
    assert forget_sentences(session.ends_at + timedelta(days=761)) == 12
    assert Feedback.objects.filter(sentence="", step="consultation").count() == 12


# --- Pages ---------------------------------------------------------------------------------------


@pytest.fixture
def recent(world: World) -> Session:
    return make_heard_session(world, starts_at=timezone.now() - timedelta(days=2))


def test_the_question_is_answered_on_one_page(client: Client, recent: Session) -> None:
    address = reverse("feedback_give", args=[recent.code.lower()])
    page = client.get(address).text
    assert "We plan it and do it together, as equals." in page
    wrong = client.post(address, {"step": "", "key": str(uuid4())})
    assert wrong.status_code == 422 and "Choose the one that fits best." in wrong.text
    sent = {"step": "engagement", "sentence": "Longer.", "key": str(uuid4())}
    for _twice in range(2):
        assert client.post(address, sent).status_code == 302
    assert Feedback.objects.get().step == "engagement"
    thanks = client.get(reverse("feedback_thanks", args=[recent.code])).text
    assert "Your answer counts" in thanks


def test_before_and_after_its_time_the_page_says_so(
    client: Client, world: World, session: Session
) -> None:
    now = timezone.now()
    for starts_at, words in (
        (now + timedelta(days=1), "It has not begun yet"),
        (now - timedelta(days=40), "The time to answer is over"),
    ):
        other = make_heard_session(world, starts_at=starts_at)
        assert words in client.get(reverse("feedback_give", args=[other.code])).text
    assert client.get(reverse("feedback_give", args=["NOSUCH"])).status_code == 404


def test_only_those_who_run_the_session_see_the_count(
    world: World, client_as: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    over = make_heard_session(world, starts_at=timezone.now() - timedelta(days=40))
    for _each in range(12):
        answer(over, "co_production", now=over.ends_at)
    page = reverse("session_detail", args=[over.partnership.slug, over.slug])
    for persona in ("chair", "coordinator", "facilitator"):
        client = client_as(persona)
        client.get(page)
        with django_assert_max_num_queries(12):
            assert "What people called it" in client.get(page).text
    for persona in ("public", "citizen", "leader", "analyst"):
        assert "What people called it" not in client_as(persona).get(page).text
