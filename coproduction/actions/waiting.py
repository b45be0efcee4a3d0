"""The waiting list: who gets a freed place. The caller holds the session's row."""

from __future__ import annotations

from datetime import datetime

from coproduction.actions.telling import tell
from coproduction.capacity import free_places
from coproduction.models import Booking, Session
from coproduction.notices import names


def give_freed_places(session: Session, *, now: datetime) -> list[Booking]:
    """Give free places to those who wait: the earliest whose whole party fits, until none fits.

    The rule that the waiting list's page publishes. They are told in the same transaction.
    """
    if not session.takes_bookings(now):
        return []
    free = free_places(session)
    given = []
    for booking in session.bookings.waiting().select_related("contact"):
        if not any(places > 0 for places in free.values()):
            break
        if booking.party_size <= free[booking.mode]:
            free[booking.mode] -= booking.party_size
            booking.session = session
            confirm(booking, now=now)
            given.append(booking)
    tell(names.FREED, given, now=now)
    return given


def confirm(booking: Booking, *, now: datetime) -> None:
    """Turn waiting into a place."""
    booking.state = Booking.State.CONFIRMED
    booking.confirmed_at = now
    booking.sequence += 1
    booking.save(update_fields=["state", "confirmed_at", "sequence"])
