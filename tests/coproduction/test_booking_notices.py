"""When people are reminded, and what messages say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from coproduction.actions.booking import book, book_or_wait, cancel_booking
from coproduction.actions.sessions import cancel_session, revise_session
from coproduction.calendars import calendar_of
from coproduction.models import Booking, Session
from coproduction.moments import day_before
from coproduction.notices import names
from coproduction.reminders import session_tomorrow
from coproduction.wishes import Reach
from reminders.actions.owing import owe
from reminders.channels import text
from reminders.kinds import Message
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish
from tests.coproduction.test_session_actions import plan_of
from tests.reminders.telling import told, why_not

LONDON = ZoneInfo("Europe/London")


def reminders(booking: Booking, now: datetime) -> list[Notice]:
    """What the source owes as of now, written down."""
    owe(session_tomorrow(now))
    return list(Notice.objects.about(booking).filter(kind=names.TOMORROW))


@pytest.fixture
def session(world: World) -> Session:
    return make_session(world.partnership, starts_at=datetime(2026, 12, 3, 18, 30, tzinfo=LONDON))


@pytest.mark.django_db
def test_a_booking_is_reminded_once_on_the_day_before(session: Session) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    due_at = day_before(session.starts_at)
    assert reminders(booking, due_at - timedelta(days=2)) == []
    reminders(booking, due_at - timedelta(hours=1))
    [notice] = reminders(booking, due_at + timedelta(minutes=3))
    assert (notice.due_at, notice.not_after) == (due_at, session.starts_at)
    assert why_not(notice, due_at) == ""


@pytest.mark.django_db
def test_booked_late_the_confirmation_serves_as_the_reminder(session: Session) -> None:
    due_at = day_before(session.starts_at)
    booking = book(session, by=GUEST, wish=make_wish(), now=due_at - timedelta(hours=2))
    assert reminders(booking, due_at) == []


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_cancelled_or_waiting(session: Session) -> None:
    places = [book(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(2)]
    waiting = book_or_wait(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    due_at = day_before(session.starts_at)
    [notice] = reminders(places[0], due_at)
    cancel_booking(places[0], by=places[0].holder(), now=due_at)
    assert why_not(notice, due_at) != ""
    assert reminders(waiting, due_at) == []


@pytest.mark.django_db
def test_a_moved_session_is_reminded_at_its_new_time_only(world: World, session: Session) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    [old] = reminders(booking, day_before(session.starts_at) - timedelta(hours=20))
    plan = plan_of(session)
    week = timedelta(days=7)
    later = replace(plan, starts_at=plan.starts_at + week, ends_at=plan.ends_at + week)
    moved = revise_session(
        session,
        by=world.actor("coordinator"),
        plan=later,
        now=day_before(session.starts_at) - timedelta(hours=19),
    )
    due_at = day_before(moved.starts_at)
    assert why_not(old, old.due_at) == "It was moved again."
    new = [notice for notice in reminders(booking, due_at) if notice.pk != old.pk]
    assert [notice.due_at for notice in new] == [due_at]
    assert why_not(new[0], due_at) == ""


@pytest.mark.django_db
def test_nothing_is_said_of_a_cancelled_session_but_that_it_is(
    world: World, session: Session
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    reminders(booking, day_before(session.starts_at))
    cancel_session(session, by=world.actor("chair"), because="Snow.", now=NOW)
    wanted = {notice.kind: why_not(notice, NOW) for notice in Notice.objects.about(booking)}
    assert wanted.pop(names.SESSION_CANCELLED) == ""
    assert set(wanted) == {names.BOOKED, names.TOMORROW} and all(wanted.values())


@pytest.mark.parametrize(
    ("title", "end"),
    [("one " * 50, "one one..."), ("one two. " * 20, "two..."), ("x" * 200, "xx...")],
)
def test_a_text_that_is_too_long_ends_with_a_whole_word(title: str, end: str) -> None:
    said = text.words(Message(subject="", lines=[], text=title, link="https://example.org/"))
    before, _link = said.rsplit(" ", 1)
    assert before.endswith(end) and len(said) <= text.LETTERS


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [names.CANCELLED, names.SESSION_CANCELLED])
def test_what_is_cancelled_offers_no_change_and_no_cancelling(kind: str, session: Session) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    notice = Notice.objects.about(booking).get()
    notice.kind = kind
    assert told(notice).link_text.startswith("See your booking")


@pytest.mark.django_db
def test_the_first_lines_say_when_where_and_how_to_get_there(session: Session) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    notice = Notice.objects.about(booking).get()
    message = told(notice)
    assert message.subject == "You have a place: Cooking together, Thursday 3 December 2026"
    assert list(message.lines[:3]) == [
        "When: Thursday 3 December 2026, 6:30pm to 8:30pm",
        "Where: Bishop’s Park Hall, Third Avenue, Harlow",
        "How to get there: Bus 2 stops outside.",
    ]
    assert "/bookings/" in message.link and booking.reference in "\n".join(message.lines)


@pytest.mark.django_db
def test_the_link_to_join_is_only_in_messages_to_people_online(session: Session) -> None:
    for mode, found in (("room", False), ("online", True)):
        booking = book(session, by=GUEST, wish=make_wish(mode=mode), now=NOW)
        message = told(Notice.objects.about(booking).get())
        assert (session.joining_link in "\n".join(message.lines)) is found


@pytest.mark.django_db
def test_whoever_waits_or_has_cancelled_is_not_given_the_link_to_join(
    world: World, session: Session
) -> None:
    first = book(session, by=GUEST, wish=make_wish(mode="online", party_size=2), now=NOW)
    waits = book_or_wait(session, by=GUEST, wish=make_wish(mode="online"), now=NOW)
    later = replace(plan_of(session), starts_at=session.starts_at + timedelta(minutes=5))
    revise_session(session, by=world.actor("chair"), plan=later, now=NOW)
    for booking, found in ((first, True), (waits, False)):
        notice = Notice.objects.about(booking).get(kind=names.MOVED)
        message = told(notice)
        assert (session.joining_link in "\n".join(message.lines)) is found
        booking.refresh_from_db()
        content = calendar_of(booking, link="/x/", now=NOW).replace(b"\r\n ", b"").decode()
        assert (session.joining_link in content) is found


@pytest.mark.django_db
def test_a_text_fits_into_160_letters_and_keeps_its_link(world: World) -> None:
    session = make_session(world.partnership, title="A very long name of a session " * 6)
    wish = make_wish(reach=Reach("phone", "+447700900123"))
    booking = book(session, by=GUEST, wish=wish, now=NOW)
    message = told(Notice.objects.about(booking).get())
    said = text.words(message)
    assert len(said) <= 160 and said.endswith(message.link)
    assert said.startswith("You have a place: ") and "Bishop's Park Hall" in said


@pytest.mark.django_db
@time_machine.travel(datetime(2026, 12, 2, 10, 1, tzinfo=LONDON), tick=False)
def test_the_reminder_says_tomorrow_only_when_it_is(session: Session) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    [notice] = reminders(booking, day_before(session.starts_at))
    assert told(notice).subject == "See you tomorrow: Cooking together"
    with time_machine.travel(datetime(2026, 12, 3, 8, 0, tzinfo=LONDON)):
        assert told(notice).subject == "See you today: Cooking together"
