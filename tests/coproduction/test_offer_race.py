"""A yes, the clock and a cancellation meet, on real connections; and the race with the lock off."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pgtrigger
import pytest

from accounts.errors import Refused
from coproduction.actions import locking
from coproduction.actions import offers as module
from coproduction.actions.booking import book_or_wait, cancel_booking
from coproduction.actions.offers import accept_offer, decline_offer, lapse_offers
from coproduction.models import Booking, Session
from coproduction.notices import names
from reminders.models import Notice
from tests.cast import make_world
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish
from tests.coproduction.test_booking_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)

UNTIL = NOW + timedelta(days=1)
JUST = timedelta(microseconds=1)


@pytest.fixture
def session() -> Session:
    """One place in the room, given back; the second is offered it, and two more wait."""
    session = make_session(make_world().partnership, room_places=1, online_places=0)
    people = [book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(4)]
    cancel_booking(people[0], by=people[0].holder(), now=NOW)
    return session


def answered(answer: Callable[..., Booking], booking: Booking, now: datetime) -> str:
    try:
        return answer(booking, by=booking.holder(), now=now).state
    except Refused as refused:
        return type(refused).__name__


def states(session: Session) -> list[str]:
    return list(session.bookings.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("_again", range(3))
def test_a_late_yes_the_clock_and_a_cancellation_leave_one_outcome(
    session: Session, _again: int
) -> None:
    """Yes came just in time, the clock came after it: whoever holds the session first decides."""
    offered = session.bookings.offered().get()
    works: list[Callable[[], object]] = [
        partial(answered, accept_offer, offered, UNTIL - JUST),
        partial(lapse_offers, UNTIL),
        partial(answered, cancel_booking, offered, UNTIL - JUST),
    ]
    at_once(lambda number: works[number](), len(works))
    first, own, second, third = states(session)
    assert first == "cancelled" and third == "waiting"
    # Cancelled before or after its yes, or lapsed before: the next is offered the place, once.
    assert (own, second) in {("cancelled", "offered"), ("lapsed", "offered")}
    assert session.bookings.taking().count() == 1
    assert Notice.objects.filter(kind=names.OFFERED).count() == 2


def test_a_yes_and_the_clock_never_both_win(session: Session) -> None:
    offered = session.bookings.offered().get()
    works: list[Callable[[], object]] = [
        partial(answered, accept_offer, offered, UNTIL - JUST),
        partial(lapse_offers, UNTIL),
        partial(lapse_offers, UNTIL),
    ]
    said, *lapsed = at_once(lambda number: works[number](), len(works))
    _first, own, second, _third = states(session)
    if said == "confirmed":
        assert (own, second, lapsed) == ("confirmed", "waiting", [0, 0])
    else:
        assert (own, second) == ("lapsed", "offered") and set(lapsed) == {0, 1}


def test_two_who_say_yes_at_once_have_one_place_and_are_told_once(session: Session) -> None:
    offered = session.bookings.offered().get()
    answers = at_once(lambda _number: answered(accept_offer, offered, NOW), 8)
    assert answers == ["confirmed"] * 8
    assert Notice.objects.about(offered).filter(kind=names.BOOKED).count() == 1


def test_a_yes_and_a_no_at_once_are_one_of_them(session: Session) -> None:
    offered = session.bookings.offered().get()
    works = [accept_offer, decline_offer]
    said = Counter(at_once(lambda number: answered(works[number], offered, NOW), 2))
    own = Booking.objects.get(pk=offered.pk).state
    assert said in (
        Counter(["confirmed", "NothingOffered"]),
        Counter(["BookingCancelled", "cancelled"]),
    )
    assert own == ("confirmed" if said["confirmed"] else "cancelled")
    assert session.bookings.taking().count() == 1


def test_with_the_lock_off_the_race_appears(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a place is taken by one and offered to another, unless the session is held."""
    offered = session.bookings.offered().get()
    looked = threading.Barrier(2, timeout=10)
    fresh = module.fresh

    def looks_and_waits(booking: Booking, held: Session) -> Booking:
        found = fresh(booking, held)
        looked.wait()
        looked.wait()
        return found

    monkeypatch.setattr(locking, "hold", lambda pk: Session.objects.get(pk=pk))
    monkeypatch.setattr(module, "fresh", looks_and_waits)

    def late_yes() -> str:
        with pgtrigger.ignore("coproduction.Booking:booking_finds_a_place"):
            return answered(accept_offer, offered, UNTIL - JUST)

    def clock() -> int:
        looked.wait()
        try:
            return lapse_offers(UNTIL)
        finally:
            looked.wait()

    works: list[Callable[[], object]] = [late_yes, clock]
    at_once(lambda number: works[number](), 2)
    assert session.bookings.taking().count() == 2
