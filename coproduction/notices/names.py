"""What the messages about sessions are called, and where their link leads."""

from __future__ import annotations

import unicodedata

from django.urls import reverse

from accounts.links import private_token
from coproduction.models import Booking, Session

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
TEAM_PUBLISHED = "session-to-run"
TEAM_MOVED = "session-to-run-moved"
TEAM_CANCELLED = "session-to-run-cancelled"


def link_of(booking: Booking) -> str:
    """The path of a booking's private page."""
    return reverse("booking_detail", args=[private_token("booking", booking.pk)])


def time_of(session: Session) -> str:
    """The version of a session's time: what is owed for another version is not sent."""
    return f"{session.starts_at:%Y%m%dT%H%M}.{session.sequence}"


def one_line(text: str, at_most: int = 120) -> str:
    """Text that somebody wrote, fit for a subject: one line, nothing that turns it round."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    short = " ".join(seen.split())
    return short if len(short) <= at_most else f"{short[: at_most - 1].rstrip()}…"
