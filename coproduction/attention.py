"""What of the sessions needs those who head a partnership.

No number of people is told: a chair sees how many citizens asked for something only as a frozen
figure through disclosure control, and these lines are live.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from coproduction.models import Contribution, Session, Support
from coproduction.staff_reminders import UNOWNED_BEFORE
from partnership.attention import OF_ONE_SORT, NeedsYou
from partnership.models import Partnership


def overdue_replies(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Sessions where people were promised an answer by a day that has passed."""
    waiting = Contribution.objects.unanswered().values("session")
    late = (
        Session.objects.filter(partnership=partnership, pk__in=waiting)
        .exclude(state=Session.State.CANCELLED)
        .annotate(promised=Coalesce("reply_by", "decision_due_on"))
        .filter(promised__lt=timezone.localdate(now))
        .select_related("partnership")
        .order_by("promised", "pk")
    )
    return [
        _overdue(session, session.promised)  # type: ignore[attr-defined]
        for session in late[:OF_ONE_SORT]
    ]


def _overdue(session: Session, promised: date) -> NeedsYou:
    return NeedsYou(
        words=f"People wait for an answer to what they said at “{session.title}”, promised "
        f"by {date_format(promised, 'j F Y')}",
        url=f"{reverse('decision_create', args=[session.partnership.slug])}?session={session.pk}",
        since=promised,
        weight=60,
    )


def unowned_support(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Sessions of the next five days for which support is asked that nobody has taken on."""
    unowned = Support.objects.unowned().values("booking__session")
    soon = (
        Session.objects.upcoming(now)
        .filter(partnership=partnership, starts_at__lte=now + UNOWNED_BEFORE, pk__in=unowned)
        .select_related("partnership")
    )
    return [
        NeedsYou(
            words=f"Nobody has taken on all the support that was asked for at “{session.title}”, "
            f"on {date_format(timezone.localtime(session.starts_at), 'j F Y')}",
            url=_url(session),
            since=timezone.localdate(session.starts_at),
            weight=70,
        )
        for session in soon[:OF_ONE_SORT]
    ]


def _url(session: Session) -> str:
    return reverse("session_detail", args=[session.partnership.slug, session.slug])
