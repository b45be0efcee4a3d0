"""What those who arrange a session are reminded of: needs that nobody owns, answers
overdue, and whom no message reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from coproduction.models import Booking, Contribution, Session, Support
from coproduction.moments import REMINDER_HOUR
from coproduction.notices.names import OVERDUE, UNOWNED, UNREACHABLE
from coproduction.teams import arrangers
from reminders.actions.owing import Owed
from reminders.hours import next_working_hour
from reminders.models import Notice
from reminders.reach import reach_of

UNOWNED_BEFORE = timedelta(days=5)
WEEK = timedelta(days=7)
AT_A_TIME = 500


def support_without_owner(now: datetime) -> Iterator[Owed]:
    """Five days before a session, or later if it is asked for later: what nobody has taken on.

    Once for each time of the session, so that moving it reminds anew.
    """
    unowned = Support.objects.unowned().values("booking__session")
    soon = Session.objects.upcoming(now).filter(starts_at__lte=now + UNOWNED_BEFORE)
    for session in soon.filter(pk__in=unowned):
        for contact in reach_of(arrangers(session, now=now)):
            yield Owed(
                kind=UNOWNED,
                to=contact,
                about=session,
                due_at=session.starts_at - UNOWNED_BEFORE,
                version=f"{session.starts_at:%Y%m%dT%H%M}",
                not_after=session.starts_at,
            )


def replies_overdue(now: datetime) -> Iterator[Owed]:
    """Weekly, while anything said at a session has no answer after the day it was promised for."""
    waiting = Contribution.objects.unanswered().values("session")
    late = Session.objects.filter(state=Session.State.PUBLISHED, pk__in=waiting)
    this_week = Notice.objects.filter(
        kind=OVERDUE,
        subject_type=Session._meta.label_lower,
        subject_id=OuterRef("pk"),
        due_at__gte=_at(_monday(timezone.localdate(now))),
    )
    overdue = late.annotate(promised=Coalesce("reply_by", "decision_due_on")).filter(
        ~Exists(this_week), promised__lt=timezone.localdate(now)
    )
    for session in overdue.order_by("promised", "pk")[:AT_A_TIME]:
        promised_for = session.reply_by or session.decision_due_on
        assert promised_for is not None
        due_at = _due(promised_for, now)
        year, week, _day = timezone.localdate(due_at).isocalendar()
        for contact in reach_of(arrangers(session, now=now)):
            yield Owed(
                kind=OVERDUE,
                to=contact,
                about=session,
                due_at=due_at,
                version=f"{year}-W{week:02}",
                not_after=_at(_monday(timezone.localdate(due_at)) + WEEK),
            )


def bookings_unreachable(now: datetime) -> Iterator[Owed]:
    """Whose address or number turned out not to work: once for each booking and address."""
    standing = Booking.objects.standing().filter(
        contact__stopped_at__isnull=False, session__in=Session.objects.upcoming(now)
    )
    told = Notice.objects.filter(
        kind=UNREACHABLE,
        subject_type=Booking._meta.label_lower,
        subject_id=OuterRef("pk"),
        version=Cast(OuterRef("contact_id"), CharField()),
    )
    untold = standing.filter(~Exists(told)).select_related("session")
    for booking in untold.order_by("session", "pk")[:AT_A_TIME]:
        for contact in reach_of(arrangers(booking.session, now=now)):
            yield Owed(
                kind=UNREACHABLE,
                to=contact,
                about=booking,
                due_at=now,
                version=str(booking.contact_id),
                not_after=booking.session.starts_at,
            )


def _due(promised: date, now: datetime) -> datetime:
    """The first working morning of this week, or after the day of the promise if that is later.

    Its week is the version, so that a weekend or a bank holiday makes no week say it twice.
    """
    first = max(_monday(timezone.localdate(now)), promised + timedelta(days=1))
    return next_working_hour(_at(first))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _at(day: date, hour: time = REMINDER_HOUR) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
