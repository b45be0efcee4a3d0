"""Offers of a freed place: how long they stand, what answers do, and what time does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.errors import NotAllowed, Refused
from coproduction import errors
from coproduction.actions.booking import book, book_or_wait, cancel_booking, change_booking
from coproduction.actions.offers import accept_offer, ask_again, decline_offer, lapse_offers
from coproduction.actions.sessions import cancel_session, revise_session
from coproduction.capacity import free_places, places_of
from coproduction.models import Booking, Session
from coproduction.notices import names
from coproduction.offers import answer_by, clock_starts
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish
from tests.coproduction.test_session_actions import plan_of

LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of November 2026, as clocks in England show it. The 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "starts_at", "starts", "until"),
    [
        # By day, far ahead: a day, to the minute.
        (at(2, 9), at(20, 18), at(2, 9), at(3, 9)),
        (at(2, 19, 59), at(20, 18), at(2, 19, 59), at(3, 19, 59)),
        # At night the clock starts in the morning.
        (at(2, 20), at(20, 18), at(3, 8), at(4, 8)),
        (at(2, 3), at(20, 18), at(2, 8), at(3, 8)),
        # Within three days: 4 hours; to the second more than three days: still a day.
        (at(17, 18), at(20, 18), at(17, 18), at(17, 22)),
        (at(17, 17, 59), at(20, 18), at(17, 17, 59), at(18, 17, 59)),
        # Within a day: one hour. What counts is how near it is when the clock starts.
        (at(19, 18), at(20, 18), at(19, 18), at(19, 19)),
        (at(18, 23), at(20, 7), at(19, 8), at(19, 9)),
        # Never beyond the start.
        (at(20, 17, 30), at(20, 18), at(20, 17, 30), at(20, 18)),
        # At night, before a session that begins before eight: at once.
        (at(19, 22), at(20, 7), at(19, 22), at(19, 23)),
        (at(20, 6, 30), at(20, 7), at(20, 6, 30), at(20, 7)),
        (at(19, 22), at(20, 8), at(19, 22), at(19, 23)),
        # And before one that begins just after: an hour is cut short by the start.
        (at(19, 22), at(20, 8, 30), at(20, 8), at(20, 8, 30)),
        # In the night in which the clocks go back eight o'clock is eight o'clock.
        (
            datetime(2026, 10, 24, 23, 0, tzinfo=LONDON),
            at(20, 18),
            datetime(2026, 10, 25, 8, 0, tzinfo=LONDON),
            datetime(2026, 10, 26, 8, 0, tzinfo=LONDON),
        ),
    ],
)
def test_how_long_an_offer_stands(
    now: datetime, starts_at: datetime, starts: datetime, until: datetime
) -> None:
    assert clock_starts(now, starts_at) == starts
    assert answer_by(now, starts_at) == until


def told(booking: Booking) -> list[str]:
    return list(Notice.objects.about(booking).order_by("pk").values_list("kind", flat=True))


def fresh(booking: Booking) -> Booking:
    return Booking.objects.select_related("session").get(pk=booking.pk)


@pytest.fixture
def session(world: World) -> Session:
    """One place in the room and one on line."""
    return make_session(world.partnership, room_places=1, online_places=1)


@pytest.fixture
def queue(session: Session) -> list[Booking]:
    """The first has the place; it was given back, so that the second is offered it."""
    people = [book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(4)]
    cancel_booking(people[0], by=people[0].holder(), now=NOW)
    return [fresh(one) for one in people[1:]]


pytestmark = pytest.mark.django_db


def test_a_freed_place_is_held_for_the_next_and_for_nobody_else(
    session: Session, queue: list[Booking]
) -> None:
    offered, second, _third = queue
    assert (offered.state, second.state) == ("offered", "waiting")
    assert (offered.offered_at, offered.offer_until) == (NOW, NOW + timedelta(days=1))
    assert told(offered) == [names.WAITING, names.OFFERED]
    assert free_places(session)["room"] == 0
    room = places_of(session)["room"]
    assert (room.taken, room.offered, room.waiting, room.free) == (0, 1, 2, 0)
    with pytest.raises(errors.SessionFull):
        book(session, by=GUEST, wish=make_wish(), now=NOW)
    assert Session.objects.with_taken().get().taken_room == 1  # type: ignore[attr-defined]


def test_an_offer_is_told_when_its_time_begins_and_not_after_it_ended(session: Session) -> None:
    night = NOW.replace(hour=23)
    first = book(session, by=GUEST, wish=make_wish(), now=night)
    waits = book_or_wait(session, by=GUEST, wish=make_wish(), now=night)
    cancel_booking(first, by=first.holder(), now=night)
    notice = Notice.objects.about(waits).get(kind=names.OFFERED)
    eight = NOW.replace(hour=8) + timedelta(days=1)
    assert (notice.due_at, notice.not_after) == (eight, eight + timedelta(days=1))


def test_whoever_says_yes_has_the_place_and_twice_is_once(queue: list[Booking]) -> None:
    offered = queue[0]
    later = NOW + timedelta(hours=2)
    for _each in range(2):
        taken = accept_offer(offered, by=offered.holder(), now=later)
        assert taken.is_confirmed and taken.confirmed_at == later
    assert told(offered) == [names.WAITING, names.OFFERED, names.BOOKED]


def test_whoever_says_no_makes_way_for_the_next(queue: list[Booking]) -> None:
    offered, second, third = queue
    for _each in range(2):
        assert decline_offer(offered, by=offered.holder(), now=NOW).is_cancelled
    assert [fresh(one).state for one in (second, third)] == ["offered", "waiting"]
    assert told(offered) == [names.WAITING, names.OFFERED, names.CANCELLED]


def test_saying_no_in_an_old_window_gives_back_no_place(queue: list[Booking]) -> None:
    offered, second, _third = queue
    accept_offer(offered, by=offered.holder(), now=NOW)
    for booking, answer in (
        (offered, decline_offer),
        (second, decline_offer),
        (second, accept_offer),
    ):
        with pytest.raises(errors.NothingOffered):
            answer(booking, by=booking.holder(), now=NOW)
    assert fresh(offered).is_confirmed and fresh(second).is_waiting


def test_after_the_deadline_nobody_says_yes(queue: list[Booking]) -> None:
    offered = queue[0]
    until = offered.offer_until
    assert until
    with pytest.raises(errors.OfferOver):
        accept_offer(offered, by=offered.holder(), now=until)
    lapse_offers(until)
    with pytest.raises(errors.OfferOver):
        accept_offer(offered, by=offered.holder(), now=until)
    with pytest.raises(errors.OfferOver):
        change_booking(offered, by=offered.holder(), mode="room", party_size=2, now=until)


def test_an_offer_lapses_once_is_told_and_goes_on(queue: list[Booking]) -> None:
    offered, second, third = queue
    until = offered.offer_until
    assert until
    assert lapse_offers(until - timedelta(microseconds=1)) == 0
    assert [lapse_offers(until), lapse_offers(until)] == [1, 0]
    assert [fresh(one).state for one in queue] == ["lapsed", "offered", "waiting"]
    assert told(offered) == [names.WAITING, names.OFFERED, names.LAPSED]
    assert told(second) == [names.WAITING, names.OFFERED] and told(third) == [names.WAITING]


def test_whoever_let_it_lapse_asks_again_at_the_end_of_the_list(
    session: Session, queue: list[Booking]
) -> None:
    offered = queue[0]
    until = offered.offer_until
    assert until
    lapse_offers(until)
    for _each in range(2):
        assert ask_again(offered, by=offered.holder(), now=until).is_waiting
    assert list(session.bookings.waiting()) == [queue[2], offered]
    assert fresh(offered).offer_until is None
    assert told(offered) == [names.WAITING, names.OFFERED, names.LAPSED, names.WAITING]
    for one in queue[1:]:
        cancel_booking(one, by=one.holder(), now=until)
    assert fresh(offered).is_offered and told(offered)[-1] == names.OFFERED


def test_asking_again_while_the_clock_has_not_come_by(queue: list[Booking]) -> None:
    offered, second, _third = queue
    until = offered.offer_until
    assert until
    assert ask_again(offered, by=offered.holder(), now=until).is_waiting
    assert fresh(second).is_offered


def test_asking_again_when_a_place_is_free_is_to_have_it(session: Session) -> None:
    first = book(session, by=GUEST, wish=make_wish(), now=NOW)
    waits = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    cancel_booking(first, by=first.holder(), now=NOW)
    late = NOW + timedelta(days=2)
    lapse_offers(late)
    assert free_places(session)["room"] == 1
    assert ask_again(waits, by=waits.holder(), now=late).is_confirmed
    assert told(waits)[-1] == names.BOOKED


def test_a_person_whose_offer_lapsed_may_book_anew_but_not_twice(
    world: World, session: Session
) -> None:
    first = book(session, by=GUEST, wish=make_wish(), now=NOW)
    by = replace(GUEST, person_id=world.citizen.pk)
    waits = book_or_wait(session, by=by, wish=make_wish(), now=NOW)
    cancel_booking(first, by=first.holder(), now=NOW)
    late = NOW + timedelta(days=2)
    lapse_offers(late)
    assert book(session, by=by, wish=make_wish(), now=late).is_confirmed
    with pytest.raises(errors.AlreadyBooked):
        ask_again(waits, by=waits.holder(), now=late)


def test_nothing_is_offered_once_the_session_has_begun(
    session: Session, queue: list[Booking]
) -> None:
    offered = queue[0]
    begun = session.starts_at
    lapse_offers(begun)
    assert [fresh(one).state for one in queue] == ["lapsed", "waiting", "waiting"]
    assert told(offered) == [names.WAITING, names.OFFERED]
    for answer in (accept_offer, decline_offer, ask_again):
        with pytest.raises(errors.SessionStarted):
            answer(offered, by=offered.holder(), now=begun)


def test_an_earlier_start_shortens_the_offer(
    world: World, session: Session, queue: list[Booking]
) -> None:
    offered = queue[0]
    soon = replace(
        plan_of(session), starts_at=NOW + timedelta(hours=5), ends_at=NOW + timedelta(hours=7)
    )
    revise_session(session, by=world.actor("coordinator"), plan=soon, now=NOW)
    assert fresh(offered).offer_until == NOW + timedelta(hours=5)
    later = replace(soon, starts_at=session.starts_at, ends_at=session.ends_at)
    revise_session(session, by=world.actor("coordinator"), plan=later, now=NOW)
    assert fresh(offered).offer_until == NOW + timedelta(hours=5)


def test_a_cancelled_session_ends_its_offers_and_says_only_that(
    world: World, session: Session, queue: list[Booking]
) -> None:
    offered = queue[0]
    cancel_session(session, by=world.actor("chair"), because="Snow.", now=NOW)
    assert fresh(offered).is_lapsed
    assert told(offered) == [names.WAITING, names.OFFERED, names.SESSION_CANCELLED]
    with pytest.raises(errors.SessionNotOpen):
        accept_offer(offered, by=offered.holder(), now=NOW)


def test_fewer_places_than_are_taken_or_offered_are_refused(
    world: World, session: Session, queue: list[Booking]
) -> None:
    fewer = replace(plan_of(session), room_places=0)
    with pytest.raises(errors.FewerPlacesThanBooked):
        revise_session(session, by=world.actor("chair"), plan=fewer, now=NOW)


def test_an_offered_party_changes_within_what_is_free(world: World) -> None:
    session = make_session(world.partnership, room_places=2, online_places=1)
    first = book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    pair = book_or_wait(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    alone = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    cancel_booking(first, by=first.holder(), now=NOW)
    with pytest.raises(errors.ModeFull):
        change_booking(pair, by=pair.holder(), mode="room", party_size=3, now=NOW)
    smaller = change_booking(pair, by=pair.holder(), mode="room", party_size=1, now=NOW)
    assert smaller.is_offered and smaller.offer_until == NOW + timedelta(days=1)
    assert fresh(alone).is_offered


def test_a_party_that_waits_for_more_than_is_free_is_passed_over_until_it_fits(
    world: World,
) -> None:
    session = make_session(world.partnership, room_places=3)
    booked = [book(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(3)]
    three = book_or_wait(session, by=GUEST, wish=make_wish(party_size=3), now=NOW)
    alone = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    cancel_booking(booked[0], by=booked[0].holder(), now=NOW)
    assert (fresh(three).state, fresh(alone).state) == ("waiting", "offered")
    decline_offer(alone, by=alone.holder(), now=NOW)
    for one in booked[1:]:
        cancel_booking(one, by=one.holder(), now=NOW)
    assert fresh(three).is_offered


def test_many_places_are_offered_in_rounds_and_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coproduction.actions.waiting.AT_A_TIME", 2)
    session = make_session(world.partnership, room_places=1)
    book(session, by=GUEST, wish=make_wish(), now=NOW)
    sizes = [2, 4, 1, 3, 1, 1]
    queue = [
        book_or_wait(session, by=GUEST, wish=make_wish(party_size=size), now=NOW) for size in sizes
    ]
    plan = replace(plan_of(session), room_places=8)
    session = revise_session(session, by=world.actor("chair"), plan=plan, now=NOW)
    offered = [size for size, one in zip(sizes, queue, strict=True) if fresh(one).is_offered]
    assert offered == [2, 4, 1] and free_places(session)["room"] == 0


def test_only_the_holder_answers_and_the_coordinator_for_them(
    world: World, queue: list[Booking]
) -> None:
    offered, second, _third = queue
    for by in (GUEST, second.holder(), world.actor("chair"), world.actor("facilitator")):
        for answer in (accept_offer, decline_offer, ask_again):
            with pytest.raises(NotAllowed):
                answer(offered, by=by, now=NOW)
    assert accept_offer(offered, by=world.actor("coordinator"), now=NOW).is_confirmed


def test_one_session_that_fails_stops_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = [make_session(world.partnership, room_places=1) for _each in range(3)]
    for session in sessions:
        first = book(session, by=GUEST, wish=make_wish(), now=NOW)
        book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
        cancel_booking(first, by=first.holder(), now=NOW)
    from coproduction.actions import locking, offers

    held = locking.hold

    def sometimes(session_id: int) -> Session:
        if session_id == sessions[1].pk:
            raise RuntimeError
        return held(session_id)

    monkeypatch.setattr(locking, "hold", sometimes)
    monkeypatch.setattr(offers, "SESSIONS_AT_A_TIME", 1)
    assert lapse_offers(NOW + timedelta(days=2)) == 2


def test_what_is_refused_says_how_to_go_on() -> None:
    assert all(str(error()) for error in (errors.OfferOver, errors.NothingOffered))
    assert issubclass(errors.OfferOver, Refused)
