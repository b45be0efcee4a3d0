"""A safeguarding concern: raised by anybody, read by the lead alone, repeated until it is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from coproduction.actions.forgetting import forget_concerns
from coproduction.actions.safeguarding import (
    acknowledge,
    raise_concern,
    read_concern,
    write_note,
)
from coproduction.concern_reminders import concerns_unseen
from coproduction.errors import ConcernClosed, ConcernNotSeen, NobodyLooksAfterIt, NothingSaid
from coproduction.models import Concern, Session
from coproduction.wishes import Reach
from coproduction.worries import Worry
from partnership.models import Hat
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import owe
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, make_session
from tests.coproduction.voiced import make_contribution, make_heard_session
from tests.reminders.telling import why_not

pytestmark = pytest.mark.django_db

NIGHT = datetime.fromisoformat("2026-11-03T02:10:00+00:00")
WORDS = "A boy told us that he is left alone at night."
HEADS = [f"asha.{one}@example.org" for one in ("chair", "deputy.chair", "coordinator")]
LEAD, DEPUTY = "asha.safeguarding.lead@example.org", "own.deputy@example.org"


@pytest.fixture
def session(world: World) -> Session:
    return make_session(world.partnership, title="Cooking together")


def make_worry(words: str = WORDS, **fields: Any) -> Worry:
    return Worry(words=words, key=fields.pop("key", uuid4()), **fields)


def make_concern(session: Session, at: datetime = NIGHT, **fields: Any) -> Concern:
    return raise_concern(session, by=GUEST, worry=make_worry(**fields), now=at)


def a_minute_of_the_clock(at: datetime, times: int = 1) -> None:
    """What beat does: the source is asked, and what is due is sent; here so many times."""
    for _each in range(times):
        with time_machine.travel(at, tick=False):
            owe(concerns_unseen(at))
            deliver_due(clock=lambda: at)


def told() -> dict[str, int]:
    """How many messages each has had."""
    to = [one.to[0] for one in mail.outbox]
    return {address: to.count(address) for address in to}


# --- Told until it is seen -----------------------------------------------------------------------


def test_the_lead_hears_within_a_minute_then_every_quarter_and_after_an_hour_the_deputy(
    world: World, session: Session
) -> None:
    concern = make_concern(session)
    a_minute_of_the_clock(NIGHT + timedelta(minutes=1), times=3)
    assert told() == {LEAD: 1}
    for minute in range(2, 60):
        a_minute_of_the_clock(NIGHT + timedelta(minutes=minute))
    assert told() == {LEAD: 4}
    a_minute_of_the_clock(NIGHT + timedelta(minutes=60), times=3)
    assert told() == {LEAD: 5, DEPUTY: 1}
    a_minute_of_the_clock(NIGHT + timedelta(minutes=75), times=3)
    assert told() == {LEAD: 6, DEPUTY: 2}
    acknowledge(concern, by=world.actor("safeguarding_lead"), now=NIGHT + timedelta(minutes=80))
    for minute in (81, 90, 105, 1000):
        a_minute_of_the_clock(NIGHT + timedelta(minutes=minute), times=3)
    assert told() == {LEAD: 6, DEPUTY: 2}


def test_nothing_of_what_it_says_is_in_any_message(session: Session) -> None:
    make_concern(session, reach=Reach("phone", "+447700900123"))
    a_minute_of_the_clock(NIGHT + timedelta(minutes=1))
    [sent] = mail.outbox
    whole = sent.message().as_string() + str(sent.body)
    assert "left alone" not in whole and "900123" not in whole
    assert sent.subject.endswith("Cooking together") and "/concerns/" in sent.body
    assert "List-Unsubscribe" not in sent.message()


def test_what_was_missed_while_we_were_down_is_said_once(session: Session) -> None:
    make_concern(session)
    a_minute_of_the_clock(NIGHT + timedelta(hours=3))
    assert told() == {LEAD: 2, DEPUTY: 1}  # that it was raised, and the repeat of now


def test_without_a_lead_the_deputy_hears_at_once(world: World, session: Session) -> None:
    lead, day = world.hats["safeguarding_lead"], NIGHT + timedelta(days=2_000)
    Hat.objects.filter(pk=lead.pk).update(ends_at=day)
    make_concern(session, day)
    a_minute_of_the_clock(day + timedelta(minutes=1))
    assert told() == {DEPUTY: 1}


def test_where_nobody_can_be_told_those_who_can_name_somebody_are(
    world: World, session: Session
) -> None:
    safeguards = Hat.objects.filter(capacity__startswith="safeguarding")
    points = ContactPoint.objects.filter(person__in=safeguards.values("person"))
    points.update(stopped_at=NIGHT, stopped_because="It bounced.")
    make_concern(session)
    a_minute_of_the_clock(NIGHT + timedelta(minutes=1), times=3)
    a_minute_of_the_clock(NIGHT + timedelta(minutes=15), times=3)
    assert told() == dict.fromkeys(HEADS, 2)
    assert all("left alone" not in str(one.message()) for one in mail.outbox)
    assert mail.outbox[0].subject.startswith("Nobody can read a safeguarding concern")
    points.update(stopped_at=None, stopped_because="")
    a_minute_of_the_clock(NIGHT + timedelta(minutes=30), times=3)
    assert told()[LEAD] == 1 and told()["asha.chair@example.org"] == 2


@pytest.mark.parametrize("kind", ["post", "phone"])
def test_a_lead_whom_no_machine_reaches_at_once_counts_as_one_who_cannot_be_told(
    world: World, session: Session, settings: Any, kind: str
) -> None:
    settings.DEVELOPMENT = False  # no text has a way to go
    safeguards = Hat.objects.filter(capacity__startswith="safeguarding")
    points = ContactPoint.objects.filter(person__in=safeguards.values("person"))
    points.update(kind=kind, value="+441632960123")
    make_concern(session)
    a_minute_of_the_clock(NIGHT + timedelta(minutes=1), times=3)
    assert told() == dict.fromkeys(HEADS, 1)


def test_a_lead_who_chose_texts_is_written_to_where_none_can_be_sent(
    world: World, session: Session, settings: Any
) -> None:
    settings.DEVELOPMENT = False
    lead = world.hats["safeguarding_lead"].person
    ContactPoint.objects.create(
        person=lead, kind="phone", value="+441632960123", chosen_at=timezone.now()
    )
    make_concern(session)
    a_minute_of_the_clock(NIGHT + timedelta(minutes=1), times=3)
    assert told() == {LEAD: 1}


def test_whoever_gave_the_task_up_meanwhile_is_not_told(world: World, session: Session) -> None:
    day = NIGHT + timedelta(days=2_000)
    Hat.objects.filter(pk=world.hats["safeguarding_lead"].pk).update(ends_at=day)
    [notice] = Notice.objects.about(make_concern(session))
    assert why_not(notice, day - timedelta(minutes=1)) == ""
    assert "any more" in why_not(notice, day)


def test_a_repeat_owed_before_it_was_seen_is_not_sent(world: World, session: Session) -> None:
    concern = make_concern(session)
    owe(concerns_unseen(NIGHT + timedelta(minutes=12)))
    assert Notice.objects.about(concern).count() == 2
    acknowledge(concern, by=world.actor("safeguarding_lead"), now=NIGHT + timedelta(minutes=13))
    a_minute_of_the_clock(NIGHT + timedelta(minutes=15))
    assert {one.state for one in Notice.objects.about(concern)} == {"skipped"}


# --- Kept apart ----------------------------------------------------------------------------------


def test_words_and_number_are_sealed_and_in_no_history(world: World, session: Session) -> None:
    by = world.actor("chair")
    worry = make_worry(reach=Reach("phone", "+447700900123"))
    concern = raise_concern(session, by=by, worry=worry, now=NIGHT)
    concern = acknowledge(concern, by=world.actor("safeguarding_lead"), now=NIGHT)
    write_note(
        concern, by=world.actor("safeguarding_lead"), note="Rang them.", closes=True, now=NIGHT
    )
    with connection.cursor() as cursor:
        for table in ("coproduction_concern", "coproduction_concernevent"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            whole = "".join(row[0] for row in cursor.fetchall())
            as_bytes = "".join(text.encode().hex() for text in ("left alone", "900123", "Rang"))
            assert not any(part in whole for part in ("left alone", "900123", "Rang", as_bytes))
    events: Any = Concern.pgh_event_model  # type: ignore[attr-defined]
    assert not {"words", "reach", "note"} & {field.name for field in events._meta.fields}
    raised = events.objects.order_by("pgh_id")[0]
    assert "person" not in raised.pgh_context and "hat" not in raised.pgh_context


def test_only_the_lead_and_the_deputy_read_and_each_reading_is_kept(
    world: World, session: Session
) -> None:
    concern = make_concern(session, reach=Reach("email", "ada@example.org"))
    for persona in ("chair", "coordinator", "facilitator", "leader", "analyst", "representative"):
        for act in (
            lambda by: read_concern(concern, by=by, now=NIGHT),
            lambda by: acknowledge(concern, by=by, now=NIGHT),
            lambda by: write_note(concern, by=by, note="x", closes=False, now=NIGHT),
        ):
            with pytest.raises(NotAllowed):
                act(world.actor(persona))
    with pytest.raises(NotAllowed):
        read_concern(concern, by=world.elsewhere["safeguarding_lead"].actor(), now=NIGHT)
    assert not concern.readings.exists()
    opened = read_concern(concern, by=world.actor("safeguarding_lead"), now=NIGHT)
    assert (opened.words, opened.reach) == (WORDS, Reach("email", "ada@example.org"))
    reading = concern.readings.get()
    assert reading.reader == world.hats["safeguarding_lead"].person
    assert reading.hat_label == world.hats["safeguarding_lead"].label


def test_the_same_form_sent_twice_is_one_concern(session: Session) -> None:
    worry = make_worry()
    first = raise_concern(session, by=GUEST, worry=worry, now=NIGHT)
    again = raise_concern(session, by=GUEST, worry=worry, now=NIGHT + timedelta(minutes=5))
    assert first == again and Notice.objects.about(first).count() == 1


def test_it_can_be_about_somebodys_words_of_that_session_only(
    world: World, session: Session
) -> None:
    heard = make_heard_session(world)
    said = make_contribution(heard)
    assert make_concern(heard, about=said).contribution == said
    assert make_concern(session, about=said).contribution is None


def test_what_says_nothing_or_is_about_a_draft_is_refused(world: World, session: Session) -> None:
    with pytest.raises(NothingSaid):
        make_concern(session, words="  ")
    with pytest.raises(NobodyLooksAfterIt):
        make_concern(make_session(world.partnership, state="draft"))


def test_the_first_who_has_seen_it_stands(world: World, session: Session) -> None:
    concern = make_concern(session)
    deputy = Hat.objects.get(person__name="Own Deputy")
    acknowledge(concern, by=deputy.actor(), now=NIGHT)
    later = NIGHT + timedelta(minutes=1)
    seen = acknowledge(concern, by=world.actor("safeguarding_lead"), now=later)
    assert (seen.acknowledged_by, seen.acknowledged_at) == (deputy, NIGHT)


def test_it_is_seen_before_it_is_closed_and_closed_with_a_note(
    world: World, session: Session
) -> None:
    concern, lead = make_concern(session), world.actor("safeguarding_lead")
    with pytest.raises(ConcernNotSeen):
        write_note(concern, by=lead, note="Rang.", closes=True, now=NIGHT)
    acknowledge(concern, by=lead, now=NIGHT)
    write_note(concern, by=lead, note="Rang.", closes=False, now=NIGHT)
    closed = write_note(concern, by=lead, note="Rang the school.", closes=True, now=NIGHT)
    assert closed.is_closed
    assert read_concern(closed, by=lead, now=NIGHT).note == "Rang the school."
    with pytest.raises(ConcernClosed):
        write_note(concern, by=lead, note="More.", closes=False, now=NIGHT)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"words": b""}, "concern_says_something"),
        ({"acknowledged_at": NIGHT}, "concern_is_seen_by_somebody_at_a_time"),
        ({"closed_at": NIGHT, "note": b"x"}, "closed_concern_was_seen_and_says_what_was_done"),
    ],
)
def test_the_database_holds_what_must_hold(
    session: Session, wrong: dict[str, Any], constraint: str
) -> None:
    concern = make_concern(session)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(**wrong)


def test_it_is_gone_25_months_after_it_was_closed_and_never_while_open(
    world: World, session: Session
) -> None:
    lead = world.actor("safeguarding_lead")
    concern, still_open = make_concern(session), make_concern(session)
    acknowledge(concern, by=lead, now=NIGHT)
    read_concern(concern, by=lead, now=NIGHT)
    write_note(concern, by=lead, note="Rang.", closes=True, now=NIGHT)
    assert forget_concerns(NIGHT + timedelta(days=760)) == 0
    assert forget_concerns(NIGHT + timedelta(days=761)) == 1
    assert forget_concerns(NIGHT + timedelta(days=761)) == 0
    assert list(Concern.objects.all()) == [still_open]


# --- Pages ---------------------------------------------------------------------------------------


def at(name: str, session: Session) -> str:
    return reverse(name, args=[session.partnership.slug, session.slug])


def test_a_concern_is_raised_in_two_steps_without_an_account(
    client: Client, world: World, session: Session
) -> None:
    assert at("concern_raise", session) in client.get(at("session_detail", session)).text
    page = client.get(at("concern_raise", session)).text
    assert "999" in page and "Safeguarding" not in page.split("<h1>")[0]
    wrong = client.post(at("concern_raise", session), {"words": " ", "how": "email"})
    assert wrong.status_code == 422 and "Write what worries you." in wrong.text
    assert "Enter your email address." in wrong.text
    answers = {"words": WORDS, "how": "phone", "phone": "07700 900123"}
    assert client.post(at("concern_raise", session), answers).status_code == 302
    check = client.get(at("concern_check", session)).text
    assert WORDS in check and "07700 900123" in check
    sent = client.post(at("concern_check", session))
    status = client.get(sent.url)  # type: ignore[attr-defined]
    assert "999" in status.text and "Not yet" in status.text
    assert WORDS not in status.text and "900123" not in status.text
    concern = Concern.objects.get()
    opened = read_concern(concern, by=world.actor("safeguarding_lead"), now=NIGHT)
    assert opened.reach == Reach("phone", "+447700900123")
    assert client.post(at("concern_check", session)).status_code == 302  # nothing left to send
    assert Concern.objects.count() == 1


def test_the_draft_in_the_browser_session_is_sealed(client: Client, session: Session) -> None:
    client.post(at("concern_raise", session), {"words": WORDS, "how": "no"})
    assert "left alone" not in str(dict(client.session))


def test_a_draft_is_forgotten_after_twenty_minutes(client: Client, session: Session) -> None:
    client.post(at("concern_raise", session), {"words": WORDS, "how": "no"})
    assert WORDS in client.get(at("concern_raise", session)).text
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        assert WORDS not in client.get(at("concern_raise", session)).text
        assert client.get(at("concern_check", session)).status_code == 302


def test_the_private_page_of_words_leads_to_a_concern_about_them(
    client: Client, world: World
) -> None:
    said = make_contribution(make_heard_session(world))
    assert said.worry_path() in client.get(said.private_path()).text
    client.post(said.worry_path(), {"words": WORDS, "how": "no"})
    client.post(at("concern_check", said.session))
    assert Concern.objects.get().contribution == said
    forged = f"{at('concern_raise', said.session)}?words={said.pk}"
    assert client.get(forged).status_code == 404


def test_the_lead_reads_says_seen_and_closes(
    client_as: Callable[..., Client], session: Session
) -> None:
    concern = make_concern(session)
    lead = client_as("safeguarding_lead")
    mine = lead.get(reverse("my_page")).text
    listed = reverse("concern_list", args=[session.partnership.slug])
    assert "1 not seen yet, 1 open" in mine and listed in mine
    page = lead.get(listed).text
    assert "Not seen yet" in page and WORDS not in page and not concern.readings.exists()
    one = [session.partnership.slug, concern.pk]
    assert WORDS in lead.get(reverse("concern_detail", args=one)).text
    assert concern.readings.count() == 1
    lead.post(reverse("concern_acknowledge", args=one))
    empty = lead.post(reverse("concern_note", args=one), {"note": ""})
    assert empty.status_code == 422 and "Write down what was done." in empty.text
    lead.post(reverse("concern_note", args=one), {"note": "Rang.", "close": "1"})
    assert "Closed on" in lead.get(reverse("concern_detail", args=one)).text
    status = Client().get(concern.private_path()).text
    assert "Dealt with" in status and "Not yet" not in status and "Rang" not in status


def test_nobody_else_hears_of_concerns_on_their_page(
    client_as: Callable[..., Client], session: Session
) -> None:
    make_concern(session)
    for persona in ("chair", "coordinator", "facilitator", "citizen", "operator"):
        assert "afeguarding concern" not in client_as(persona).get(reverse("my_page")).text


def test_queries_do_not_grow_with_concerns(
    client_as: Callable[..., Client], session: Session, django_assert_max_num_queries: Any
) -> None:
    lead = client_as("safeguarding_lead")
    counts = []
    for _again in range(2):
        for _each in range(4):
            concern = make_concern(session)
        pages = [
            reverse("concern_list", args=[session.partnership.slug]),
            reverse("concern_detail", args=[session.partnership.slug, concern.pk]),
        ]
        for page in pages:
            lead.get(page)
            with django_assert_max_num_queries(12) as captured:
                lead.get(page)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
