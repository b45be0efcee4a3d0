"""Support to take part: asked for, read by those who arrange it, arranged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.record import recorded, require
from coproduction import errors, rules
from coproduction.actions import locking
from coproduction.actions.telling import tell_arranged
from coproduction.models import Booking, Session, Support, SupportReading
from coproduction.needs import Need
from coproduction.secrets import Unreadable, seal, unseal

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """One need as those who arrange it see it."""

    support: Support
    need: Need


def ask_for(booking: Booking, needs: Iterable[Need]) -> None:
    """Keep what somebody asked for, sealed. Part of the booking's own transaction."""
    Support.objects.bulk_create(
        Support(
            booking=booking,
            need=seal(need.code),
            detail=seal(need.detail) if need.detail else b"",
        )
        for need in needs
    )


def revise_needs(booking: Booking, *, by: Actor, needs: tuple[Need, ...], now: datetime) -> None:
    """Replace what somebody asked for. What is arranged and still wanted stays arranged.

    Raises `BookingCancelled`, `OfferOver` and `SessionStarted`.
    """
    require(rules.can_manage_booking(by, booking))
    with recorded(by, "changed what would help"):
        # Held as by whoever cancels: a form sent twice asks once, and a place given back for none.
        session = locking.hold(booking.session_id)
        booking = Booking.objects.get(pk=booking.pk)
        if booking.is_cancelled:
            raise errors.BookingCancelled()
        if booking.offer_is_over(now):
            raise errors.OfferOver()
        if session.has_started(now):
            raise errors.SessionStarted()
        kept = set()
        for asked in opened(booking.support.select_for_update()):
            if asked.need in needs and asked.need not in kept:
                kept.add(asked.need)
            else:
                asked.support.delete()
        ask_for(booking, [need for need in needs if need not in kept])


def opened(rows: Iterable[Support]) -> list[Asked]:
    """Decrypt. A need whose key is lost is shown as one that must be asked for again."""
    return [Asked(support, _need(support)) for support in rows]


def _need(support: Support) -> Need:
    try:
        detail = unseal(support.detail) if support.detail else ""
        return Need(unseal(support.need), detail)
    except Unreadable:
        return Need("other", "Please ask again: this can no longer be read.")


def read_support(session: Session, *, by: Actor, now: datetime) -> list[Asked]:
    """What people of a session need. Each person is shown that this actor read it, and when."""
    require(rules.can_arrange_support(by, session))
    if by.person_id is None:
        raise NotAllowed()
    if session.ends_at + KEPT_FOR <= now:
        return []
    rows = Support.objects.filter(booking__session=session).select_related("booking", "owner")
    with recorded(by, "read what people need to take part"):
        asked = opened(rows.order_by("booking__queued_at", "booking_id", "pk"))
        readings = {one.support.booking_id: one.support.booking for one in asked}
        SupportReading.objects.bulk_create(
            SupportReading(
                booking=booking, reader_id=by.person_id, hat_label=by.hat_label, read_at=now
            )
            for booking in readings.values()
            if booking.person_id != by.person_id
        )
    return asked


def arrange(support: Support, *, by: Actor, now: datetime) -> Support:
    """Mark one need as arranged, by this hat."""
    require(rules.can_arrange_support(by, support.booking.session))
    with recorded(by, "arranged support"):
        support = _held(support)
        if support.arranged_at is None:
            support.arranged_at, support.owner_id = now, by.hat_id
            support.save(update_fields=["arranged_at", "owner"])
            tell_arranged(support.booking, now=now)
    return support


def undo_arranged(support: Support, *, by: Actor, now: datetime) -> Support:
    """It is not arranged after all."""
    require(rules.can_arrange_support(by, support.booking.session))
    with recorded(by, "took back that support was arranged"):
        support = _held(support)
        if support.arranged_at is not None:
            support.arranged_at = None
            support.save(update_fields=["arranged_at"])
            tell_arranged(support.booking, now=now)
    return support


def _held(support: Support) -> Support:
    """The need as it is now. Its session is held: of two needs of one person that are marked at
    once, the second counts the first."""
    locking.hold(support.booking.session_id)
    with_booking = Support.objects.select_related("booking__session", "booking__contact")
    return with_booking.get(pk=support.pk)
