"""What publishing a partnership makes known of its sessions and decisions."""

from __future__ import annotations

from datetime import datetime

from coproduction.models import Booking, Decision, Session
from partnership.going_live import Consequences
from partnership.models import Partnership
from partnership.phrases import counted


def sessions_and_decisions(partnership: Partnership, now: datetime) -> Consequences:
    """The pages of what is published; those booked hear of their session as they would anyway."""
    sessions = Session.objects.filter(partnership=partnership, state=Session.State.PUBLISHED)
    decisions = Decision.objects.published().filter(partnership=partnership)
    pages = []
    if count := sessions.count():
        pages.append(counted(count, "published session", "published sessions"))
    if count := decisions.count():
        pages.append(
            f"{counted(count, 'published decision', 'published decisions')}, with what people said "
            "and let be shown"
        )
    booked = Booking.objects.filter(session__in=sessions.filter(starts_at__gt=now)).count()
    messages = [f"whoever made {counted(booked, 'booking', 'bookings')}, before the session"]
    return Consequences(pages=pages, messages=messages if booked else [])
