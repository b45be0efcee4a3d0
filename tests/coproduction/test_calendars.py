"""Invitations that calendars follow: one event from the first word to the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from coproduction.actions.booking import book, book_or_wait, cancel_booking, change_booking
from coproduction.actions.sessions import cancel_session, revise_session
from coproduction.calendars import calendar_of, event_of_session, invitation_of, new_calendar
from coproduction.models import Booking, Session
from tests.cast import World
from tests.coproduction.booked import GUEST, NOW, make_booking, make_session, make_wish
from tests.coproduction.test_session_actions import plan_of

LONDON = ZoneInfo("Europe/London")
TO = "ada@example.org"


@pytest.fixture
def session(world: World) -> Session:
    return make_session(world.partnership, starts_at=datetime(2026, 12, 3, 18, 30, tzinfo=LONDON))


def invited(booking: Booking, *, now: datetime = NOW) -> icalendar.Calendar | None:
    """What a mail about the booking, sent now, would carry."""
    fresh = Booking.objects.select_related("session__partnership").get(pk=booking.pk)
    content = invitation_of(fresh, to=TO, link="/bookings/x/", now=now)
    if content is None:
        return None
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def event_in(calendar: icalendar.Calendar | None) -> Any:
    assert calendar is not None
    [event] = calendar.walk("VEVENT")
    return event


@pytest.mark.django_db
def test_the_same_event_from_confirmation_through_moves_to_the_end(
    world: World, session: Session
) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    chair = world.actor("chair")
    seen = [event_in(invited(booking))]
    week = timedelta(days=7)
    there = replace(plan_of(session), starts_at=session.starts_at + week)
    there = replace(there, ends_at=session.ends_at + week)
    back = plan_of(session)
    for plan in (there, back, replace(back, venue="Another hall")):
        revise_session(session, by=chair, plan=plan, now=NOW)
        seen.append(event_in(invited(booking)))
    change_booking(booking, by=booking.holder(), mode="online", party_size=2, now=NOW)
    seen.append(event_in(invited(booking)))
    cancel_session(session, by=chair, because="Snow.", now=NOW)
    seen.append(event_in(invited(booking)))

    assert {str(event["UID"]) for event in seen} == {seen[0]["UID"]}
    sequences = [int(event["SEQUENCE"]) for event in seen]
    assert sequences == sorted(set(sequences))
    starts = [event["DTSTART"].to_ical() for event in seen]
    assert starts[:3] == [b"20261203T183000Z", b"20261210T183000Z", b"20261203T183000Z"]
    assert seen[3]["LOCATION"].startswith("Another hall")
    assert [str(event["STATUS"]) for event in seen[-2:]] == ["CONFIRMED", "CANCELLED"]


@pytest.mark.django_db
def test_an_invitation_names_its_reader_and_nobody_else(session: Session) -> None:
    book(session, by=GUEST, wish=make_wish("Bea"), now=NOW)
    calendar = invited(book(session, by=GUEST, wish=make_wish(), now=NOW))
    assert calendar is not None and calendar["METHOD"] == "REQUEST"
    event = event_in(calendar)
    assert event["ATTENDEE"] == f"mailto:{TO}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["ORGANIZER"].startswith("mailto:") and event["ORGANIZER"].params["CN"]
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    content = calendar.to_ical()
    assert b"bea@" not in content and content.count(b"ATTENDEE") == 1
    assert b"VTIMEZONE" not in content and b"TZID" not in content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for name in ("DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"):
        assert event[name].to_ical().endswith(b"Z")


@pytest.mark.django_db
def test_a_cancellation_has_all_that_finds_the_event_to_take_out(session: Session) -> None:
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    first = event_in(invited(booking))
    cancel_booking(booking, by=booking.holder(), now=NOW)
    calendar = invited(booking)
    assert calendar is not None and calendar["METHOD"] == "CANCEL"
    event = event_in(calendar)
    assert event["STATUS"] == "CANCELLED"
    assert int(event["SEQUENCE"]) > int(first["SEQUENCE"])
    for name in ("UID", "ORGANIZER", "ATTENDEE", "DTSTART", "DTEND", "SUMMARY"):
        assert event[name].to_ical() == first[name].to_ical()
    assert session.joining_link not in str(event["DESCRIPTION"])


@pytest.mark.django_db
def test_whoever_waits_is_invited_only_with_a_place(session: Session) -> None:
    first = book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    waits = book_or_wait(session, by=GUEST, wish=make_wish("Bea"), now=NOW)
    assert invited(waits) is None
    cancel_booking(waits, by=waits.holder(), now=NOW)
    assert invited(waits) is None
    again = book_or_wait(session, by=GUEST, wish=make_wish("Bea"), now=NOW)
    assert invited(again) is None
    cancel_booking(first, by=first.holder(), now=NOW)
    Booking.objects.filter(pk=again.pk).update(state="confirmed", confirmed_at=NOW)
    assert event_in(invited(again))["STATUS"] == "CONFIRMED"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2027, 3, 27, 10, 0, tzinfo=LONDON), b"20270327T100000Z"),
        (datetime(2027, 3, 28, 10, 0, tzinfo=LONDON), b"20270328T090000Z"),
        (datetime(2027, 10, 30, 10, 0, tzinfo=LONDON), b"20271030T090000Z"),
        (datetime(2027, 10, 31, 10, 0, tzinfo=LONDON), b"20271031T100000Z"),
        # The hour that there is twice: the second of them.
        (datetime(2027, 10, 31, 1, 30, tzinfo=LONDON, fold=1), b"20271031T013000Z"),
    ],
)
def test_hours_are_right_on_both_sides_of_a_clock_change(
    world: World, local: datetime, utc: bytes
) -> None:
    starts_at = local.astimezone(ZoneInfo("UTC"))
    booking = make_booking(make_session(world.partnership, starts_at=starts_at))
    event = event_in(invited(booking))
    assert event["DTSTART"].to_ical() == utc
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)


NASTY = [
    "Tea\r\nATTENDEE:mailto:eve@example.org",
    "Tea\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:More",
    "Tea\rORGANIZER:mailto:eve@example.org",
    "Tea\u2028URL:https://eve.example.org",
    "Tea\x85X-ALT-DESC:x",
    "Tea\x0bX-ALT-DESC:x",
    "Tea, cake; talk: a \\n b \\; c",
    'Tea "and" ^n cake',
    "Tea \u202egnp.exe\u202c \u2066x\u2069",
    "{{ 7|add:7 }} {% now 'Y' %} %(title)s %s",
    "Ł" * 200,
    "🫖" * 200,
]
KNOWN = {
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "LAST-MODIFIED",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "ORGANIZER",
    "STATUS",
    "TRANSP",
    "LOCATION",
    "URL",
    "DESCRIPTION",
    "ATTENDEE",
}


@pytest.mark.django_db
@pytest.mark.parametrize("words", NASTY)
def test_no_words_of_anybody_can_add_a_property(world: World, words: str) -> None:
    session = make_session(
        world.partnership,
        title=words.replace("\x00", "")[:200],
        purpose=words,
        venue=words[:200],
        address=words[:200],
        getting_there=words,
        cancelled_because=words,
    )
    booking = make_booking(session, name=words[:200])
    public = new_calendar("PUBLISH")
    public.add_component(event_of_session(session, changed_at=NOW))
    for content in (
        invitation_of(booking, to=TO, link="/x/", now=NOW),
        calendar_of(booking, link="/x/", now=NOW),
        bytes(public.to_ical()),
    ):
        assert content is not None
        lines = content.replace(b"\r\n ", b"").split(b"\r\n")
        names = {line.split(b":")[0].split(b";")[0].decode() for line in lines if line}
        assert names <= KNOWN | {"BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD"}
        assert sum(line.startswith((b"BEGIN:VEVENT", b"ORGANIZER")) for line in lines) == 2
        for line in lines:
            assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in line.decode())
        for sign in "\u2028\u2029\u202a\u202e\u2066\u2069":
            assert sign not in content.decode()
        for line in content.split(b"\r\n"):
            line.decode()  # no letter is cut in two by folding
            assert len(line) <= 75


@pytest.mark.django_db
def test_the_file_of_the_private_page_names_nobody(session: Session) -> None:
    booking = make_booking(session)
    content = calendar_of(booking, link="/x/", now=NOW)
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH" and b"ATTENDEE" not in content
    [event] = calendar.walk("VEVENT")
    assert event["UID"] == event_in(invited(booking))["UID"]
    Session.objects.filter(pk=session.pk).update(state="cancelled", cancelled_because="Snow.")
    booking.session.refresh_from_db()
    [event] = icalendar.Calendar.from_ical(calendar_of(booking, link="/x/", now=NOW)).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
