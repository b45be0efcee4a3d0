"""To book a place, to give it back, to change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded, require
from coproduction import errors, rules
from coproduction.actions import locking
from coproduction.actions.support import ask_for
from coproduction.actions.telling import tell
from coproduction.actions.waiting import confirm, offer_free_places
from coproduction.capacity import free_places
from coproduction.letters import drawn_letters
from coproduction.models import Booking, Session
from coproduction.notices import names
from coproduction.wishes import Reach, Wish
from reminders.tasks import wake

REFUSALS = {
    "session_is_never_over_capacity": errors.SessionFull,
    "person_books_a_session_once": errors.AlreadyBooked,
}


def book(session: Session, *, by: Actor, wish: Wish, now: datetime) -> Booking:
    """Take places for a party: all of them or none.

    Sent twice with the same key it is booked once. Raises `SessionFull`, `SessionStarted`,
    `SessionNotOpen`, `NoSuchMode`, `AlreadyBooked`.
    """
    return _take(session, by=by, wish=wish, now=now, waits=False)


def book_or_wait(session: Session, *, by: Actor, wish: Wish, now: datetime) -> Booking:
    """Take places, or the last place on the waiting list if the party does not fit."""
    return _take(session, by=by, wish=wish, now=now, waits=True)


def book_for_somebody(session: Session, *, by: Actor, wish: Wish, now: datetime) -> Booking:
    """Book, or wait, for somebody who phoned or wrote. Recorded as done on their behalf."""
    require(rules.can_book_for_somebody(by, session))
    return _take(session, by=by, wish=wish, now=now, waits=True, for_somebody=True)


def _take(
    session: Session,
    *,
    by: Actor,
    wish: Wish,
    now: datetime,
    waits: bool,
    for_somebody: bool = False,
) -> Booking:
    reference = new_reference()
    if for_somebody:
        by = replace(by, on_behalf_of=f"booking {reference}")
    with recorded(by, "booked a place", refusals=REFUSALS):
        held = locking.hold(session.pk)
        if earlier := Booking.objects.filter(key=wish.key).select_related("session").first():
            return _the_same(earlier, held)
        check_open(held, wish.mode, now)
        fits = wish.party_size <= free_places(held)[wish.mode]
        if not fits and not waits:
            raise errors.SessionFull()
        booking = Booking.objects.create(
            session=held,
            reference=reference,
            person_id=None if for_somebody else by.person_id,
            name=wish.name,
            contact=_contact(None if for_somebody else by.person_id, wish.reach),
            mode=wish.mode,
            party_size=wish.party_size,
            state=Booking.State.CONFIRMED if fits else Booking.State.WAITING,
            confirmed_at=now if fits else None,
            tell_me_what_became=wish.tell_me,
            key=wish.key,
        )
        ask_for(booking, wish.needs)
        tell(names.BOOKED if fits else names.WAITING, [booking], now=now)
    wake()
    return booking


def _the_same(earlier: Booking, session: Session) -> Booking:
    if earlier.session_id != session.pk:
        raise errors.FormUsedElsewhere()
    return earlier


def check_open(session: Session, mode: str, now: datetime) -> None:
    """Raise what stops anybody from booking this mode now."""
    if not session.is_published:
        raise errors.SessionNotOpen()
    if session.has_started(now):
        raise errors.SessionStarted()
    if mode not in session.modes:
        raise errors.NoSuchMode()


def _contact(person_id: int | None, reach: Reach) -> ContactPoint:
    """A guest's address belongs to the booking alone, until its owner proves it."""
    if person_id is None:
        return ContactPoint.objects.create(kind=reach.kind, value=reach.value)
    contact, _created = ContactPoint.objects.get_or_create(
        person_id=person_id, kind=reach.kind, value=reach.value
    )
    return contact


def new_reference() -> str:
    """A reference that can be read over the phone, such as K7MR-4QXB."""
    drawn = drawn_letters(8)
    reference = f"{drawn[:4]}-{drawn[4:]}"
    taken = Booking.objects.filter(reference=reference).exists()
    return new_reference() if taken else reference


def cancel_booking(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """Give the places back: they are offered to the earliest who waits and whose party fits.

    Cancelling twice is harmless, and so is cancelling what lapsed. Raises `SessionStarted`.
    """
    require(rules.can_manage_booking(by, booking))
    with recorded(by, "cancelled a booking"):
        session = locking.hold(booking.session_id)
        booking = fresh(booking, session)
        if booking.is_cancelled:
            return booking
        if session.has_started(now):
            raise errors.SessionStarted()
        give_back(booking, now=now)
        offer_free_places(session, now=now)
    wake()
    return booking


def give_back(booking: Booking, *, now: datetime) -> None:
    """Cancel a booking whose session is held. Part of somebody's act."""
    booking.state = Booking.State.CANCELLED
    booking.cancelled_at = now
    booking.sequence += 1
    booking.save(update_fields=["state", "cancelled_at", "sequence"])
    # What is arranged already has to be called off by somebody: the rest is not kept.
    booking.support.filter(arranged_at__isnull=True).delete()
    tell(names.CANCELLED, [booking], now=now)


def change_booking(
    booking: Booking, *, by: Actor, mode: str, party_size: int, now: datetime
) -> Booking:
    """Change how somebody joins, or how many come. What does not fit leaves all as it was.

    A waiting party keeps its place in the queue. If it fits as it is now it has the place at once:
    nobody who waits fits into what is free, so that nobody is passed over. What is offered stays
    offered, until the same deadline. Raises `ModeFull`, `BookingCancelled`, `OfferOver`,
    `SessionStarted`, `NoSuchMode`.
    """
    require(rules.can_manage_booking(by, booking))
    with recorded(by, "changed a booking", refusals=REFUSALS):
        session = locking.hold(booking.session_id)
        booking = fresh(booking, session)
        check_open(session, mode, now)
        _check_changeable(booking, now)
        if (booking.mode, booking.party_size) == (mode, party_size):
            return booking
        fits = _fits(booking, session, mode, party_size)
        if not fits and not booking.is_waiting:
            raise errors.ModeFull()
        booking.mode, booking.party_size = mode, party_size
        booking.sequence += 1
        booking.save(update_fields=["mode", "party_size", "sequence"])
        if booking.is_confirmed:
            tell(names.BOOKED, [booking], now=now)
        elif booking.is_waiting and fits:
            confirm(booking, now=now)
        offer_free_places(session, now=now)
    wake()
    return booking


def _check_changeable(booking: Booking, now: datetime) -> None:
    if booking.is_cancelled:
        raise errors.BookingCancelled()
    if booking.offer_is_over(now):
        raise errors.OfferOver()


def _fits(booking: Booking, session: Session, mode: str, party_size: int) -> bool:
    own = 0 if booking.is_waiting or booking.mode != mode else booking.party_size
    return party_size <= free_places(session)[mode] + own


def fresh(booking: Booking, session: Session) -> Booking:
    """The booking as it is now that the session is held."""
    now_so = Booking.objects.select_related("contact").get(pk=booking.pk)
    now_so.session = session
    return now_so
