"""Calendars that other programs fetch again and again: of a place, and of one person.

Programs decide themselves how often they look; REFRESH-INTERVAL (RFC 7986) and X-PUBLISHED-TTL,
which Outlook reads, suggest it. Every event bears when it last changed, never when it was fetched:
an unchanged feed is the same bytes, so that a conditional request is answered with 304.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from accounts.links import absolute
from accounts.models import Person
from coproduction.calendars import event_of_booking, event_of_session, new_calendar, page_of
from coproduction.models import Booking, Session
from coproduction.models.session import SessionQuerySet
from partnership.models import Hat, Place
from reminders.channels.email import one_line

BACK = timedelta(days=92)
AHEAD = timedelta(days=366)
MOST = 500
EVERY = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one state of a feed from another: HTTP's ETag and Last-Modified."""

    tag: str
    changed_at: datetime | None


def sessions_in(place: Place, *, now: datetime) -> SessionQuerySet:
    """What the feed of a place holds: the same for everybody, whoever asks."""
    public = Session.objects.visible_to(AnonymousUser())
    here = Place.objects.within(place).values("pk")
    return _in_time(public, now).filter(partnership__place__in=here).order_by("-starts_at", "-pk")


def version_of(place: Place, *, now: datetime) -> Version:
    """In one query, without rendering. A change of any public fact has an event of its own."""
    known = sessions_in(place, now=now).annotate(
        last=Max("events__pgh_id"), at=Max("events__pgh_created_at")
    )
    rows = list(known.values_list("pk", "last", "at")[:MOST])
    seen = f"{place.name} {[(pk, last) for pk, last, _at in rows]}"
    newest = max((at for _pk, _last, at in rows if at), default=None)
    return Version(tag_of(seen.encode()), newest)


def tag_of(seen: bytes) -> str:
    return sha256(seen).hexdigest()[:32]


def feed_of_place(place: Place, *, now: datetime) -> bytes:
    """Published sessions of a place and of what lies in it; cancelled ones say so."""
    rows = sessions_in(place, now=now).select_related("partnership")
    sessions = rows.annotate(changed_at=Max("events__pgh_created_at"))[:MOST]
    title = _("Sessions in %(place)s") % {"place": place.name}
    return _written(title, (_public_event(session) for session in reversed(sessions)))


def feed_of_person(person: Person, *, now: datetime) -> bytes:
    """What somebody has a place at or is offered one, and the sessions that they facilitate.

    Its links lead to public pages: whoever fetches it for somebody, such as Google, is not given
    the power to change a booking.
    """
    own = Booking.objects.filter(person=person, state__in=["confirmed", "offered"])
    in_time = own.filter(session__in=_in_time(Session.objects.all(), now).values("pk"))
    latest = in_time.select_related("session__partnership").order_by("-session__starts_at", "-pk")
    bookings = list(latest[:MOST])
    hats = Hat.objects.current(now).filter(person=person)
    run = _in_time(Session.objects.exclude(state=Session.State.DRAFT), now)
    run = run.filter(facilitator_links__hat__in=hats.values("pk"))
    run = run.exclude(pk__in=[booking.session_id for booking in bookings])
    run = run.select_related("partnership").annotate(changed_at=Max("events__pgh_created_at"))
    booked = [event_of_booking(one, link=page_of(one.session)) for one in bookings]
    led = [_public_event(session) for session in run.order_by("-starts_at", "-pk")[:MOST]]
    return _written(_("My sessions"), [*booked, *led])


def addresses(path: str) -> dict[str, str]:
    """Where a feed is fetched: as programs open it by themselves, and to copy."""
    address = absolute(path)
    return {"opens": f"webcal://{address.partition('://')[2]}", "copied": address}


def _in_time(sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
    return sessions.filter(Q(starts_at__gte=now - BACK) & Q(starts_at__lte=now + AHEAD))


def _public_event(session: Session) -> Event:
    return event_of_session(session, changed_at=session.changed_at or session.starts_at)  # type: ignore[attr-defined]


def _written(title: str, events: Iterable[Event]) -> bytes:
    calendar: Calendar = new_calendar("PUBLISH")
    title = one_line(title)
    calendar.add("name", title)
    calendar.add("x-wr-calname", vText(title))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{EVERY // timedelta(hours=1)}H")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
