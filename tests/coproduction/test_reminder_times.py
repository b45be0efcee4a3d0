"""Every reminder at its local hour, whatever the clocks do, and of the newest time only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from email import policy
from email.parser import BytesParser
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from coproduction.actions.booking import book, cancel_booking, change_booking
from coproduction.actions.sessions import cancel_session, revise_session
from coproduction.models import Booking, Session
from coproduction.moments import day_before, two_hours_before
from coproduction.notices import names, truth
from coproduction.reminders import session_soon, session_tomorrow
from coproduction.wishes import Reach
from reminders.actions.owing import owe
from reminders.channels import text
from reminders.channels.email import written
from reminders.kinds import kinds
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish
from tests.coproduction.test_session_actions import plan_of
from tests.reminders.telling import told, why_not

LONDON, UTC = ZoneInfo("Europe/London"), ZoneInfo("UTC")
# The days on which England's clocks change, 2026 to 2029.
CHANGES = [
    datetime(2026, 3, 29),
    datetime(2026, 10, 25),
    datetime(2027, 3, 28),
    datetime(2027, 10, 31),
    datetime(2028, 3, 26),
    datetime(2028, 10, 29),
    datetime(2029, 3, 25),
    datetime(2029, 10, 28),
]
HALF_HOURS = [timedelta(minutes=30 * number) for number in range(48)]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def local(at: datetime) -> datetime:
    return at.astimezone(LONDON)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("half_hour", HALF_HOURS)
def test_both_reminders_keep_their_local_hour_across_clock_changes(
    change: datetime, half_hour: timedelta
) -> None:
    """48 starting times on the day before the change, on the day of it and on the day after."""
    for days in (-1, 0, 1):
        starts_at = (change + timedelta(days=days) + half_hour).replace(tzinfo=LONDON)
        starts_at = starts_at.astimezone(UTC)
        due = local(day_before(starts_at))
        assert (due.date(), due.time()) == (local(starts_at).date() - DAY, time(10, 0))
        soon = two_hours_before(starts_at)
        if soon is None:
            assert local(starts_at - 2 * HOUR).time() < time(7, 30)
        else:
            # No clock changes between 7:30 and midnight, so the clock on the wall shows two hours.
            shown = local(starts_at).replace(tzinfo=None) - local(soon).replace(tzinfo=None)
            midnight = local(soon).date() != local(starts_at).date()
            assert shown == 2 * HOUR or midnight
            assert local(soon).time() >= time(7, 30)


def many_sessions(world: World, change: datetime) -> list[Booking]:
    """One with a booking at each half hour of the day on which the clocks change."""
    starts = [(change + each).replace(tzinfo=LONDON).astimezone(UTC) for each in HALF_HOURS]
    with recorded(Actor.for_job("test"), "made sessions"):
        contact = ContactPoint.objects.create(kind="email", value="ada@example.org")
        sessions = Session.objects.bulk_create(
            Session(
                partnership=world.partnership,
                title="Cooking",
                slug=f"cooking-{number}",
                purpose="We cook.",
                starts_at=at,
                ends_at=at + HOUR,
                venue="The hall",
                room_places=2,
                code=uuid4().hex[:6],
                state="published",
            )
            for number, at in enumerate(starts)
        )
        return Booking.objects.bulk_create(
            Booking(
                session=session,
                reference=uuid4().hex[:9],
                name="Ada",
                contact=contact,
                mode="room",
                state="confirmed",
                confirmed_at=session.starts_at - timedelta(days=20),
                key=uuid4(),
            )
            for session in sessions
        )


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_every_reminder_is_owed_once_and_true_at_its_hour(world: World, change: datetime) -> None:
    """What the sources owe for 48 starting times around a clock change, asked every six hours."""
    bookings = {booking.pk: booking for booking in many_sessions(world, change)}
    first = (change - 3 * DAY).replace(tzinfo=UTC)
    for step in range(20):
        now = first + timedelta(hours=6 * step)
        owe(session_tomorrow(now))
        owe(session_soon(now))
    for kind in (names.TOMORROW, names.SOON):
        found = {one.subject_id: one for one in Notice.objects.filter(kind=kind)}
        for pk, booking in bookings.items():
            starts_at = booking.session.starts_at
            due_at = (
                day_before(starts_at) if kind == names.TOMORROW else two_hours_before(starts_at)
            )
            notice = found.pop(pk, None)
            assert (notice is None) == (due_at is None), local(starts_at)
            if notice is not None and due_at is not None:
                assert (notice.due_at, notice.not_after) == (due_at, starts_at)
                assert truth.unless_coming(booking, notice, due_at) == ""
                if kind == names.TOMORROW:
                    assert local(notice.due_at).time() == time(10, 0)
        assert found == {}


# --- Moved ---------------------------------------------------------------------------------------


@pytest.fixture
def session(world: World) -> Session:
    """On a Thursday in December at half past six in the evening."""
    return make_session(world.partnership, starts_at=datetime(2026, 12, 3, 18, 30, tzinfo=LONDON))


@pytest.fixture
def move(world: World, session: Session) -> Any:
    def moved(by: timedelta, *, now: datetime, **changes: Any) -> Session:
        session.refresh_from_db()
        plan = plan_of(session)
        plan = replace(plan, starts_at=plan.starts_at + by, ends_at=plan.ends_at + by, **changes)
        return revise_session(session, by=world.actor("coordinator"), plan=plan, now=now)

    return moved


def wanted(booking: Booking, now: datetime) -> dict[str, list[Notice]]:
    """What would go by `now`, and is still true then, by kind."""
    owe(session_tomorrow(now))
    owe(session_soon(now))
    found: dict[str, list[Notice]] = {}
    for notice in Notice.objects.about(booking).filter(due_at__lte=now).order_by("pk"):
        in_time = notice.not_after is None or now < notice.not_after
        if in_time and why_not(notice, now) == "":
            found.setdefault(notice.kind, []).append(notice)
    return found


@pytest.mark.django_db
def test_nothing_of_the_old_time_is_sent_and_the_new_day_has_its_reminder(
    session: Session, move: Any
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    old = day_before(session.starts_at)
    owe(session_tomorrow(old - HOUR))
    moved = move(7 * DAY, now=old - 20 * HOUR)
    assert set(wanted(booking, old)) == {names.BOOKED, names.MOVED}
    new = day_before(moved.starts_at)
    [notice] = wanted(booking, new)[names.TOMORROW]
    assert notice.due_at == new and notice.version == names.time_of(moved)


@pytest.mark.django_db
def test_moved_to_an_earlier_day_the_reminder_comes_earlier(session: Session, move: Any) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    moved = move(-7 * DAY, now=NOW)
    new = day_before(moved.starts_at)
    assert new < day_before(session.starts_at) - 6 * DAY
    [notice] = wanted(booking, new)[names.TOMORROW]
    assert notice.due_at == new
    # The reminder of the old day is never owed.
    assert names.TOMORROW not in wanted(booking, day_before(session.starts_at) + 7 * DAY)


@pytest.mark.django_db
def test_moved_so_early_that_the_reminder_is_due_the_message_of_it_serves(
    session: Session, move: Any
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    now = session.starts_at - 4 * DAY
    moved = move(-3 * DAY, now=now)
    assert day_before(moved.starts_at) < now < moved.starts_at
    assert set(wanted(booking, now)) == {names.BOOKED, names.MOVED}
    assert set(wanted(booking, two_hours_before(moved.starts_at))) >= {names.SOON}


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "reminded"), [(13, True), (11, False), (-3, False)])
def test_a_move_within_twelve_hours_of_the_reminder_serves_as_it(
    session: Session, move: Any, hours: int, reminded: bool
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    due_at = day_before(session.starts_at)
    owe(session_tomorrow(due_at - 20 * HOUR))
    move(HOUR, now=due_at - hours * HOUR)
    found = wanted(booking, due_at + 4 * HOUR)
    assert (names.TOMORROW in found) is reminded and len(found[names.MOVED]) == 1


@pytest.mark.django_db
def test_moved_twice_only_the_newest_is_told(session: Session, move: Any) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    move(DAY, now=NOW)
    newest = move(DAY, now=NOW)
    [notice] = wanted(booking, NOW)[names.MOVED]
    assert notice.version == names.time_of(newest)
    assert newest.day in told(notice).subject
    first = Notice.objects.about(booking).filter(kind=names.MOVED).earliest("pk")
    assert why_not(first, NOW) == "It was moved again."


@pytest.mark.django_db
def test_moved_there_and_back_people_are_told_again_and_reminded(
    session: Session, move: Any
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    due_at = day_before(session.starts_at)
    owe(session_tomorrow(due_at - 23 * HOUR))  # the reminder of the first time is written already
    invitations = [event_in(told(wanted(booking, NOW)[names.BOOKED][0]).invitation)]
    for day, at in ((DAY, due_at - 22 * HOUR), (-DAY, due_at - 21 * HOUR)):
        move(day, now=at)
        [notice] = wanted(booking, at)[names.MOVED]
        invitations.append(event_in(told(notice).invitation))
    assert invitations[0]["UID"] == invitations[1]["UID"] == invitations[2]["UID"]
    assert invitations[0]["DTSTART"].dt == invitations[2]["DTSTART"].dt
    sequences = [int(event["SEQUENCE"]) for event in invitations]
    assert sequences == sorted(set(sequences))
    [reminder] = wanted(booking, due_at)[names.TOMORROW]
    assert reminder.due_at == due_at
    assert Notice.objects.about(booking).filter(kind=names.TOMORROW).count() == 2


@pytest.mark.django_db
def test_only_the_place_changes_and_everybody_hears(session: Session, move: Any) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    move(timedelta(), now=NOW, venue="Another hall")
    [notice] = wanted(booking, NOW)[names.MOVED]
    assert "Another hall" in " ".join(told(notice).lines)
    due_at = day_before(session.starts_at)
    assert len(wanted(booking, due_at)[names.TOMORROW]) == 1


# --- Booked late, changed, called off ------------------------------------------------------------


@pytest.mark.django_db
def test_a_booking_changed_before_its_confirmation_left_is_confirmed_once(
    session: Session, move: Any
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    change_booking(booking, by=booking.holder(), mode="online", party_size=2, now=NOW)
    change_booking(booking, by=booking.holder(), mode="online", party_size=1, now=NOW)
    assert Notice.objects.about(booking).filter(kind=names.BOOKED).count() == 3
    [notice] = wanted(booking, NOW)[names.BOOKED]
    assert "Your reference" in " ".join(told(notice).lines) and notice.version == "0.2"
    # A move does not take the confirmation away: it says the new time.
    moved = move(DAY, now=NOW)
    [notice] = wanted(booking, NOW)[names.BOOKED]
    assert moved.day in told(notice).subject


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "reminded"), [(5, True), (3, False)])
def test_who_booked_or_was_moved_within_four_hours_needs_no_last_reminder(
    session: Session, move: Any, hours: int, reminded: bool
) -> None:
    due_at = two_hours_before(session.starts_at)
    assert due_at is not None
    early = book(session, by=GUEST, wish=make_wish("Bea"), now=NOW)
    late = book(session, by=GUEST, wish=make_wish(), now=due_at - hours * HOUR)
    assert names.SOON in wanted(early, due_at)
    assert (names.SOON in wanted(late, due_at)) is reminded
    moved = move(HOUR / 2, now=due_at - hours * HOUR)
    found = wanted(early, moved.starts_at - 2 * HOUR)
    assert (names.SOON in found) is (hours > 3)


@pytest.mark.django_db
def test_nobody_is_reminded_twice_or_of_what_is_off(world: World, session: Session) -> None:
    gone, stays = (book(session, by=GUEST, wish=make_wish(name), now=NOW) for name in ("A", "B"))
    due_at = two_hours_before(session.starts_at)
    assert due_at is not None
    for hours in (20, 10, 1):
        owe(session_soon(due_at - hours * HOUR))
    assert Notice.objects.filter(kind=names.SOON).count() == 2
    cancel_booking(gone, by=gone.holder(), now=due_at - HOUR)
    assert names.SOON not in wanted(gone, due_at) and names.SOON in wanted(stays, due_at)
    cancel_session(session, by=world.actor("chair"), because="Snow.", now=due_at - HOUR)
    assert set(wanted(stays, due_at)) == {names.SESSION_CANCELLED}


# --- What the last reminder says -----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "link", ["https://meet.example.org/a", f"https://meet.example.org/{'a' * 400}"]
)
@time_machine.travel(datetime(2026, 12, 3, 16, 30, tzinfo=LONDON), tick=False)
def test_the_last_reminder_gives_the_link_or_the_address(world: World, link: str) -> None:
    session = make_session(
        world.partnership,
        title="Cooking together " * 11,
        venue="A hall with a very long name " * 6,
        starts_at=datetime(2026, 12, 3, 18, 30, tzinfo=LONDON),
        joining_link=link,
    )
    reach = Reach("phone", "+447700900123")
    for mode in ("online", "room"):
        booking = book(session, by=GUEST, wish=make_wish(mode=mode, reach=reach), now=NOW)
        [notice] = wanted(booking, session.starts_at - 2 * HOUR)[names.SOON]
        message = told(notice)
        assert message.subject.startswith("It begins today at 6:30pm: Cooking together")
        assert (link in "\n".join(message.lines)) is (mode == "online")
        said = text.words(message)
        assert len(said) <= 160 and said.startswith("It begins today at 6:30pm, ")
        is_short = mode == "online" and len(link) < 100
        assert said.endswith(link if is_short else message.link)
        assert ("/bookings/" in message.link) is not is_short


# --- As a mail -----------------------------------------------------------------------------------


def event_in(content: bytes | None) -> Any:
    assert content is not None
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def parts_of(notice: Notice) -> dict[str, Any]:
    """The mail of a notice as a mail program reads it: its parts by their type."""
    mail = written(notice, kinds()[notice.kind], told(notice))
    parsed = BytesParser(policy=policy.default).parsebytes(mail.message().as_bytes(linesep="\r\n"))
    assert parsed.get_content_type() == "multipart/mixed"
    [alternative, file] = parsed.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    assert file.get_content_disposition() == "attachment" and file.get_filename() == "invite.ics"
    kinds_in_order = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds_in_order == ["text/plain", "text/html", "text/calendar"]
    return {
        "calendar": list(alternative.iter_parts())[-1],
        "file": file,
    }


@pytest.mark.django_db
def test_a_mail_carries_its_invitation_where_each_program_looks(
    world: World, session: Session
) -> None:
    title = "Tea, cake; “words”\r\nX-A: 1 " + "é" * 150
    Session.objects.filter(pk=session.pk).update(title=title)
    session.refresh_from_db()
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    other = book(session, by=GUEST, wish=make_wish("Bea"), now=NOW)
    cancel_booking(other, by=other.holder(), now=NOW)
    for notice, method in (
        (Notice.objects.about(booking).get(kind=names.BOOKED), "REQUEST"),
        (Notice.objects.about(other).get(kind=names.CANCELLED), "CANCEL"),
    ):
        parts = parts_of(notice)
        header = parts["calendar"]["Content-Type"]
        assert header.params["method"] == method and header.params["charset"] == "utf-8"
        assert parts["file"].get_content_type() == "application/ics"
        inside = parts["calendar"].get_content().replace("\r\n", "\n")
        assert inside == parts["file"].get_content().decode().replace("\r\n", "\n")
        calendar = icalendar.Calendar.from_ical(inside)
        assert calendar["METHOD"] == method
        assert event_in(inside.encode())["ATTENDEE"] == f"mailto:{notice.contact.value}"


@pytest.mark.django_db
def test_a_provider_without_alternatives_gets_the_invitation_as_a_file(
    session: Session, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    notice = Notice.objects.about(booking).get()
    mail = written(notice, kinds()[notice.kind], told(notice))
    assert [kind for _content, kind in mail.alternatives] == ["text/html"]
    [file] = mail.attachments
    assert (file[0], file[2]) == ("invite.ics", "text/calendar; method=REQUEST")


@pytest.mark.django_db
def test_a_text_and_a_letter_carry_no_invitation(session: Session) -> None:
    for reach in (Reach("phone", "+447700900123"), Reach("post", "1 High Street")):
        booking = book(session, by=GUEST, wish=make_wish(reach=reach), now=NOW)
        assert told(Notice.objects.about(booking).get()).invitation is None
