"""The calendar file of a booking."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from icalendar import Calendar, Event

from accounts.links import absolute
from coproduction.models import Booking


def calendar_of(booking: Booking, *, link: str, now: datetime) -> bytes:
    """One event, as calendars of every make read it.

    Times are in UTC: Outlook misreads a time zone that is defined by dates. The UID stays and the
    SEQUENCE rises with every change of the session or the booking, so that a calendar replaces
    what it holds; a cancelled booking is METHOD:CANCEL.
    """
    session = booking.session
    off = booking.is_cancelled or session.is_cancelled
    calendar = Calendar()
    calendar.add("prodid", "-//Shared Ground//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    event = Event()
    event.add("uid", f"booking-{booking.reference.lower()}@{_host()}")
    event.add("sequence", session.sequence + booking.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", session.title)
    event.add("location", session.where if booking.mode == "room" else "Online")
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("url", absolute(link))
    event.add("description", _description(booking, link))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _description(booking: Booking, link: str) -> str:
    session = booking.session
    there = session.getting_there
    if booking.mode == Booking.Mode.ONLINE:  # only who has a place is given the link to join
        there = session.joining_link if booking.is_confirmed else ""
    return "\n".join(filter(None, [there, f"Booking {booking.reference}: {absolute(link)}"]))


def _host() -> str:
    return settings.SITE_URL.split("://")[-1].split(":")[0]
