"""Bookings and sessions as calendars of every make read them (RFC 5545, invitations RFC 5546).

Times are in UTC: Outlook misreads a time zone that is defined by dates. The UID stays and the
SEQUENCE rises with every change of the session or the booking, so that a calendar replaces what
it holds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from accounts.links import absolute
from coproduction.models import Booking, Session
from reminders.channels.email import one_line

Moment = datetime | None


def invitation_of(booking: Booking, *, to: str, link: str, now: datetime) -> bytes | None:
    """The invitation that a mail to `to` carries; None for a booking that never had a place.

    METHOD:REQUEST makes Outlook, Google and Apple write the event down, and follow a move, by
    themselves: a published file (PUBLISH) with a higher SEQUENCE is a second event to Google and
    Exchange. The organiser never changes and is the sender of the mail: Google takes an update or
    a cancellation from the organiser alone. The one attendee is the reader, who has accepted by
    booking: PARTSTAT=ACCEPTED and RSVP=FALSE, so that no program asks again or writes to us.
    Nobody else who comes is named.
    """
    if booking.confirmed_at is None:
        return None
    off = booking.is_cancelled or booking.session.is_cancelled
    if not off and not booking.is_confirmed:
        return None
    calendar = new_calendar("CANCEL" if off else "REQUEST")
    event = event_of_booking(booking, link=link, stamp=now)
    attendee = vCalAddress(f"mailto:{one_line(to)}")
    attendee.params.update(
        CN=_name(booking.name or to),
        CUTYPE="INDIVIDUAL",
        ROLE="REQ-PARTICIPANT",
        PARTSTAT="ACCEPTED",
        RSVP="FALSE",
    )
    event.add("attendee", attendee)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_of(booking: Booking, *, link: str, now: datetime) -> bytes:
    """The file that the private page offers, for a calendar that no mail of ours reaches."""
    calendar = new_calendar("PUBLISH")
    calendar.add_component(event_of_booking(booking, link=link, stamp=now))
    return bytes(calendar.to_ical())


def new_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Shared Ground//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def event_of_booking(booking: Booking, *, link: str, stamp: Moment = None) -> Event:
    """What somebody has a place at; while it waits for a place or an answer it is tentative."""
    session = booking.session
    off = booking.is_cancelled or booking.is_lapsed or session.is_cancelled
    event = _event(
        session,
        uid=f"booking-{booking.reference.lower()}",
        sequence=session.sequence + booking.sequence,
        changed_at=changed_at(booking),
        stamp=stamp,
    )
    status = "CANCELLED" if off else "CONFIRMED" if booking.is_confirmed else "TENTATIVE"
    event.add("status", status)
    event.add("transp", "OPAQUE" if status == "CONFIRMED" else "TRANSPARENT")
    in_room = booking.mode == Booking.Mode.ROOM
    event.add("location", one_line(session.where) if in_room else _("Online"))
    event.add("url", absolute(link))
    event.add("description", _about(booking, link))
    return event


def event_of_session(session: Session, *, changed_at: datetime) -> Event:
    """What anybody may know of a session: never the link to join. It blocks nobody's time."""
    event = _event(
        session,
        uid=f"session-{session.pk}",
        sequence=session.sequence,
        changed_at=changed_at,
    )
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("location", one_line(session.where))
    page = absolute(page_of(session))
    event.add("url", page)
    why = session.cancelled_because if session.is_cancelled else ""
    event.add("description", _lines(why, session.purpose, page))
    return event


def page_of(session: Session) -> str:
    """The path of its public page."""
    return reverse("session_detail", args=[session.partnership.slug, session.slug])


def changed_at(booking: Booking) -> datetime:
    """When what a calendar shows of a booking last changed, as far as the rows tell."""
    known = (booking.confirmed_at, booking.cancelled_at, booking.session.moved_at)
    return max([booking.queued_at, *filter(None, known)])


def _event(
    session: Session, *, uid: str, sequence: int, changed_at: datetime, stamp: Moment = None
) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{_host()}")
    event.add("sequence", sequence)
    event.add("dtstamp", (stamp or changed_at).astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", one_line(session.title))
    organiser = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organiser.params["CN"] = _name(settings.SITE_NAME)
    event.add("organizer", organiser)
    return event


def _about(booking: Booking, link: str) -> str:
    session = booking.session
    there = session.getting_there
    if booking.mode == Booking.Mode.ONLINE:  # only who has a place is given the link to join
        joins = booking.is_confirmed and not session.is_cancelled
        there = session.joining_link if joins else ""
    about = _("Booking %(reference)s: %(link)s")
    return _lines(there, about % {"reference": booking.reference, "link": absolute(link)})


def _lines(*words: str) -> str:
    """Several lines in which nothing but text is left: a stray character begins no property."""
    return "\n".join(one_line(line) for part in words for line in part.splitlines() if line)


def _name(words: str) -> str:
    """A name as a parameter: Outlook shows the signs by which RFC 6868 escapes a quotation mark."""
    return one_line(words.replace('"', "’").replace("^", " "))


def _host() -> str:
    return settings.SITE_URL.split("://")[-1].split(":")[0]
