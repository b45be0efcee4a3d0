"""The waiting list as a state machine: whatever people do, its rule holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.errors import Refused
from coproduction.actions.booking import book_or_wait, cancel_booking, change_booking
from coproduction.actions.sessions import revise_session
from coproduction.capacity import free_places
from coproduction.models import Booking, Session
from coproduction.notices import names
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish
from tests.coproduction.test_session_actions import plan_of

MODES = st.sampled_from(["room", "online"])
SIZES = st.integers(1, 4)


def machine(world: World) -> type[RuleBasedStateMachine]:
    class WaitingList(RuleBasedStateMachine):
        bookings = Bundle("bookings")

        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.atomic()
            self.savepoint.__enter__()
            self.now = NOW
            self.session = make_session(world.partnership, room_places=4, online_places=3)
            self.asked: list[int] = []

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)
            transaction.set_rollback(False)

        @rule(target=bookings, mode=MODES, size=SIZES)
        def book(self, mode: str, size: int) -> Booking:
            free = free_places(self.session)[mode]
            wish = make_wish(mode=mode, party_size=size)
            booking = book_or_wait(self.session, by=GUEST, wish=wish, now=self.now)
            assert booking.is_confirmed is (size <= free and self.now < self.session.starts_at)
            self.asked.append(booking.pk)
            return booking

        @rule(booking=consumes(bookings))
        def cancel(self, booking: Booking) -> None:
            assert cancel_booking(booking, by=booking.holder(), now=self.now).is_cancelled

        @rule(booking=bookings, mode=MODES, size=SIZES)
        def change(self, booking: Booking, mode: str, size: int) -> None:
            booking.refresh_from_db()
            before = (booking.mode, booking.party_size, booking.state)
            try:
                change_booking(
                    booking, by=booking.holder(), mode=mode, party_size=size, now=self.now
                )
            except Refused:
                booking.refresh_from_db()
                assert (booking.mode, booking.party_size, booking.state) == before

        @rule(more=st.integers(1, 3))
        def add_places(self, more: int) -> None:
            session = Session.objects.get(pk=self.session.pk)
            plan = replace(plan_of(session), room_places=session.room_places + more)
            by = world.actor("coordinator")
            self.session = revise_session(session, by=by, plan=plan, now=self.now)

        @invariant()
        def never_over_capacity(self) -> None:
            assert all(free >= 0 for free in free_places(self.session).values())

        @invariant()
        def no_place_is_free_while_somebody_waits_whose_party_fits(self) -> None:
            free = free_places(self.session)
            for booking in self.session.bookings.waiting():
                assert booking.party_size > free[booking.mode]

        @invariant()
        def the_queue_is_in_the_order_of_asking(self) -> None:
            queue = list(self.session.bookings.waiting().values_list("pk", flat=True))
            assert queue == [pk for pk in self.asked if pk in set(queue)]

        @invariant()
        def whoever_was_given_a_place_is_told_once(self) -> None:
            freed = Notice.objects.filter(kind=names.OFFERED).values_list("subject_id", flat=True)
            assert len(freed) == len(set(freed))

    return WaitingList


@pytest.mark.django_db(transaction=False)
def test_the_waiting_list_keeps_its_rule(world: World) -> None:
    checked = settings(
        max_examples=15,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    run_state_machine_as_test(machine(world), settings=checked)


@pytest.mark.django_db
def test_the_list_ends_when_the_session_starts(world: World) -> None:
    session = make_session(world.partnership, room_places=1)
    book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    with pytest.raises(Refused):
        book_or_wait(
            session, by=GUEST, wish=make_wish(), now=session.starts_at + timedelta(seconds=1)
        )
