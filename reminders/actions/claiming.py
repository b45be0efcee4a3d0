"""To take up due notices, and to give back what nobody will send.

A claim is a row of its own state, so that a dead deliverer is seen and its work done by another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from reminders.models import Notice
from reminders.models.notice import NoticeQuerySet

log = structlog.get_logger(__name__)
State = Notice.State

BATCH = 100
# A batch begins no message later than this after its claim; the rest is let go.
BATCH_LASTS = timedelta(seconds=60)
# A claim older than this belongs to nobody alive: one message takes less than the difference.
CLAIM_LASTS = timedelta(minutes=3)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]


def claim(*, now: datetime, but: Collection[str] = ()) -> list[Notice]:
    """Take up to a hundred due notices, urgent ones alone first; pass over what another holds.

    `but` are sorts of contact point whose gateway is away: the others need not wait for it.
    """
    with transaction.atomic():
        due = Notice.objects.due(now)
        if but:
            due = due.exclude(contact__kind__in=but)
        batch = _held(due.filter(urgent=True)) or _held(due)
        _those(batch).update(state=State.CLAIMED, claimed_at=now, attempts=F("attempts") + 1)
    for notice in batch:
        notice.state, notice.claimed_at = State.CLAIMED, now
        notice.attempts += 1
    return batch


def _held(due: NoticeQuerySet) -> list[Notice]:
    locked = due.select_for_update(skip_locked=True, of=("self",))
    return list(locked.select_related("contact")[:BATCH])


def sweep(*, now: datetime) -> int:
    """Owe again what was claimed by a deliverer that died; return how many.

    A text that may have gone is not sent a second time: a person must look at it.
    """
    dead = Notice.objects.filter(state=State.CLAIMED, claimed_at__lt=now - CLAIM_LASTS)
    unclear = dead.filter(begun_at__isnull=False).update(
        state=State.UNCERTAIN,
        claimed_at=None,
        why="Whoever sent it died before it was known whether it went.",
    )
    hopeless = dead.filter(attempts__gt=len(WAITS)).update(
        state=State.FAILED,
        claimed_at=None,
        settled_at=now,
        why="Whoever was to send it died each time.",
    )
    swept = dead.update(state=State.OWED, claimed_at=None)
    if swept or hopeless or unclear:
        log.warning("claims_swept", again=swept, given_up=hopeless, uncertain=unclear)
    return swept


def let_go(rest: Sequence[Notice]) -> None:
    """Give back what was claimed and not begun."""
    if rest:
        _those(rest).filter(state=State.CLAIMED, claimed_at=rest[0].claimed_at).update(
            state=State.OWED, claimed_at=None, begun_at=None, attempts=F("attempts") - 1
        )


def _those(notices: Sequence[Notice]) -> NoticeQuerySet:
    return Notice.objects.filter(pk__in=[notice.pk for notice in notices])
