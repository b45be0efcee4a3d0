"""Whether a message about a session is still wanted and true when it is about to go.

Each answers "" while it is, and otherwise says why it is not sent.
"""

from __future__ import annotations

from datetime import datetime

from coproduction.models import Booking, Session
from coproduction.notices.names import time_of
from reminders.models import Notice


def _not_to_come(booking: Booking, now: datetime) -> str:
    if booking.session.has_started(now):
        return "The session has begun."
    return "" if booking.session.is_published else "The session was cancelled."


def unless_confirmed(booking: Booking, notice: Notice, now: datetime) -> str:
    """Of what was changed before it left, the newest confirmation alone is told."""
    if why := _not_confirmed(booking, now):
        return why
    told_of = notice.version.rpartition(".")[2]
    is_newest = told_of in ("", str(booking.sequence))
    return "" if is_newest else "The booking was changed again, and a newer message says so."


def _not_confirmed(booking: Booking, now: datetime) -> str:
    if why := _not_to_come(booking, now):
        return why
    return "" if booking.is_confirmed else "The booking is not confirmed any more."


def unless_waiting(booking: Booking, notice: Notice, now: datetime) -> str:
    if why := _not_to_come(booking, now):
        return why
    return "" if booking.is_waiting else "It is not waiting any more."


def unless_cancelled(booking: Booking, notice: Notice, now: datetime) -> str:
    return "" if booking.is_cancelled else "The booking stands."


def unless_called_off(booking: Booking, notice: Notice, now: datetime) -> str:
    if booking.is_cancelled:
        return "The booking was cancelled before."
    return "" if booking.session.is_cancelled else "The session takes place."


def unless_at_this_time(booking: Booking, notice: Notice, now: datetime) -> str:
    if why := _not_to_come(booking, now):
        return why
    if booking.is_cancelled or booking.is_lapsed:
        return "They have no booking any more."
    return "" if notice.version == time_of(booking.session) else "It was moved again."


def unless_coming(booking: Booking, notice: Notice, now: datetime) -> str:
    return _not_confirmed(booking, now) or unless_at_this_time(booking, notice, now)


def unless_to_run(session: Session, notice: Notice, now: datetime) -> str:
    return "" if session.takes_bookings(now) else "It does not take place, or has begun."


def unless_run_moved(session: Session, notice: Notice, now: datetime) -> str:
    if why := unless_to_run(session, notice, now):
        return why
    return "" if notice.version == str(session.sequence) else "It was moved again."


def unless_run_cancelled(session: Session, notice: Notice, now: datetime) -> str:
    return "" if session.is_cancelled else "It takes place."
