"""To owe messages about sessions, inside the transaction of the act that they tell of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from coproduction.consequences import facilitating
from coproduction.models import Booking, Session
from coproduction.notices import names
from coproduction.offers import clock_starts
from reminders.actions.owing import Owed, owe
from reminders.models import Notice
from reminders.reach import reach_of

TOLD_TOGETHER = timedelta(minutes=30)


def tell(kind: str, bookings: Iterable[Booking], *, now: datetime) -> None:
    """Owe one message to whoever made each booking, at once, and not after the session began."""
    owe(
        Owed(
            kind=kind,
            to=booking.contact,
            about=booking,
            due_at=now,
            version=f"{booking.session.sequence}.{booking.sequence}",
            not_after=booking.session.starts_at,
        )
        for booking in bookings
        if booking.contact is not None
    )


def tell_offered(bookings: Iterable[Booking], *, now: datetime) -> None:
    """Owe each its offer: when its time to answer begins, and not once that is over."""
    owe(
        Owed(
            kind=names.OFFERED,
            to=booking.contact,
            about=booking,
            due_at=clock_starts(now, booking.session.starts_at),
            version=f"{booking.session.sequence}.{booking.sequence}",
            not_after=booking.offer_until,
        )
        for booking in bookings
        if booking.contact is not None
    )


def tell_arranged(booking: Booking, *, now: datetime) -> None:
    """Owe how much of what somebody asked for is arranged, half an hour from now.

    By then several things may be: each time is a version of its own, and only the newest is true
    when it is to go. A number that was true before, and was passed over, can become true again.
    """
    done = booking.support.filter(arranged_at__isnull=False).count()
    if booking.contact is None or not done:
        return
    version = f"{done}.{booking.sequence}"
    passed_over = Notice.objects.about(booking).filter(
        kind=names.ARRANGED, state=Notice.State.SKIPPED, version__startswith=f"{version}."
    )
    same = Notice.objects.about(booking).filter(kind=names.ARRANGED, version=version)
    if same.filter(state=Notice.State.SKIPPED).exists():
        version = f"{version}.{passed_over.count() + 1}"
    owe(
        [
            Owed(
                kind=names.ARRANGED,
                to=booking.contact,
                about=booking,
                due_at=now + TOLD_TOGETHER,
                version=version,
                not_after=booking.session.starts_at,
            )
        ]
    )


def tell_moved(session: Session, *, now: datetime) -> None:
    """Owe the new time or place to everybody who booked or waits."""
    owe(
        Owed(
            kind=names.MOVED,
            to=booking.contact,
            about=booking,
            due_at=now,
            version=names.time_of(session),
            not_after=session.starts_at,
        )
        for booking in session.bookings.standing().select_related("contact")
        if booking.contact is not None
    )


def replan(session: Session, *, was: datetime) -> None:
    """What waits to be told, the call list too, counts from the new start: before when it must be.

    Offers have a deadline of their own.
    """
    waits = Q(state__in=[Notice.State.OWED, Notice.State.HELD, Notice.State.TO_CALL])
    planned = Notice.objects.filter(waits, not_after=was).exclude(kind=names.OFFERED)
    planned.about_any(session.bookings.all()).update(not_after=session.starts_at)
    planned.about(session).update(not_after=session.starts_at)


def tell_facilitators(kind: str, session: Session, *, now: datetime) -> None:
    """Owe a message to each facilitator whose hat has not ended, where we best reach them."""
    owe(
        Owed(
            kind=kind,
            to=contact,
            about=session,
            due_at=now,
            version=str(session.sequence),
            not_after=session.starts_at,
        )
        for contact in reach_of(facilitating(session, now=now).values("person"))
    )
