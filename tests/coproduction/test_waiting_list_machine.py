"""The waiting list as a state machine: whatever four people do at once, its rule holds.

Each step is done by up to four people together, each on a database connection of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import groupby, pairwise
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.errors import Refused
from coproduction.actions.booking import book_or_wait, cancel_booking, change_booking
from coproduction.actions.offers import accept_offer, ask_again, decline_offer, lapse_offers
from coproduction.actions.sessions import revise_session
from coproduction.capacity import free_places
from coproduction.models import Booking, Session
from tests.cast import World, make_world
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish
from tests.coproduction.test_session_actions import plan_of

PEOPLE = 4
STARTS_AT = NOW + timedelta(days=5)


@dataclass(frozen=True)
class Move:
    """What one person does in a step; `which` picks among the bookings that there are."""

    what: str
    which: int
    mode: str
    size: int


ANSWERS = {
    "cancel": cancel_booking,
    "accept": accept_offer,
    "decline": decline_offer,
    "ask again": ask_again,
}
MEANT_FOR = {"accept": "offered", "decline": "offered", "ask again": "lapsed"}
WHAT = st.sampled_from(["book", *ANSWERS, *ANSWERS, "accept", "change", "lapse", "places"])
MOVES = st.builds(
    Move,
    what=WHAT,
    which=st.integers(0, 30),
    mode=st.sampled_from(["room", "room", "online"]),
    size=st.integers(1, 3),
)
HOURS = st.sampled_from([0, 0, 0, 4, 24])


class Hands:
    """Four threads, each with its own connection, whose work begins at the same moment."""

    def __init__(self) -> None:
        self.pools = [ThreadPoolExecutor(1) for _each in range(PEOPLE)]

    def together(self, works: list[Callable[[], object]]) -> None:
        start = threading.Barrier(len(works), timeout=30)

        def run(work: Callable[[], object]) -> None:
            start.wait()
            with suppress(Refused):
                work()

        hands = zip(self.pools, works, strict=False)
        begun: list[Future[None]] = [pool.submit(run, work) for pool, work in hands]
        for one in begun:
            one.result(60)

    def close(self) -> None:
        for pool in self.pools:
            pool.submit(connections.close_all).result(30)
            pool.shutdown()


def machine(world: World, hands: Hands) -> type[RuleBasedStateMachine]:
    class WaitingList(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.now = NOW
            self.session = make_session(
                world.partnership, room_places=3, online_places=1, starts_at=STARTS_AT
            )

        @initialize()
        def it_is_full_people_wait_and_two_parties_are_offered_places(self) -> None:
            for size in (1, 2, 2, 1, 3, 1):
                self.do(Move("book", 0, "room", size))
            for which in (0, 1):
                self.do(Move("cancel", which, "room", 1))
            self.look()

        @rule(hours=HOURS, moves=st.tuples(*[MOVES] * PEOPLE))
        def at_once(self, hours: int, moves: tuple[Move, ...]) -> None:
            """Time passes, and then all act together: a late yes meets the clock that lapses it."""
            self.now += timedelta(hours=hours)
            hands.together([partial(self.do, move) for move in moves])
            lapse_offers(self.now)
            self.look()

        def look(self) -> None:
            self.session = Session.objects.get(pk=self.session.pk)
            self.events = events_of(self.session)

        def do(self, move: Move) -> None:
            if move.what == "book":
                wish = make_wish(mode=move.mode, party_size=move.size)
                book_or_wait(self.session, by=GUEST, wish=wish, now=self.now)
            elif move.what == "lapse":
                lapse_offers(self.now)
            elif move.what == "places":
                self.change_places(move.size)
            else:
                self.answer(move)

        def change_places(self, places: int) -> None:
            session = Session.objects.get(pk=self.session.pk)
            plan = replace(plan_of(session), room_places=places + 1)
            revise_session(session, by=world.actor("coordinator"), plan=plan, now=self.now)

        def answer(self, move: Move) -> None:
            every = list(self.session.bookings.select_related("session").order_by("pk"))
            # Mostly those for whom it is meant; a stale window now and then.
            meant = [one for one in every if one.state == MEANT_FOR.get(move.what)]
            bookings = meant if meant and move.which % 5 else every
            booking = bookings[move.which % len(bookings)]
            by = booking.holder()
            if move.what == "change":
                change_booking(booking, by=by, mode=move.mode, party_size=move.size, now=self.now)
            else:
                ANSWERS[move.what](booking, by=by, now=self.now)

        @invariant()
        def never_over_capacity(self) -> None:
            assert all(free >= 0 for free in free_places(self.session).values())

        @invariant()
        def no_place_is_free_while_somebody_waits_whose_party_fits(self) -> None:
            assert not self.session.bookings.lapsing(self.now).exists()
            if self.session.takes_bookings(self.now):
                free = free_places(self.session)
                for booking in self.session.bookings.waiting():
                    assert booking.party_size > free[booking.mode]

        @invariant()
        def no_offer_is_made_or_stands_after_the_start(self) -> None:
            for booking in self.session.bookings.exclude(offered_at=None):
                assert booking.offered_at and booking.offer_until
                assert booking.offered_at < booking.offer_until <= STARTS_AT
            assert self.now < STARTS_AT or not self.session.bookings.offered().exists()

        @invariant()
        def each_is_offered_once_for_each_time_it_joined(self) -> None:
            for states in histories(self.events):
                before = dict(enumerate(states, start=1))
                joined = states.count("waiting")
                offers = [at for at, state in enumerate(states) if state == "offered"]
                assert len(offers) <= joined, states
                assert all(before[at] == "waiting" for at in offers), states

        @invariant()
        def a_party_is_given_all_its_places_or_none_and_in_time(self) -> None:
            for _key, of_one in by_booking(self.events):
                events = list(of_one)
                for old, new in pairwise(events):
                    same_party = (old.mode, old.party_size) == (new.mode, new.party_size)
                    assert same_party or old.state == new.state
                    if (old.state, new.state) == ("offered", "confirmed"):
                        assert new.confirmed_at < new.offer_until

        @invariant()
        def nobody_who_fits_is_passed_over(self) -> None:
            queue: dict[int, Any] = {}
            for _when, together in groupby(self.events, lambda one: one.pgh_created_at):
                offered = []
                for event in together:
                    was = queue.pop(event.pgh_obj_id, None)
                    if event.state == "waiting":
                        queue[event.pgh_obj_id] = event
                    elif event.state == "offered" and was is not None:
                        offered.append(event)
                for event in offered:
                    assert not [one for one in queue.values() if came_before(one, event)]

    return WaitingList


def came_before(waiting: Any, offered: Any) -> bool:
    """Asked earlier for the same mode with a party that is no larger, and waits still."""
    earlier = (waiting.queued_at, waiting.pgh_obj_id) < (offered.queued_at, offered.pgh_obj_id)
    fits = waiting.mode == offered.mode and waiting.party_size <= offered.party_size
    return earlier and fits


def events_of(session: Session) -> list[Any]:
    """What the record holds of its bookings, in the order of the lock."""
    record: Any = Booking
    return list(record.pgh_event_model.objects.filter(session=session.pk).order_by("pgh_id"))


def by_booking(events: list[Any]) -> Iterator[tuple[int, Iterator[Any]]]:
    of_each = sorted(events, key=lambda one: (one.pgh_obj_id, one.pgh_id))
    return groupby(of_each, lambda one: int(one.pgh_obj_id))


def histories(events: list[Any]) -> list[list[str]]:
    """The states of each booking, one after another."""
    return [
        [state for state, _run in groupby(of_one, lambda one: str(one.state))]
        for _key, of_one in by_booking(events)
    ]


@pytest.mark.django_db(transaction=True)
def test_the_waiting_list_keeps_its_rule() -> None:
    checked = settings(
        max_examples=6,
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    hands = Hands()
    try:
        run_state_machine_as_test(machine(make_world(), hands), settings=checked)
    finally:
        hands.close()
