"""To answer an offer of a freed place, to let it lapse, to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog

from accounts.actor import Actor
from accounts.record import recorded, require
from coproduction import errors, rules
from coproduction.actions import locking
from coproduction.actions.booking import REFUSALS, check_open, fresh, give_back
from coproduction.actions.waiting import confirm, lapse, offer_free_places, queue_again
from coproduction.capacity import free_places
from coproduction.models import Booking
from reminders.tasks import wake

log = structlog.get_logger(__name__)

SESSIONS_AT_A_TIME = 100


def accept_offer(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """Take the place that is offered. Taking it twice is harmless.

    Raises `OfferOver` after the deadline, whether or not it was marked as lapsed yet;
    `BookingCancelled`, `NothingOffered`, `SessionNotOpen`, `SessionStarted`.
    """
    require(rules.can_manage_booking(by, booking))
    with recorded(by, "took an offered place", refusals=REFUSALS):
        session = locking.hold(booking.session_id)
        booking = fresh(booking, session)
        check_open(session, booking.mode, now)
        if booking.is_confirmed:
            return booking
        _check_offered(booking, now)
        confirm(booking, now=now)
    wake()
    return booking


def decline_offer(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """Give up what is offered: the booking is cancelled and the next is offered the place.

    A form that was left open does not give back a place that was taken meanwhile. Declining twice
    is harmless. Raises as `accept_offer`, but not after the deadline: who does not want it any
    more need not hear that it is late.
    """
    require(rules.can_manage_booking(by, booking))
    with recorded(by, "declined an offered place"):
        session = locking.hold(booking.session_id)
        booking = fresh(booking, session)
        check_open(session, booking.mode, now)
        if booking.is_cancelled:
            return booking
        if not booking.is_offered and not booking.is_lapsed:
            raise errors.NothingOffered()
        give_back(booking, now=now)
        offer_free_places(session, now=now)
    wake()
    return booking


def _check_offered(booking: Booking, now: datetime) -> None:
    if booking.is_cancelled:
        raise errors.BookingCancelled()
    if booking.is_waiting:
        raise errors.NothingOffered()
    if not booking.can_answer(now):
        raise errors.OfferOver()


def ask_again(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """After an offer lapsed: a place if one is free for the whole party, else the end of the list.

    As somebody new who asks. Asking twice is harmless. Raises `BookingCancelled`,
    `SessionNotOpen`, `SessionStarted`, `NoSuchMode`, `AlreadyBooked`.
    """
    require(rules.can_manage_booking(by, booking))
    with recorded(by, "asked for a place again", refusals=REFUSALS):
        session = locking.hold(booking.session_id)
        booking = fresh(booking, session)
        check_open(session, booking.mode, now)
        if booking.is_cancelled:
            raise errors.BookingCancelled()
        if booking.offer_is_over(now) and booking.is_offered:  # the clock has not come by yet
            lapse(session, now=now)
            offer_free_places(session, now=now)
            booking = fresh(booking, session)
        if not booking.is_lapsed:
            return booking
        if booking.party_size <= free_places(session)[booking.mode]:
            confirm(booking, now=now)
        else:
            queue_again(booking, now=now)
    wake()
    return booking


def lapse_offers(now: datetime) -> int:
    """End every offer whose time is over, and offer its places to the next. How many lapsed.

    One transaction for each session, so that nobody's answer waits for more than one of them, and
    one that fails stops no other. Running it twice, or at once, is harmless.
    """
    lapsed = 0
    for session_id in _sessions_with_late_offers(now):
        try:
            lapsed += _lapse_in(session_id, now)
        except Exception as error:
            log.error("lapsing_failed", session=session_id, error=type(error).__name__)
    if lapsed:
        wake()
    return lapsed


def _sessions_with_late_offers(now: datetime) -> Iterator[int]:
    late = Booking.objects.lapsing(now).order_by("session_id").values_list("session_id", flat=True)
    last = 0
    while batch := list(late.filter(session_id__gt=last).distinct()[:SESSIONS_AT_A_TIME]):
        yield from batch
        last = batch[-1]


def _lapse_in(session_id: int, now: datetime) -> int:
    with recorded(Actor.for_job("lapse offers"), "let an offer lapse", refusals=REFUSALS):
        session = locking.hold(session_id)
        late = lapse(session, now=now)
        offer_free_places(session, now=now)
    return len(late)
