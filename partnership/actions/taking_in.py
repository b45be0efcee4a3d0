"""Confirmed tables are taken in, row by row. The database is the queue, and remembers how far.

Each row is done in a transaction of its own together with its state: whoever dies in the middle
leaves the row waiting, and the next to come takes it up. Any number may work side by side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import Error, InterfaceError, OperationalError, transaction

from accounts.actor import Actor
from accounts.errors import Refused
from partnership.imports import checking
from partnership.imports.verdict import State
from partnership.models import Upload, UploadRow
from partnership.rules import can_import

log = structlog.get_logger(__name__)
Clock = Callable[[], datetime]

STANDING = (Upload.State.CONFIRMED, Upload.State.RUNNING)
# A pass ends before Celery's soft limit of four minutes.
PASS_LASTS = timedelta(minutes=2, seconds=30)
_GONE_WRONG = "This row could not be taken in, and we do not know why. Add it by hand."


def take_in_due(*, clock: Clock) -> int:
    """Take in what was confirmed, a row of each partnership in turn; return how many were done.

    In a partnership the earliest goes first: people may be of organisations of a table before.
    """
    began, done = clock(), 0
    standing = Upload.objects.filter(state__in=STANDING).order_by("confirmed_at")
    queues: dict[int, deque[int]] = {}
    for upload, partnership in standing.values_list("pk", "partnership"):
        queues.setdefault(partnership, deque()).append(upload)
    turns = deque(queues.values())
    while turns and clock() - began < PASS_LASTS:
        queue = turns.popleft()
        if take_in_next(queue[0], now=clock()):
            done += 1
        else:
            queue.popleft()
        if queue:
            turns.append(queue)
    return done


@transaction.atomic
def take_in_next(upload: int, *, now: datetime) -> bool:
    """Do the next row that waits; False when there is none, or while somebody else is at it.

    The upload is held for as long as its row takes: so two rows of it that name the same never
    race each other, and to stop it waits for one row at most.
    """
    held = (
        Upload.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("partnership", "confirmed_by__person", "confirmed_by__organisation")
        .filter(pk=upload, state__in=STANDING)
        .first()
    )
    if held is None:
        return False
    row = held.rows.filter(state=State.WAITING).order_by("number").first()
    if row is None:
        end(held, Upload.State.DONE, now=now)
        return False
    by = _confirmer(held, now)
    if by is None:
        end(held, Upload.State.STOPPED, now=now)
        return False
    if held.state == Upload.State.CONFIRMED:
        held.state = Upload.State.RUNNING
        held.save(update_fields=["state"])
    row.state, row.says = _done(held, row, by, now)
    row.save(update_fields=["state", "says"])
    return True


def _confirmer(upload: Upload, now: datetime) -> Actor | None:
    """The hat in which it was confirmed, unless it has ended since: then nothing more is done."""
    hat = upload.confirmed_by
    if hat is None or not hat.is_current(now):
        return None
    by = hat.actor()
    return by if can_import(by, upload.partnership) else None


def _done(upload: Upload, row: UploadRow, by: Actor, now: datetime) -> tuple[str, str]:
    """What became of a row, and why. What breaks costs this row, and none of the others."""
    try:
        with transaction.atomic():
            ((_, verdict),) = checking.check(upload, by=by, now=now, rows=[row]).rows
            if verdict.becomes == State.ADDED:
                checking.take_in(upload, verdict, by=by, now=now)
    except Refused as refused:
        return State.REFUSED, str(refused)[:500]
    except (InterfaceError, OperationalError):
        raise  # the database is away: the row waits
    except (Error, ValueError) as error:
        log.error("row_not_taken_in", upload=upload.pk, row=row.pk, error=type(error).__name__)
        return State.REFUSED, _GONE_WRONG
    return verdict.becomes, verdict.says[:500]


def end(upload: Upload, state: str, *, now: datetime) -> None:
    """Write down how it ended. The caller holds its row."""
    upload.state, upload.ended_at = state, now
    upload.save(update_fields=["state", "ended_at"])
