"""Many people book at once, on real connections; and the race shows itself with the lock off."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pgtrigger
import pytest
from django.db import connections

from coproduction.actions import locking
from coproduction.actions.booking import book_or_wait, cancel_booking
from coproduction.models import Booking, Session
from tests.cast import make_world
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish

PEOPLE = 40
PLACES = 5
THREADS = 20

pytestmark = pytest.mark.django_db(transaction=True)

Result = TypeVar("Result")


def at_once(work: Callable[[int], Result], count: int) -> list[Result]:
    """Run it so many times on threads that start together, each with a connection of its own."""
    start = threading.Barrier(min(THREADS, count))
    first = threading.local()

    def run(number: int) -> Result:
        if not getattr(first, "waited", False):
            first.waited = True
            start.wait(30)
        return work(number)

    def close(_number: int) -> None:
        start.wait(30)
        connections.close_all()

    with ThreadPoolExecutor(min(THREADS, count)) as pool:
        try:
            return list(pool.map(run, range(count)))
        finally:
            start.reset()
            list(pool.map(close, range(min(THREADS, count))))


def everybody_books(session: Session) -> list[Booking]:
    def take(number: int) -> Booking:
        wish = make_wish(f"Person {number}")
        return book_or_wait(session, by=GUEST, wish=wish, now=NOW)

    return at_once(take, PEOPLE)


@pytest.fixture
def session() -> Session:
    return make_session(make_world().partnership, room_places=PLACES, online_places=0)


def test_many_at_once_take_all_places_and_no_more_and_queue_in_order(session: Session) -> None:
    everybody_books(session)
    states = Counter(session.bookings.values_list("state", flat=True))
    assert states == {"confirmed": PLACES, "waiting": PEOPLE - PLACES}
    assert session.bookings.values("key").distinct().count() == PEOPLE
    in_order = list(session.bookings.order_by("pk").values_list("state", flat=True))
    assert in_order == ["confirmed"] * PLACES + ["waiting"] * (PEOPLE - PLACES)
    queue = list(session.bookings.waiting().values_list("pk", flat=True))
    assert queue == sorted(queue)  # keys are drawn under the lock: their order is that of commits


def test_the_same_form_sent_many_times_at_once_is_one_booking(session: Session) -> None:
    wish = make_wish()
    answers = at_once(lambda _n: book_or_wait(session, by=GUEST, wish=wish, now=NOW).pk, PEOPLE)
    assert len(set(answers)) == 1 and session.bookings.count() == 1


def test_places_freed_at_once_are_offered_each_to_another_in_order(session: Session) -> None:
    bookings = everybody_books(session)
    held = [one for one in bookings if one.is_confirmed]
    queue = list(session.bookings.waiting().values_list("pk", flat=True))
    at_once(lambda n: cancel_booking(held[n], by=held[n].holder(), now=NOW), PLACES)
    given = session.bookings.offered().order_by("pk").values_list("pk", flat=True)
    assert list(given) == queue[:PLACES]


@contextmanager
def lock_off(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the action's lock nor the trigger's, and everybody looks before anybody writes."""
    looked = threading.Barrier(2)

    def unlocked(session_id: int) -> Session:
        return Session.objects.get(pk=session_id)

    counted = locking.hold
    monkeypatch.setattr(locking, "hold", unlocked)
    from coproduction.actions import booking as module

    free = module.free_places

    def slowly(session: Session) -> dict[str, int]:
        answer = free(session)
        try:
            looked.wait(0.2)
        except threading.BrokenBarrierError:
            looked.reset()
        return answer

    monkeypatch.setattr(module, "free_places", slowly)
    with pgtrigger.ignore("coproduction.Booking:booking_finds_a_place"):
        yield
    monkeypatch.setattr(locking, "hold", counted)


def test_with_the_lock_off_the_race_appears(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: were this to find no overbooking, the tests above would prove nothing."""
    with lock_off(monkeypatch):

        def take(number: int) -> Booking:
            with pgtrigger.ignore("coproduction.Booking:booking_finds_a_place"):
                return book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)

        at_once(take, PEOPLE)
    assert session.bookings.confirmed().count() > PLACES


def test_with_the_lock_off_the_trigger_still_holds(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two walls: without the action's lock people see a refusal, but never too many places."""
    from coproduction.errors import SessionFull

    monkeypatch.setattr(locking, "hold", lambda pk: Session.objects.get(pk=pk))

    def take(number: int) -> str:
        try:
            return book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW).state
        except SessionFull:
            return "refused"

    at_once(take, PEOPLE)
    assert session.bookings.confirmed().count() == PLACES
