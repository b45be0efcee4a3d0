"""Who is owed a reminder about sessions, and about what became of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Greatest

from coproduction.models import Contribution, Influence
from reminders.actions.owing import Owed
from reminders.models import Notice

# --- Sessions and bookings ---------------------------------------------------------------------


# --- What people say and hear back -------------------------------------------------------------


AT_A_TIME = 1_000


def what_followed(now: datetime) -> Iterable[Owed]:
    """Whom a decision answered is told of each promise that follows it, and when it is kept.

    The acts of this app owe what they know of. A promise is kept in an app that knows no
    decisions, so this looks for what was kept, and for links made in any other way.
    """
    heard = Greatest(F("decision__published_at"), F("answered_at"))
    linked = Q(link_made__gt=heard, commitment_state="open")
    yield from _untold("said-commitment", linked, now)
    kept = Q(commitment_kept__gt=heard, commitment_state="kept")
    yield from _untold("said-kept", kept, now)


def _untold(kind: str, condition: Q, now: datetime) -> Iterator[Owed]:
    told = Notice.objects.filter(
        kind=kind,
        subject_type=Influence._meta.label_lower,
        subject_id=OuterRef("pk"),
        version=Cast(OuterRef("commitment_id"), CharField()),
    )
    influences = (
        Influence.objects.filter(decision__state="published", contribution__contact__isnull=False)
        .exclude(contribution__state=Contribution.State.WITHDRAWN)
        .annotate(
            commitment_id=F("decision__follow_ups__commitment_id"),
            commitment_state=F("decision__follow_ups__commitment__state"),
            commitment_kept=F("decision__follow_ups__commitment__kept_at"),
            link_made=F("decision__follow_ups__linked_at"),
        )
        .filter(condition, ~Exists(told))
        .select_related("contribution__contact")
        .order_by("pk")[:AT_A_TIME]
    )
    for influence in influences:
        contact = influence.contribution.contact
        assert contact is not None
        yield Owed(
            kind=kind,
            to=contact,
            about=influence,
            due_at=now,
            version=str(influence.commitment_id),
        )
