"""Sessions of the last and the next twelve months, and who booked them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded
from challenges.models import Challenge
from coproduction.actions import locking
from coproduction.actions.support import KEPT_FOR, ask_for
from coproduction.actions.waiting import offer_free_places
from coproduction.capacity import free_places
from coproduction.demo.coming_sessions import COMING
from coproduction.demo.guests import GUESTS, Guest
from coproduction.demo.past_sessions import PAST
from coproduction.demo.programme import Script
from coproduction.models import Booking, Session, SessionFacilitator
from coproduction.needs import Need
from partnership.models import Hat, Partnership

SLUG = "hertfordshire-and-west-essex"


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Past and coming sessions move with the day of seeding; seeding again repairs them."""
    partnership = Partnership.objects.get(slug=SLUG)
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        say("sessions")
        for script in [*PAST, *COMING]:
            session = _session(partnership, script, now)
            _facilitators(session, script)
            _guests(session, script, now)
            if script.gave_back:
                _gave_back(session, now)
        say("bookings")
        _known_people(partnership, now)


def _session(partnership: Partnership, script: Script, now: datetime) -> Session:
    day = _day(now, script.days)
    starts_at = timezone.make_aware(datetime.combine(day, script.starts))
    challenge = Challenge.objects.filter(partnership=partnership, slug=script.challenge).first()
    session, _created = Session.objects.update_or_create(
        partnership=partnership,
        slug=script.slug,
        defaults={
            "challenge": challenge,
            "title": script.title,
            "purpose": script.purpose,
            "stage_served": script.stage,
            "decision_it_feeds": script.feeds,
            "decision_due_on": day + timedelta(days=script.decided_after),
            "not_open_to_change": script.fixed,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=script.hours),
            "venue": script.venue,
            "address": script.address,
            "getting_there": script.getting_there,
            "access": script.access,
            "joining_link": f"https://meet.example.org/{script.slug}" if script.online else "",
            "room_places": script.room,
            "online_places": script.online,
            "payment": script.pays,
            "reply_by": day + timedelta(days=script.reply_after),
            "code": _code(script.slug),
            "state": Session.State.PUBLISHED,
        },
    )
    return session


def _day(now: datetime, days: int) -> date:
    """So many days from now, in that week, on a Tuesday, Wednesday or Thursday."""
    day = timezone.localtime(now).date() + timedelta(days=days)
    return day + timedelta(days=1 + days % 3 - day.weekday() + (7 if day.weekday() > 3 else 0))


def _code(slug: str) -> str:
    """Six letters that can be read aloud, the same at every seeding."""
    letters = "BCDFGHJKMNPQRTVWXY346789"
    drawn = uuid5(NAMESPACE_URL, f"code {slug}").int
    return "".join(letters[(drawn >> (5 * place)) % len(letters)] for place in range(6))


def _facilitators(session: Session, script: Script) -> None:
    emails = [f"{name}@example.org" for name in script.facilitators]
    hats = Hat.objects.current().filter(partnership=session.partnership, person__email__in=emails)
    for hat in hats.filter(capacity__in=["facilitator", "resident"]):
        SessionFacilitator.objects.get_or_create(session=session, hat=hat)


def _guests(session: Session, script: Script, now: datetime) -> None:
    """So many people with places as the script says, then those who wait, in this order."""
    first = sum(map(ord, script.slug)) % len(GUESTS)
    asked_at = min(session.starts_at, now) - timedelta(days=26)
    people = 0
    queue = 0
    for number, guest in enumerate(islice(cycle(GUESTS), first, first + len(GUESTS))):
        asked_at = by_day(asked_at + timedelta(hours=17, minutes=23 * (number % 5)))
        if people + guest.party <= script.booked:
            people += guest.party
            _book(session, guest, number, asked_at, now)
        elif people == script.booked and queue < script.waiting:
            queue += 1
            _book(session, guest, number, asked_at, now)


def by_day(at: datetime) -> datetime:
    """A moment of the same day between seven in the morning and seven in the evening."""
    return at.replace(hour=7 + at.hour // 2)


def _book(session: Session, guest: Guest, number: int, asked_at: datetime, now: datetime) -> None:
    key = uuid5(NAMESPACE_URL, f"{session.slug} {number}")
    if Booking.objects.filter(key=key).exists():
        return
    mode = guest.mode if session.places_in(guest.mode) else session.modes[0]
    fits = guest.party <= free_places(session)[mode]
    contact = ContactPoint.objects.create(kind=guest.kind, value=guest.value)
    booking = _write(
        session,
        key,
        mode,
        asked_at,
        fits,
        name=guest.name,
        contact=contact,
        party_size=guest.party,
        tell_me_what_became=guest.tell_me,
    )
    if session.ends_at > now - KEPT_FOR:
        ask_for(booking, [Need(code, detail) for code, detail in guest.needs])


def _write(
    session: Session, key: UUID, mode: str, at: datetime, fits: bool, **who: object
) -> Booking:
    drawn = key.hex.upper()
    return Booking.objects.create(
        session=session,
        key=key,
        reference=f"{drawn[:4]}-{drawn[4:8]}",
        mode=mode,
        queued_at=at,
        state=Booking.State.CONFIRMED if fits else Booking.State.WAITING,
        confirmed_at=at if fits else None,
        **who,
    )


def _gave_back(session: Session, now: datetime) -> None:
    """Somebody cancelled, so that an offer stands as of now, unless one stands already."""
    held = locking.hold(session.pk)
    if held.bookings.offered().exists():
        return
    if not held.bookings.filter(state=Booking.State.CANCELLED).exists():
        last = held.bookings.confirmed().filter(party_size=1).order_by("queued_at").last()
        if last is not None:
            last.state, last.cancelled_at = Booking.State.CANCELLED, now
            last.save(update_fields=["state", "cancelled_at"])
    offer_free_places(held, now=now)


def _known_people(partnership: Partnership, now: datetime) -> None:
    """Sheila signed in to book; Joan, who has no email, phoned, and the coordinator booked."""
    clinic = partnership.sessions.get(slug="planning-the-joint-clinic")
    for name, number in (("Sheila Marsh", 900), ("Joan Pettifer", 901)):
        key = uuid5(NAMESPACE_URL, f"{clinic.slug} {number}")
        person = Person.objects.filter(name=name, invented=True).first()
        contact = ContactPoint.objects.filter(person=person).order_by("pk").first()
        if person and contact and not Booking.objects.filter(key=key).exists():
            at = now - timedelta(days=3)
            booking = _write(
                clinic, key, "room", at, True, name=name, contact=contact, person=person
            )
            ask_for(booking, [Need("large_print")] if name == "Joan Pettifer" else [])
