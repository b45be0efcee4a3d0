"""What must not be kept. Each is listed in settings.RETENTION and says how much it forgot."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from coproduction.actions.support import KEPT_FOR, opened
from coproduction.models import (
    Booking,
    Concern,
    Contribution,
    Feedback,
    Support,
    SupportReading,
    SupportTally,
)
from reminders.models import Notice

CONTACTS_KEPT_FOR = timedelta(days=30)
CONTACTS_KEPT_TO_TELL = timedelta(days=761)  # 25 months
CONCERNS_KEPT_FOR = timedelta(days=761)  # 25 months
_AT_A_TIME = 500


def forget_needs(now: datetime) -> int:
    """Delete what people needed, 7 days after the session; how well it was met stays as a tally."""
    with recorded(Actor.for_job("forget needs"), "deleted what people needed"):
        rows = list(
            Support.objects.filter(booking__session__ends_at__lte=now - KEPT_FOR)
            .select_related("booking__session")
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("pk")[:_AT_A_TIME]
        )
        for asked in opened(rows):
            session = asked.support.booking.session
            _tally(
                session.partnership_id,
                timezone.localtime(session.starts_at).date().replace(day=1),
                asked.need.code,
                asked.support.arranged_at is not None,
            )
        Support.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _tally(partnership_id: int, month: object, need: str, arranged: bool) -> None:
    tally, _created = SupportTally.objects.get_or_create(
        partnership_id=partnership_id, month=month, need=need
    )
    SupportTally.objects.filter(pk=tally.pk).update(
        asked=F("asked") + 1, arranged=F("arranged") + int(arranged)
    )


def forget_guests(now: datetime) -> int:
    """Delete a guest's name and contact details 30 days after the session.

    Whoever asked to be told what became of it is kept until 25 months after. Contact details that
    also belong to words somebody said stay with those words.
    """
    due = Booking.objects.filter(
        person__isnull=True, session__ends_at__lte=now - CONTACTS_KEPT_FOR
    ).exclude(name="")
    due = due.filter(tell_me_what_became=False) | due.filter(
        session__ends_at__lte=now - CONTACTS_KEPT_TO_TELL
    )
    with recorded(Actor.for_job("forget guests"), "deleted contact details"):
        rows = list(due.order_by("pk").values_list("pk", "contact_id")[:_AT_A_TIME])
        bookings = [booking for booking, _contact in rows]
        # An address that did not work, and that another has replaced, is known by its messages.
        former = Notice.objects.about_any(Booking.objects.filter(pk__in=bookings))
        contacts = {contact for _booking, contact in rows if contact}
        contacts |= set(former.values_list("contact", flat=True))
        Booking.objects.filter(pk__in=bookings).update(name="", contact=None)
        SupportReading.objects.filter(booking__in=bookings).delete()
        ContactPoint.objects.filter(
            pk__in=contacts,
            person__isnull=True,
            contributions__isnull=True,
            bookings__isnull=True,
        ).delete()
    return len(rows)


def forget_speakers(now: datetime) -> int:
    """Delete who said something, and where a guest wanted to hear back, 25 months after."""
    due = ContactPoint.objects.filter(person__isnull=True, bookings__isnull=True)
    due = due.filter(contributions__said_at__lte=now - CONTACTS_KEPT_TO_TELL)
    with recorded(Actor.for_job("forget speakers"), "deleted contact details"):
        contacts = list(due.order_by("pk").values_list("pk", flat=True)[:_AT_A_TIME])
        # A name may stand on a card without any address.
        spoken = Contribution.objects.filter(said_at__lte=now - CONTACTS_KEPT_TO_TELL)
        spoken.exclude(said_by="").update(said_by="")
        ContactPoint.objects.filter(pk__in=contacts).delete()
    return len(contacts)


def forget_sentences(now: datetime) -> int:
    """Delete what somebody wrote beside the exit question, 25 months after the session.

    The step that they chose leads to nobody, and stays.
    """
    with recorded(Actor.for_job("forget sentences"), "deleted what people wrote of a session"):
        due = Feedback.objects.filter(session__ends_at__lte=now - CONTACTS_KEPT_TO_TELL)
        answers = due.exclude(sentence="").values_list("pk", flat=True)
        rows = list(answers.order_by("pk")[:_AT_A_TIME])
        Feedback.objects.filter(pk__in=rows).update(sentence="")
    return len(rows)


def forget_concerns(now: datetime) -> int:
    """Delete a concern, with who read it, 25 months after it was closed."""
    with recorded(Actor.for_job("forget concerns"), "deleted a closed concern"):
        due = Concern.objects.filter(closed_at__lte=now - CONCERNS_KEPT_FOR)
        concerns = list(due.order_by("pk").values_list("pk", flat=True)[:_AT_A_TIME])
        Concern.objects.filter(pk__in=concerns).delete()
    return len(concerns)
