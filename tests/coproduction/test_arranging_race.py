"""Several needs of one person are marked at once: the last message counts them all."""

from __future__ import annotations

import pytest
from django.db import connection

from accounts.actor import Actor
from coproduction.actions import locking
from coproduction.actions.support import arrange, ask_for
from coproduction.models import Booking, Session, Support
from coproduction.needs import OFFERS, Need
from coproduction.notices import names
from reminders.models import Notice
from tests.cast import World, make_world
from tests.coproduction.booked import NOW, make_booking, make_session
from tests.coproduction.test_booking_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS = list(OFFERS)[:8]


@pytest.fixture
def place() -> World:
    return make_world()


def mark_all(place: World) -> Booking:
    """A booking whose eight needs are marked by eight people at the same moment."""
    booking = make_booking(make_session(place.partnership))
    ask_for(booking, [Need(code) for code in NEEDS])
    rows = list(Support.objects.filter(booking=booking).select_related("booking__session"))
    by: Actor = place.actor("coordinator")
    at_once(lambda number: arrange(rows[number], by=by, now=NOW), len(rows))
    return booking


def counts_them_all(booking: Booking) -> bool:
    owed = Notice.objects.about(booking).filter(kind=names.ARRANGED)
    return owed.filter(version=f"{len(NEEDS)}.0").exists()


def test_needs_marked_at_once_are_all_counted_in_the_last_message(place: World) -> None:
    assert counts_them_all(mark_all(place))


def test_without_the_lock_the_last_message_counts_too_few(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_held(session_id: int) -> Session:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.05)")
        return Session.objects.get(pk=session_id)

    monkeypatch.setattr(locking, "hold", not_held)
    assert not all(counts_them_all(mark_all(place)) for _again in range(5))
