"""What of the challenges needs those who head a partnership."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from challenges.models import Challenge, Commitment
from partnership.attention import LISTED_AT_MOST, NeedsYou
from partnership.models import Partnership


def late_promises(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Promises whose day has passed, the longest late first."""
    late = (
        Commitment.objects.late(timezone.localdate(now))
        .filter(challenge__in=Challenge.objects.worked_on().filter(partnership=partnership))
        .select_related("organisation", "challenge__partnership")
        .order_by("due_on", "pk")
    )
    return [
        NeedsYou(
            words=f"Late, due on {date_format(one.due_on, 'j F Y')}: "
            f"{one.organisation.name}, “{one.will_do}”",
            url=one.get_absolute_url(),
            since=one.due_on,
            weight=50,
            kind="Late commitments",
        )
        for one in late[:LISTED_AT_MOST]
    ]


def quiet(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Challenges on which nothing was logged for longer than was set."""
    found = (
        Challenge.objects.quiet(now)
        .filter(partnership=partnership)
        .select_related("partnership")
        .order_by("last_work", "pk")
    )
    return [_quiet(one, one.last_work) for one in found[:LISTED_AT_MOST]]  # type: ignore[attr-defined]


def _quiet(challenge: Challenge, last_work: datetime) -> NeedsYou:
    day = timezone.localdate(last_work)
    return NeedsYou(
        words=f"Nothing was logged on “{challenge.title}” since {date_format(day, 'j F Y')}",
        url=challenge.get_absolute_url(),
        since=day,
        weight=30,
        kind="Quiet challenges",
    )
