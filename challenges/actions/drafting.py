"""A leader begins to write something down, and finishes it another time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.logging import lock_hat
from challenges.models import Challenge, LogDraft, LogEntry
from challenges.rules import can_log_work

# A draft that nobody went back to is forgotten after this.
KEPT = timedelta(days=90)


def save_draft(
    challenge: Challenge, *, by: Actor, answers: Mapping[str, str], key: UUID | None, now: datetime
) -> LogDraft | None:
    """Keep the form as it stands, one draft for each hat; nothing, once it is empty or was logged.

    What comes late, after the form with this `key` was logged, is no draft any more.
    """
    require(can_log_work(by, challenge))
    with recorded(by, "kept a draft of what they did"):
        lock_hat(by)
        own = LogDraft.objects.filter(hat_id=by.worn_hat_id, challenge=challenge)
        if key is not None and LogEntry.objects.filter(key=key).exists():
            return None
        if not answers.get("did", "").strip():
            own.delete()
            return None
        draft, _ = LogDraft.objects.update_or_create(
            hat_id=by.worn_hat_id,
            challenge=challenge,
            defaults={"answers": dict(answers), "saved_at": now},
        )
    return draft


def drop_draft(challenge: Challenge, *, by: Actor) -> None:
    """Throw away what was begun in this hat."""
    require(can_log_work(by, challenge))
    with recorded(by, "threw a draft away"):
        LogDraft.objects.filter(hat_id=by.worn_hat_id, challenge=challenge).delete()


def forget_drafts(now: datetime) -> int:
    """Forget drafts that were left alone for 90 days. Listed in settings.RETENTION."""
    with recorded(Actor.for_job("forget drafts"), "forgot drafts of the log"):
        return LogDraft.objects.filter(saved_at__lte=now - KEPT).delete()[0]
