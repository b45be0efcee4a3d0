"""Thanks on the day after, what is arranged, what nobody owns, and answers that are overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client

from coproduction.actions.booking import cancel_booking
from coproduction.actions.sessions import cancel_session
from coproduction.actions.support import arrange, ask_for, undo_arranged
from coproduction.attention import sessions
from coproduction.models import Booking, Contribution, Session, SessionFacilitator, Support
from coproduction.needs import Need
from coproduction.notices import names
from coproduction.reminders import session_thanks
from coproduction.staff_reminders import replies_overdue, support_without_owner
from partnership.models import Hat
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import Owed, owe
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import NOW, make_booking, make_session
from tests.coproduction.voiced import (
    make_contribution,
    make_decision,
    make_heard_session,
    make_public,
)
from tests.reminders.telling import told, why_not

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2026, 12, 3, 18, 30, tzinfo=LONDON)
STAFF = ["asha.coordinator@example.org", "asha.facilitator@example.org"]


@pytest.fixture
def session(world: World) -> Session:
    session = make_session(world.partnership, starts_at=STARTS, reply_by=date(2027, 1, 14))
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    return session


@pytest.fixture
def booking(session: Session) -> Booking:
    return make_booking(session)


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[arg-type]


def deliver(now: datetime) -> list[str]:
    """One pass, three times over; the subjects that went out in it."""
    before = len(mail.outbox)
    with time_machine.travel(now, tick=False):
        for _again in range(3):
            deliver_due(clock=lambda: now)
    return [one.subject for one in mail.outbox[before:]]


def addresses(owed: Iterator[Owed]) -> list[str]:
    return sorted(one.to.value for one in owed)


# --- The day after -------------------------------------------------------------------------------


def test_thanks_come_once_at_ten_on_the_day_after(booking: Booking) -> None:
    make_booking(booking.session, state="waiting", confirmed_at=None)
    assert list(session_thanks(STARTS)) == []
    for hours in (3, 12, 20):
        owe(session_thanks(STARTS + timedelta(hours=hours)))
    notice = Notice.objects.get(kind=names.THANKS)
    assert notice.due_at == at(2026, 12, 4, 10) and notice.subject_id == booking.pk
    assert deliver(at(2026, 12, 4, 9, 59)) == []
    assert deliver(at(2026, 12, 4, 10)) == ["Thank you for coming: Cooking together"]


def test_thanks_lead_to_the_question_and_say_how_to_add_words(booking: Booking) -> None:
    owe(session_thanks(at(2026, 12, 4, 9)))
    with time_machine.travel(at(2026, 12, 4, 10)):
        message = told(Notice.objects.get(kind=names.THANKS))
    assert message.link.endswith(f"/after/{booking.session.code}/")
    lines = "\n".join(message.lines)
    assert booking.session.code in lines and "14 January 2027" in lines


def test_no_thanks_for_what_was_cancelled_and_none_after_three_days(
    world: World, booking: Booking
) -> None:
    owe(session_thanks(at(2026, 12, 4, 9)))
    notice = Notice.objects.get(kind=names.THANKS)
    assert notice.not_after == at(2026, 12, 7, 10)
    assert list(session_thanks(at(2026, 12, 7, 10))) == []
    assert why_not(notice, at(2026, 12, 4, 10)) == ""
    Session.objects.update(state="cancelled", cancelled_because="Snow.")
    assert "cancelled" in why_not(notice, at(2026, 12, 4, 10))
    assert list(session_thanks(at(2026, 12, 4, 9))) == []


# --- Arranged ------------------------------------------------------------------------------------


@pytest.fixture
def needs(booking: Booking) -> list[Support]:
    ask_for(booking, [Need("hearing_loop"), Need("interpreter", "Romanian"), Need("travel")])
    return list(booking.support.order_by("pk"))


def test_what_is_arranged_within_half_an_hour_is_told_together_without_its_name(
    world: World, needs: list[Support]
) -> None:
    by, noon = world.actor("coordinator"), at(2026, 11, 20, 12)
    arrange(needs[0], by=by, now=noon)
    arrange(needs[1], by=by, now=noon + timedelta(minutes=10))
    arrange(needs[1], by=by, now=noon + timedelta(minutes=11))
    assert deliver(noon + timedelta(minutes=30)) == []
    [subject] = deliver(noon + timedelta(minutes=40))
    assert subject.startswith("What you asked us for is arranged (2 of 3): Cooking together")
    whole = f"{subject} {mail.outbox[-1].body}"
    assert "/bookings/" in whole and not {"loop", "Romanian", "interpreter"} & set(whole.split())
    arrange(needs[2], by=by, now=noon + timedelta(hours=1))
    [subject] = deliver(noon + timedelta(hours=2))
    assert "(3 of 3)" in subject


def test_what_is_arranged_in_the_evening_is_told_in_the_morning(
    world: World, needs: list[Support]
) -> None:
    arrange(needs[0], by=world.actor("facilitator"), now=at(2026, 11, 20, 22))
    assert deliver(at(2026, 11, 20, 22, 30)) == []
    assert len(deliver(at(2026, 11, 21, 8))) == 1


def test_what_is_taken_back_is_not_told_and_what_stays_is(
    world: World, needs: list[Support]
) -> None:
    by, noon = world.actor("coordinator"), at(2026, 11, 20, 12)
    arrange(needs[0], by=by, now=noon)
    arrange(needs[1], by=by, now=noon + timedelta(minutes=20))
    assert deliver(noon + timedelta(minutes=30)) == []  # by now it is two
    undo_arranged(needs[1], by=by, now=noon + timedelta(minutes=40))
    assert deliver(noon + timedelta(minutes=50)) == []  # it is one again
    [subject] = deliver(noon + timedelta(minutes=70))
    assert "(1 of 3)" in subject
    undo_arranged(needs[0], by=by, now=noon + timedelta(minutes=80))
    assert deliver(noon + timedelta(hours=3)) == []


def test_nothing_is_told_of_a_booking_that_was_cancelled_or_a_session_that_began(
    world: World, booking: Booking, needs: list[Support]
) -> None:
    arrange(needs[0], by=world.actor("coordinator"), now=NOW)
    notice = Notice.objects.get(kind=names.ARRANGED)
    assert notice.not_after == STARTS and why_not(notice, NOW) == ""
    assert why_not(notice, STARTS) == "The session has begun."
    Booking.objects.update(state="lapsed", offered_at=NOW, offer_until=STARTS)
    assert "did not take" in why_not(notice, NOW)
    Booking.objects.update(state="confirmed")
    cancel_booking(booking, by=booking.holder(), now=NOW)
    assert why_not(notice, NOW) == "The booking was cancelled."


def test_a_changed_booking_still_hears_what_was_arranged_before(
    world: World, booking: Booking, needs: list[Support]
) -> None:
    arrange(needs[0], by=world.actor("coordinator"), now=NOW)
    Booking.objects.filter(pk=booking.pk).update(sequence=3)
    assert why_not(Notice.objects.get(kind=names.ARRANGED), NOW) == ""


# --- Nobody owns it ------------------------------------------------------------------------------


def test_five_days_before_the_staff_hear_what_nobody_owns(
    world: World, session: Session, needs: list[Support]
) -> None:
    five_days = STARTS - timedelta(days=5)
    assert list(support_without_owner(five_days - timedelta(minutes=3))) == []
    for _again in range(3):
        owe(support_without_owner(five_days))
    notices = Notice.objects.filter(kind=names.UNOWNED)
    assert sorted(one.contact.value for one in notices) == STAFF
    message = told(notices[0])
    assert message.subject.startswith("3 things that people need have no owner: Cooking")
    assert message.link.endswith("/support/") and "loop" not in "".join(message.lines)
    for need in needs:
        assert why_not(notices[0], five_days) == ""
        arrange(need, by=world.actor("coordinator"), now=five_days)
    assert why_not(notices[0], five_days) == "Everything has an owner."
    assert list(support_without_owner(five_days)) == []


def test_whoever_runs_it_no_more_is_not_told(
    world: World, session: Session, needs: list[Support]
) -> None:
    owe(support_without_owner(STARTS - timedelta(days=5)))
    notice = Notice.objects.get(kind=names.UNOWNED, contact__value=STAFF[1])
    SessionFacilitator.objects.filter(session=session).delete()
    assert "any more" in why_not(notice, STARTS - timedelta(days=5))
    cancel_session(session, by=world.actor("chair"), because="Snow.", now=NOW)
    assert "does not take place" in why_not(notice, STARTS - timedelta(days=5))
    assert list(support_without_owner(STARTS - timedelta(days=5))) == []


def test_needs_of_those_who_wait_are_nobodys_yet(session: Session) -> None:
    ask_for(make_booking(session, state="waiting", confirmed_at=None), [Need("bsl")])
    assert list(support_without_owner(STARTS - timedelta(days=4))) == []


# --- Answers overdue -----------------------------------------------------------------------------


@pytest.fixture
def promised(world: World) -> Session:
    """An answer was promised by Thursday 29 October 2026."""
    return make_heard_session(world, reply_by=date(2026, 10, 29))


def overdue_at(now: datetime) -> list[Notice]:
    owe(replies_overdue(now))
    return list(Notice.objects.filter(kind=names.OVERDUE).order_by("version", "contact__value"))


def test_overdue_answers_are_said_weekly_on_a_working_morning(promised: Session) -> None:
    make_contribution(promised)
    make_contribution(promised, state="waiting")
    assert overdue_at(at(2026, 10, 29, 23)) == []
    first = overdue_at(at(2026, 10, 30, 0, 5))
    assert [one.contact.value for one in first] == STAFF
    assert {one.due_at for one in first} == {at(2026, 10, 30, 10)}
    for day in (30, 31):
        assert len(overdue_at(at(2026, 10, day, 12))) == 2
    second = overdue_at(at(2026, 11, 2, 0, 5))
    assert {one.version for one in second} == {"2026-W44", "2026-W45"}
    assert second[2].due_at == at(2026, 11, 2, 10)
    message = told(first[0])
    assert message.subject == "2 people wait for an answer: Cooking together"
    assert "29 October 2026" in "\n".join(message.lines)
    assert message.link.endswith("/said/")


def test_what_falls_due_on_a_friday_is_said_on_monday_and_once_that_week(world: World) -> None:
    session = make_heard_session(world, reply_by=None, decision_due_on=date(2026, 10, 30))
    make_contribution(session)
    overdue_at(at(2026, 10, 31, 12))
    found = overdue_at(at(2026, 11, 2, 12))
    assert {(one.version, one.due_at) for one in found} == {("2026-W45", at(2026, 11, 2, 8))}


def test_it_stops_when_all_is_answered_kept_private_or_taken_back(
    world: World, promised: Session
) -> None:
    said = make_contribution(promised)
    make_contribution(promised, consent="private", state="waiting")
    hidden = make_contribution(promised)
    Contribution.objects.filter(pk=hidden.pk).update(state="hidden", hidden_because="A name.")
    [notice, _other] = overdue_at(at(2026, 11, 2, 12))
    assert told(notice).subject.startswith("1 person waits")
    make_public(make_decision(promised), said)
    assert why_not(notice, at(2026, 11, 2, 12)) == "Everybody has an answer."
    assert list(replies_overdue(at(2026, 11, 9, 12))) == []


def test_sessions_said_this_week_keep_none_from_being_said(
    world: World, promised: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coproduction.staff_reminders.AT_A_TIME", 1)
    make_contribution(promised)
    later = make_heard_session(world, title="Later", reply_by=date(2026, 10, 30))
    make_contribution(later)
    monday = at(2026, 11, 2, 12)
    assert {one.subject_id for one in overdue_at(monday)} == {promised.pk}
    assert {one.subject_id for one in overdue_at(monday)} == {promised.pk, later.pk}
    owe(replies_overdue(at(2026, 11, 9, 12)))
    weeks = Notice.objects.filter(subject_id=promised.pk).values_list("version", flat=True)
    assert set(weeks) == {"2026-W45", "2026-W46"}


def test_it_goes_to_whoever_runs_the_session_now(world: World, promised: Session) -> None:
    make_contribution(promised)
    later = at(2027, 11, 1, 12)
    Hat.objects.filter(pk=world.hats["facilitator"].pk).update(ends_at=at(2027, 1, 1))
    assert addresses(replies_overdue(later)) == STAFF[:1]


def test_what_needs_a_chair_leads_to_the_decision_that_answers(
    world: World, promised: Session, client_as: Callable[..., Client]
) -> None:
    make_contribution(promised)
    [line] = sessions(world.partnership, at(2026, 11, 2, 12))
    for head in ("chair", "coordinator"):
        page = client_as(head).get(line.url).content.decode()
        assert f'<option value="{promised.pk}" selected' in page
