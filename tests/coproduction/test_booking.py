"""Booking, changing and cancelling: what the actions promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pghistory.models
import pytest

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from coproduction import errors
from coproduction.actions.booking import (
    book,
    book_for_somebody,
    book_or_wait,
    cancel_booking,
    change_booking,
)
from coproduction.capacity import free_places, parties_before, places_of
from coproduction.models import Booking
from coproduction.notices import names
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, NEEDS, NOW, make_session, make_wish

pytestmark = pytest.mark.django_db


def told(booking: Booking) -> list[str]:
    return list(Notice.objects.about(booking).order_by("pk").values_list("kind", flat=True))


def test_a_guest_books_and_is_told_at_once(world: World) -> None:
    session = make_session(world.partnership)
    booking = book(session, by=GUEST, wish=make_wish(needs=NEEDS), now=NOW)
    assert booking.is_confirmed and booking.confirmed_at == NOW
    assert booking.person is None and len(booking.reference) == 9
    assert told(booking) == [names.BOOKED]
    notice = Notice.objects.about(booking).get()
    assert (notice.due_at, notice.not_after) == (NOW, session.starts_at)
    assert booking.support.count() == 2


def test_what_a_guest_typed_joins_no_person(world: World) -> None:
    session = make_session(world.partnership)
    wish = make_wish(reach=replace(make_wish().reach, value=world.citizen.email or ""))
    booking = book(session, by=GUEST, wish=wish, now=NOW)
    assert booking.contact and booking.contact.person is None


def test_a_person_who_signed_in_owns_the_booking_and_books_once(world: World) -> None:
    session = make_session(world.partnership)
    by = Actor(person_id=world.citizen.pk)
    assert book(session, by=by, wish=make_wish(), now=NOW).person == world.citizen
    with pytest.raises(errors.AlreadyBooked):
        book(session, by=by, wish=make_wish(), now=NOW)
    assert session.bookings.count() == 1


def test_the_same_form_sent_twice_is_one_booking(world: World) -> None:
    session, wish = make_session(world.partnership), make_wish()
    first = book(session, by=GUEST, wish=wish, now=NOW)
    assert book(session, by=GUEST, wish=wish, now=NOW) == first
    assert session.bookings.count() == 1 and told(first) == [names.BOOKED]


def test_a_key_is_good_for_one_session_only(world: World) -> None:
    wish = make_wish()
    book(make_session(world.partnership), by=GUEST, wish=wish, now=NOW)
    with pytest.raises(errors.FormUsedElsewhere):
        book(make_session(world.partnership), by=GUEST, wish=wish, now=NOW)


def test_a_full_session_offers_the_waiting_list(world: World) -> None:
    session = make_session(world.partnership)
    book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    with pytest.raises(errors.SessionFull):
        book(session, by=GUEST, wish=make_wish(), now=NOW)
    waiting = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    assert waiting.is_waiting and told(waiting) == [names.WAITING]


def test_a_party_gets_all_its_places_or_none(world: World) -> None:
    session = make_session(world.partnership, room_places=3)
    book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    with pytest.raises(errors.SessionFull):
        book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    assert free_places(session)["room"] == 1


def test_modes_are_counted_apart(world: World) -> None:
    session = make_session(world.partnership)
    book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    assert book(session, by=GUEST, wish=make_wish(mode="online"), now=NOW).is_confirmed
    places = places_of(session)
    assert (places["room"].free, places["online"].free) == (0, 1)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"state": "draft"}, errors.SessionNotOpen),
        ({"state": "cancelled", "cancelled_because": "Snow."}, errors.SessionNotOpen),
        ({"starts_at": NOW}, errors.SessionStarted),
        ({"room_places": 0}, errors.NoSuchMode),
    ],
)
def test_what_cannot_be_booked_says_why(world: World, fields: dict, error: type) -> None:  # type: ignore[type-arg]
    with pytest.raises(error):
        book(make_session(world.partnership, **fields), by=GUEST, wish=make_wish(), now=NOW)


def test_a_cancelled_place_is_offered_to_the_earliest_whose_party_fits(world: World) -> None:
    session = make_session(world.partnership)
    places = [book(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(2)]
    pair = book_or_wait(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    alone = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    late = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    assert [parties_before(one) for one in (pair, alone, late)] == [0, 1, 2]
    cancel_booking(places[0], by=places[0].holder(), now=NOW)
    for booking in (pair, alone, late):
        booking.refresh_from_db()
    assert [one.state for one in (pair, alone, late)] == ["waiting", "offered", "waiting"]
    assert told(alone) == [names.WAITING, names.OFFERED]
    assert told(places[0]) == [names.BOOKED, names.CANCELLED]


def test_cancelling_twice_is_harmless(world: World) -> None:
    booking = book(make_session(world.partnership), by=GUEST, wish=make_wish(), now=NOW)
    cancel_booking(booking, by=booking.holder(), now=NOW)
    again = cancel_booking(booking, by=booking.holder(), now=NOW)
    assert again.is_cancelled and told(booking) == [names.BOOKED, names.CANCELLED]


def test_nothing_is_given_after_the_start(world: World) -> None:
    session = make_session(world.partnership)
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    with pytest.raises(errors.SessionStarted):
        cancel_booking(booking, by=booking.holder(), now=session.starts_at)


def test_a_smaller_party_frees_a_place_for_who_waits(world: World) -> None:
    session = make_session(world.partnership)
    pair = book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    waiting = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    change_booking(pair, by=pair.holder(), mode="room", party_size=1, now=NOW)
    waiting.refresh_from_db()
    assert waiting.is_offered


def test_a_change_without_room_leaves_all_as_it_was(world: World) -> None:
    session = make_session(world.partnership)
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    book(session, by=GUEST, wish=make_wish(mode="online", party_size=2), now=NOW)
    with pytest.raises(errors.ModeFull):
        change_booking(booking, by=booking.holder(), mode="online", party_size=1, now=NOW)
    booking.refresh_from_db()
    assert (booking.mode, booking.state) == ("room", "confirmed")


def test_changing_mode_frees_the_place_and_tells_anew(world: World) -> None:
    session = make_session(world.partnership, room_places=1)
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    waiting = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    changed = change_booking(booking, by=booking.holder(), mode="online", party_size=1, now=NOW)
    waiting.refresh_from_db()
    assert changed.mode == "online" and waiting.is_offered
    assert told(booking) == [names.BOOKED, names.BOOKED]


def test_a_waiting_party_that_becomes_smaller_has_the_place_at_once(world: World) -> None:
    session = make_session(world.partnership)
    book(session, by=GUEST, wish=make_wish(), now=NOW)
    pair = book_or_wait(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    changed = change_booking(pair, by=pair.holder(), mode="room", party_size=1, now=NOW)
    assert changed.is_confirmed and told(pair) == [names.WAITING, names.BOOKED]


def test_nobody_manages_a_booking_without_its_link(world: World) -> None:
    session = make_session(world.partnership)
    one, other = (book(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(2))
    strangers = [GUEST, other.holder(), Actor(person_id=world.citizen.pk), world.actor("chair")]
    for by in strangers:
        with pytest.raises(NotAllowed):
            cancel_booking(one, by=by, now=NOW)
    assert cancel_booking(one, by=world.actor("coordinator"), now=NOW).is_cancelled


def test_the_coordinator_books_for_somebody_who_phoned_and_it_is_recorded(world: World) -> None:
    session = make_session(world.partnership)
    by = world.actor("coordinator")
    booking = book_for_somebody(session, by=by, wish=make_wish(), now=NOW)
    assert booking.person is None
    event = pghistory.models.Events.objects.tracks(booking).get(pgh_label="insert")
    assert event.pgh_context["person"] == by.person_id
    assert event.pgh_context["on_behalf_of"] == f"booking {booking.reference}"
    with pytest.raises(NotAllowed):
        book_for_somebody(session, by=world.actor("chair"), wish=make_wish(), now=NOW)


def test_history_holds_no_name_and_no_address(world: World) -> None:
    booking = book(make_session(world.partnership), by=GUEST, wish=make_wish("Zenobia"), now=NOW)
    events = pghistory.models.Events.objects.tracks(booking)
    assert events.count() and "enobia" not in str(list(events.values()))


def test_a_booking_that_fails_leaves_no_address_behind(world: World) -> None:
    session = make_session(world.partnership, room_places=1)
    book(session, by=GUEST, wish=make_wish(), now=NOW)
    before = ContactPoint.objects.count()
    with pytest.raises(errors.SessionFull):
        book(session, by=GUEST, wish=make_wish(), now=NOW + timedelta(minutes=1))
    assert ContactPoint.objects.count() == before
