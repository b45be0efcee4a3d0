"""Whether a message about a session is still wanted and true when it is about to go.

Each answers "" while it is, and otherwise says why it is not sent.
"""

from __future__ import annotations

from datetime import datetime

from coproduction.models import Booking, Session
from coproduction.notices.names import time_of
from reminders.models import Notice


def _booking(notice: Notice) -> Booking | None:
    return (
        Booking.objects.select_related("session__partnership").filter(pk=notice.subject_id).first()
    )


def _not_to_come(booking: Booking | None, now: datetime) -> str:
    if booking is None:
        return "The booking is gone."
    if booking.session.has_started(now):
        return "The session has begun."
    return "" if booking.session.is_published else "The session was cancelled."


def unless_confirmed(notice: Notice, now: datetime) -> str:
    booking = _booking(notice)
    if why := _not_to_come(booking, now):
        return why
    return "" if booking and booking.is_confirmed else "The booking is not confirmed any more."


def unless_waiting(notice: Notice, now: datetime) -> str:
    booking = _booking(notice)
    if why := _not_to_come(booking, now):
        return why
    return "" if booking and booking.is_waiting else "It is not waiting any more."


def unless_cancelled(notice: Notice, now: datetime) -> str:
    booking = _booking(notice)
    return "" if booking and booking.is_cancelled else "The booking stands."


def unless_called_off(notice: Notice, now: datetime) -> str:
    booking = _booking(notice)
    if booking is None or booking.is_cancelled:
        return "The booking was cancelled before."
    return "" if booking.session.is_cancelled else "The session takes place."


def unless_at_this_time(notice: Notice, now: datetime) -> str:
    booking = _booking(notice)
    if why := _not_to_come(booking, now):
        return why
    if booking is None or booking.is_cancelled:
        return "The booking was cancelled."
    return "" if notice.version == time_of(booking.session) else "It was moved again."


def unless_tomorrow(notice: Notice, now: datetime) -> str:
    return unless_confirmed(notice, now) or unless_at_this_time(notice, now)


def unless_to_run(notice: Notice, now: datetime) -> str:
    session = Session.objects.get(pk=notice.subject_id)
    return "" if session.takes_bookings(now) else "It does not take place, or has begun."


def unless_run_cancelled(notice: Notice, now: datetime) -> str:
    return "" if Session.objects.get(pk=notice.subject_id).is_cancelled else "It takes place."
