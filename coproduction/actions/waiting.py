"""The waiting list: who is offered a freed place. The caller holds the session's row."""

from __future__ import annotations

from datetime import datetime

from django.db.models.functions import Now

from coproduction.actions.telling import tell, tell_offered
from coproduction.capacity import free_places
from coproduction.models import Booking, Session
from coproduction.notices import names
from coproduction.offers import answer_by

AT_A_TIME = 200


def offer_free_places(session: Session, *, now: datetime) -> None:
    """Offer free places to those who wait: the earliest whose whole party fits, until none fits.

    The rule that the waiting list's page publishes. An offer holds its places until it is answered
    or lapses. Nothing is offered once the session has begun. They are told in the same transaction.
    """
    if not session.takes_bookings(now):
        return
    free = free_places(session)
    # Places only become fewer here, so who did not fit in an earlier round does not fit later.
    while batch := _earliest_that_fit(session, free):
        _offer([one for one in batch if _takes(one, free)], session, now=now)


def _earliest_that_fit(session: Session, free: dict[str, int]) -> list[Booking]:
    queue = session.bookings.waiting().that_fit(free)
    return list(queue.select_related("contact")[:AT_A_TIME])


def _takes(booking: Booking, free: dict[str, int]) -> bool:
    """Whether the whole party fits; if so its places are free no more."""
    fits = booking.party_size <= free[booking.mode]
    if fits:
        free[booking.mode] -= booking.party_size
    return fits


def _offer(bookings: list[Booking], session: Session, *, now: datetime) -> None:
    for booking in bookings:
        booking.session = session
        booking.state = Booking.State.OFFERED
        booking.offered_at = now
        booking.offer_until = answer_by(now, session.starts_at)
        booking.sequence += 1
    fields = ["state", "offered_at", "offer_until", "sequence"]
    Booking.objects.bulk_update(bookings, fields)
    tell_offered(bookings, now=now)


def confirm(booking: Booking, *, now: datetime) -> None:
    """Give the place for good, and say so."""
    booking.state = Booking.State.CONFIRMED
    booking.confirmed_at = now
    booking.sequence += 1
    booking.save(update_fields=["state", "confirmed_at", "sequence"])
    tell(names.BOOKED, [booking], now=now)


def queue_again(booking: Booking, *, now: datetime) -> None:
    """To the end of the list, by the database's clock as whoever joins it for the first time."""
    anew = {
        "state": Booking.State.WAITING,
        "queued_at": Now(),
        "offered_at": None,
        "offer_until": None,
        "sequence": booking.sequence + 1,
    }
    Booking.objects.filter(pk=booking.pk).update(**anew)
    booking.refresh_from_db(fields=list(anew))
    tell(names.WAITING, [booking], now=now)


def lapse(session: Session, *, now: datetime) -> list[Booking]:
    """End offers that were not answered in time, and say so while there is still a list to join."""
    late = list(session.bookings.lapsing(now).select_related("contact").order_by("pk"))
    for booking in late:
        booking.session = session
        booking.state = Booking.State.LAPSED
        booking.sequence += 1
    Booking.objects.bulk_update(late, ["state", "sequence"], batch_size=AT_A_TIME)
    if session.takes_bookings(now):
        tell(names.LAPSED, late, now=now)
    return late


def end_offers_by_start(session: Session) -> None:
    """A session that begins earlier now: no offer stands longer than until then."""
    late = session.bookings.offered().filter(offer_until__gt=session.starts_at)
    late.update(offer_until=session.starts_at)


def end_offers(session: Session) -> None:
    """A session that does not take place: nothing can be said yes to. They are told that alone."""
    session.bookings.offered().update(state=Booking.State.LAPSED)
