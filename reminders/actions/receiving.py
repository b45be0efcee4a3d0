"""To take in what a gateway says of a message. Saying it twice is harmless."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from reminders.actions.bouncing import bounced
from reminders.actions.preferring import leave
from reminders.kinds import ALL_MAILINGS
from reminders.models import Notice
from reminders.models.notice import NoticeQuerySet
from reminders.receipts import Fate, Receipt
from reminders.tasks import wake

log = structlog.get_logger(__name__)
State = Notice.State


def receive(receipt: Receipt, *, now: datetime) -> bool:
    """Write down that it arrived, or do what follows when it did not.

    False while the notice is just being sent: whoever told us should tell us again. A key that is
    unknown, and what a person settled meanwhile, are passed over.
    """
    notice = Notice.objects.filter(key=receipt.key).select_related("contact").first()
    if notice is None:
        log.info("receipt_of_nothing_known")
        return True
    if notice.state == State.CLAIMED:
        return False
    log.info("receipt", notice=notice.pk, fate=receipt.fate.value)
    if receipt.fate is Fate.ARRIVED:
        _arrived(_sent(notice), now)
    elif receipt.fate is Fate.UNWELCOME:
        leave(notice.contact, by=Actor.for_job("receipts"), topic=ALL_MAILINGS.name)
    elif bounced(_sent(notice), sort=receipt.sort, now=now):
        wake()
    return True


def _sent(notice: Notice) -> NoticeQuerySet:
    """The notice, if a machine sent it, or tried to: what a person has told is told."""
    tried = (
        Q(state=State.SENT, why="") | Q(state=State.UNCERTAIN) | Q(state=State.OWED, attempts__gt=0)
    )
    return Notice.objects.filter(tried, pk=notice.pk)


def _arrived(notice: NoticeQuerySet, now: datetime) -> None:
    notice.filter(delivered_at__isnull=True).update(
        state=State.SENT, why="", delivered_at=now, settled_at=Coalesce("settled_at", now)
    )
