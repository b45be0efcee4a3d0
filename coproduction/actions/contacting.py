"""To give a booking another address or number, when what was given does not work."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import structlog
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded, require
from coproduction import errors, rules
from coproduction.models import Booking
from coproduction.notices.names import UNREACHABLE
from coproduction.wishes import Reach
from reminders.models import Notice
from reminders.tasks import wake

log = structlog.get_logger(__name__)
State = Notice.State


def change_contact(booking: Booking, *, by: Actor, reach: Reach, now: datetime) -> int:
    """Reach whoever booked there from now on; return how many messages go there that waited.

    What the coordinator was told on the phone belongs to the booking, never to an account: its
    owner alone says what is theirs. Raises `BookingCancelled`, `SessionStarted`.
    """
    require(rules.can_see_contacts(by, booking.session))
    with recorded(by, "gave a booking a new address"):
        held = Booking.objects.select_for_update().select_related("session").get(pk=booking.pk)
        if held.is_cancelled:
            raise errors.BookingCancelled()
        if held.session.has_started(now):
            raise errors.SessionStarted()
        former = held.contact
        held.contact = ContactPoint.objects.create(kind=reach.kind, value=reach.value)
        held.save(update_fields=["contact"])
        moved = _go_there(held, former, held.contact, now)
        _forget(former)
    log.info("booking_contact_changed", booking=booking.pk, hat=by.hat_id)
    wake()
    return moved


def _forget(former: ContactPoint | None) -> None:
    """A guest's address that nothing names any more: nobody would find it to delete it later."""
    if former is not None:
        ContactPoint.objects.filter(
            pk=former.pk,
            person__isnull=True,
            bookings__isnull=True,
            contributions__isnull=True,
            notices__isnull=True,
        ).delete()


def _go_there(
    booking: Booking, former: ContactPoint | None, contact: ContactPoint, now: datetime
) -> int:
    """What was not told yet, under keys of their own: a late bounce of the old is not theirs."""
    untold = Q(state=State.OWED, attempts=0) | Q(state=State.TO_CALL)
    theirs = Q(contact=former)
    if former is not None and former.person_id is not None:
        theirs |= Q(contact__person=former.person_id) & ~Q(kind=UNREACHABLE)
    waiting = list(
        Notice.objects.about(booking).filter(untold, theirs).select_for_update(of=("self",))
    )
    for notice in waiting:
        notice.contact, notice.key, notice.state = contact, uuid4(), State.OWED
        notice.why, notice.receipt, notice.attempts = "", "", 0
        notice.begun_at = notice.not_before = None
    fields = ["contact", "key", "state", "why", "receipt", "attempts", "begun_at", "not_before"]
    # Two ways may have been tried with the same message: it goes to the new one once.
    once = {(one.kind, one.version): one for one in waiting}
    Notice.objects.bulk_update(once.values(), fields)
    twice = {one.pk for one in waiting} - {one.pk for one in once.values()}
    Notice.objects.filter(pk__in=twice).update(
        state=State.SKIPPED, settled_at=now, why="It goes to another address that they gave."
    )
    return len(once)
