"""Which strengths of a place are called on, how often, and which never."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from challenges.models import Challenge, ChallengeStrength, LogEntry, Strength

AGAIN_AND_AGAIN = 3
NAMED_AT_MOST = 5


def with_calls(strengths: QuerySet[Strength], person: Any) -> QuerySet[Strength]:
    """Each with `challenge_count` and `entry_count`, of what this person may see. One query.

    So no count tells of a challenge that is being prepared, nor of an entry that is not open.
    """
    challenges = ChallengeStrength.objects.filter(
        strength=OuterRef("pk"), challenge__in=Challenge.objects.visible_to(person)
    )
    entries = LogEntry.strengths.through.objects.filter(
        strength_id=OuterRef("pk"), logentry__in=LogEntry.objects.visible_to(person)
    )
    return strengths.annotate(
        challenge_count=_counted(challenges, "strength"),
        entry_count=_counted(entries, "strength_id"),
    )


def calls(strength: Any) -> int:
    """How often it was called on: by challenges that build on it, and in work that was logged."""
    return int(strength.challenge_count + strength.entry_count)


def calls_in_words(strength: Any) -> str:
    count = calls(strength)
    if count == 0:
        return _("Not called on yet")
    return _("Called on again and again") if count >= AGAIN_AND_AGAIN else _("Called on")


def who_is_called_on(strengths: list[Strength]) -> dict[str, Any]:
    """The names of those that are called on most, and of those that never are, for a sentence."""
    most = sorted((one for one in strengths if calls(one) >= AGAIN_AND_AGAIN), key=calls)[::-1]
    never = [one for one in strengths if calls(one) == 0]
    return {
        "often": most[:NAMED_AT_MOST],
        "never": never[:NAMED_AT_MOST],
        "never_more": max(0, len(never) - NAMED_AT_MOST),
    }


def _counted(rows: Any, by: str) -> Any:
    counts = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), Value(0))
