"""What of the sessions needs those who head a partnership.

No number of people is told: a chair sees how many citizens asked for something only as a frozen
figure through disclosure control, and these lines are live.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from coproduction.by_hand import about_partnership, to_tell
from coproduction.models import Contribution, Session, Support
from coproduction.staff_reminders import UNOWNED_BEFORE
from partnership.attention import LISTED_AT_MOST, NeedsYou
from partnership.models import Partnership


def sessions(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Sessions where people were promised an answer by a day that has passed, and those of the
    next five days for which support is asked that nobody has taken on."""
    unanswered = Contribution.objects.unanswered().filter(session=OuterRef("pk"))
    unowned = Support.objects.unowned().filter(booking__session=OuterRef("pk"))
    today = timezone.localdate(now)
    late = Q(Exists(unanswered), promised__lt=today) & ~Q(state=Session.State.CANCELLED)
    upcoming = Q(starts_at__gt=now, starts_at__lte=now + UNOWNED_BEFORE)
    soon = Q(Exists(unowned), upcoming, state=Session.State.PUBLISHED)
    found: list[Any] = list(
        Session.objects.filter(partnership=partnership)
        .annotate(promised=Coalesce("reply_by", "decision_due_on"))
        .annotate(is_late=Case(When(late, then=True), default=False))
        .annotate(lacks_support=Case(When(soon, then=True), default=False))
        .filter(Q(is_late=True) | Q(lacks_support=True))
        .select_related("partnership")
        .order_by("promised", "starts_at", "pk")
    )
    overdue = [_overdue(one, one.promised) for one in found if one.is_late]
    unsupported = [_unsupported(one) for one in found if one.lacks_support]
    return [*overdue[:LISTED_AT_MOST], *unsupported[:LISTED_AT_MOST]]


def _overdue(session: Session, promised: date) -> NeedsYou:
    return NeedsYou(
        words=f"People wait for an answer to what they said at “{session.title}”, promised "
        f"by {date_format(promised, 'j F Y')}",
        url=f"{reverse('decision_create', args=[session.partnership.slug])}?session={session.pk}",
        since=promised,
        weight=60,
        kind="Answers overdue",
    )


def _unsupported(session: Session) -> NeedsYou:
    return NeedsYou(
        words=f"Nobody has taken on all the support that was asked for at “{session.title}”, "
        f"on {date_format(timezone.localtime(session.starts_at), 'j F Y')}",
        url=_url(session),
        since=timezone.localdate(session.starts_at),
        weight=70,
        kind="Support that nobody has taken on",
    )


def _url(session: Session) -> str:
    return reverse("session_detail", args=[session.partnership.slug, session.slug])


def messages_to_look_at(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """That somebody waits for a message that no machine can deliver, or that may not have gone."""
    if not to_tell(about_partnership(partnership)).exists():
        return []
    return [
        NeedsYou(
            words="Messages that did not arrive, or may not have: tell people by phone or post",
            url=reverse("partnership_to_tell", args=[partnership.slug]),
            weight=65,
            kind="Messages that did not arrive",
            coordinator_only=True,
        )
    ]
