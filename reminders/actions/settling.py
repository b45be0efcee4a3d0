"""To bring a claimed notice to its end, or to put it off, if this deliverer still holds it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from reminders.actions.claiming import WAITS
from reminders.digests import DIGEST, digest_for
from reminders.models import Notice
from reminders.models.notice import NoticeQuerySet

State = Notice.State


# A stamp does not wait for the disk: one that is lost with the database server is a repeat under
# the same key. The setting holds for this statement alone, whatever pools connections.
_STAMP_SENT = """
    WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    UPDATE reminders_notice
    SET state = 'sent', settled_at = %s, claimed_at = NULL, why = '', receipt = %s
    FROM unhurried WHERE id = %s AND state = 'claimed' AND claimed_at = %s
"""


def stamp_sent(notice: Notice, now: datetime, *, receipt: str = "") -> None:
    """It has gone. With a digest go the notices that it gathered."""
    if notice.kind == DIGEST:
        _end(notice, State.SENT, now, receipt=receipt[:100])
        return
    with connection.cursor() as cursor:
        cursor.execute(_STAMP_SENT, [now, receipt[:100], notice.pk, notice.claimed_at])


def skip(notice: Notice, now: datetime, why: str) -> None:
    """It is not sent, and neither is what it gathered."""
    _end(notice, State.SKIPPED, now, why[:200])


def fail(notice: Notice, now: datetime, why: str) -> None:
    """It cannot be sent, and neither can what it gathered."""
    _end(notice, State.FAILED, now, why[:200])


def leave_to_a_person(notice: Notice, why: str) -> None:
    """No machine reaches this contact point: it goes to the call list or among the letters."""
    _stamp(notice, State.TO_CALL, None, why=why[:200])


def doubt(notice: Notice, why: str) -> None:
    """It may have gone, and a repeat would harm: a person must look."""
    _stamp(notice, State.UNCERTAIN, None, why=why[:200])


def begin(notice: Notice, now: datetime) -> bool:
    """Write down that it may have gone from now on. False when the claim was lost."""
    notice.begun_at = now
    return bool(claimed(notice).update(begun_at=now))


def wait(notice: Notice, until: datetime) -> None:
    """Try again then. To wait for an hour is no failed attempt."""
    claimed(notice).update(
        state=State.OWED, claimed_at=None, not_before=until, attempts=F("attempts") - 1
    )


def hold(notice: Notice, until: datetime) -> None:
    """Let it wait for its contact point's digest of that moment; after it has gone, for the next.

    What were added to a digest that is being written would be stamped as sent, and never told.
    """
    with transaction.atomic():
        digest = digest_for(notice.contact, until)
        if digest is None:
            wait(notice, until)
            return
        claimed(notice).update(
            state=State.HELD, claimed_at=None, digest=digest, attempts=F("attempts") - 1
        )


def is_last_try(notice: Notice) -> bool:
    """Whether there is no later to put it off to."""
    return notice.attempts > len(WAITS)


def put_off(notice: Notice, now: datetime, why: str) -> None:
    """Try again later, a little later each time, and in the end give up and say why."""
    if is_last_try(notice):
        fail(notice, now, why)
        return
    claimed(notice).update(
        state=State.OWED,
        claimed_at=None,
        begun_at=None,
        why=why[:200],
        not_before=now + WAITS[notice.attempts - 1],
    )


def _end(
    notice: Notice, state: Notice.State, now: datetime, why: str = "", receipt: str = ""
) -> None:
    if notice.kind != DIGEST:
        _stamp(notice, state, now, why=why, receipt=receipt)
        return
    with transaction.atomic():
        if _stamp(notice, state, now, why=why, receipt=receipt):
            gathered = notice.gathered.filter(state=State.HELD)
            gathered.update(state=state, settled_at=now, why=why)


def _stamp(
    notice: Notice, state: Notice.State, at: datetime | None, *, why: str = "", receipt: str = ""
) -> int:
    return claimed(notice).update(
        state=state, settled_at=at, claimed_at=None, why=why, receipt=receipt
    )


def claimed(notice: Notice) -> NoticeQuerySet:
    """The row, if this deliverer still holds it: a claim that was swept is somebody else's."""
    return Notice.objects.filter(pk=notice.pk, state=State.CLAIMED, claimed_at=notice.claimed_at)
