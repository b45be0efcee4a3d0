"""What the messages about sessions are called, and where their link leads."""

from __future__ import annotations

from django.urls import reverse

from accounts.links import private_token
from coproduction.models import Booking, Session
from reminders.cadence import Cadence
from reminders.words import one_line as one_line

BOOKED = "booking-confirmed"
WAITING = "waiting-joined"
OFFERED = "place-offered"
LAPSED = "offer-lapsed"
CANCELLED = "booking-cancelled"
SESSION_CANCELLED = "session-cancelled"
MOVED = "session-moved"
TOMORROW = "session-tomorrow"
SOON = "session-soon"
DECIDED = "session-decided"
THANKS = "session-thanks"
ARRANGED = "support-arranged"
UNOWNED = "support-unowned"
OVERDUE = "replies-overdue"
UNREACHABLE = "booking-unreachable"
TEAM_PUBLISHED = "session-to-run"
TEAM_MOVED = "session-to-run-moved"
TEAM_CANCELLED = "session-to-run-cancelled"


def link_of(booking: Booking) -> str:
    """The path of a booking's private page."""
    return reverse("booking_detail", args=[private_token("booking", booking.pk)])


def time_of(session: Session) -> str:
    """The version of a session's time: what is owed for another version is not sent."""
    return f"{session.starts_at:%Y%m%dT%H%M}.{session.sequence}"


def pace_of_session(session: Session) -> Cadence:
    """When and how often the partnership writes to people."""
    return session.partnership.cadence()


def pace_of_booking(booking: Booking) -> Cadence:
    return booking.session.partnership.cadence()
