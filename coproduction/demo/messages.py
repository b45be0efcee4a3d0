"""What was sent to those who booked, as it would have been had the demonstration run so long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from accounts.models import ContactPoint
from accounts.phones import takes_texts
from coproduction.demo.sessions import SLUG
from coproduction.models import Booking
from coproduction.moments import day_before
from coproduction.notices import names
from reminders.models import Notice

MOMENTS = timedelta(seconds=4)
DELIVERED_AFTER = timedelta(minutes=2)
BY_PHONE = "Told by phone by Priya Raman."
BY_POST = "Told by post by Priya Raman."
WRONG_ADDRESS = "halina.nowak@example.org"
BOUNCED = "The email address does not work; no other is known."


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """A confirmation of each booking, and a reminder of each session that has been."""
    say("messages")
    booked = Booking.objects.filter(session__partnership__slug=SLUG, contact__isnull=False)
    told = booked.select_related("session", "contact").order_by("pk")
    notices = [notice for booking in told for notice in _of(booking, now)]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    ContactPoint.objects.filter(
        value=WRONG_ADDRESS, bookings__session__starts_at__gt=now, stopped_at__isnull=True
    ).update(stopped_at=now - timedelta(days=2), stopped_because="There is no such mailbox.")


def _of(booking: Booking, now: datetime) -> Iterator[Notice]:
    session = booking.session
    first = f"{session.sequence}.0"
    if booking.is_waiting:
        yield _notice(names.WAITING, booking, booking.queued_at, first, now)
    if booking.confirmed_at is None:
        return
    yield _notice(names.BOOKED, booking, booking.confirmed_at, first, now)
    due_at = day_before(session.starts_at)
    if booking.is_confirmed and due_at < now - timedelta(days=1):
        yield _notice(names.TOMORROW, booking, due_at, names.time_of(session), now)


def _notice(kind: str, booking: Booking, at: datetime, version: str, now: datetime) -> Notice:
    contact = booking.contact
    assert contact is not None
    notice = Notice(
        kind=kind,
        contact=contact,
        subject_type=booking._meta.label_lower,
        subject_id=booking.pk,
        version=version,
        due_at=at,
        owed_at=at,
        not_after=booking.session.starts_at,
        attempts=1,
        state=Notice.State.SENT,
        settled_at=at + MOMENTS,
    )
    is_coming = booking.session.starts_at > now
    if contact.kind == ContactPoint.Kind.PHONE and not takes_texts(contact.value):
        _by_hand(notice, "" if is_coming else BY_PHONE)
    elif contact.kind == ContactPoint.Kind.POST:
        _by_hand(notice, "" if is_coming else BY_POST, because="By post.")
    elif contact.value == WRONG_ADDRESS and is_coming:
        _by_hand(notice, "", because=BOUNCED)
    else:
        notice.delivered_at = at + DELIVERED_AFTER
    return notice


def _by_hand(notice: Notice, told: str, because: str = "By phone.") -> None:
    """Somebody phoned, or has yet to."""
    notice.why = told or because
    if not told:
        notice.state, notice.settled_at = Notice.State.TO_CALL, None
