"""To deliver what is due: claim, check once more, write, send, stamp.

A claim is a row of its own state, so that a dead deliverer is seen and its work done by another.
Whoever dies between sending and stamping causes a repeat, which bears the same Message-ID.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils.translation import override

from reminders.channels import writer_for
from reminders.channels.errors import Away, TryLater, Unreachable
from reminders.channels.smtp import MailLine
from reminders.hours import is_decent, next_decent
from reminders.kinds import Kind, Timing, kinds
from reminders.models import Notice, Preference
from reminders.models.notice import NoticeQuerySet

log = structlog.get_logger(__name__)
State = Notice.State
Clock = Callable[[], datetime]

BATCH = 100
# A batch begins no message later than this after its claim; the rest is let go.
BATCH_LASTS = timedelta(seconds=60)
# A claim older than this belongs to nobody alive: one message takes less than the difference.
CLAIM_LASTS = timedelta(minutes=3)
# A pass ends before Celery's soft limit of four minutes.
PASS_LASTS = timedelta(minutes=2, seconds=30)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]


def deliver_due(*, clock: Clock) -> int:
    """Send everything that is due, batch by batch; return how many notices were taken up."""
    began = clock()
    sweep(now=began)
    taken = 0
    while clock() - began < PASS_LASTS:
        batch = claim(now=clock())
        taken += len(batch)
        if not batch or not _delivered(batch, clock):
            break
    return taken


def claim(*, now: datetime) -> list[Notice]:
    """Take up to a hundred due notices. What another deliverer holds is passed over."""
    with transaction.atomic():
        batch = list(
            Notice.objects.due(now)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("contact__person")[:BATCH]
        )
        Notice.objects.filter(pk__in=[notice.pk for notice in batch]).update(
            state=State.CLAIMED, claimed_at=now, attempts=F("attempts") + 1
        )
    for notice in batch:
        notice.state, notice.claimed_at = State.CLAIMED, now
        notice.attempts += 1
    return batch


def sweep(*, now: datetime) -> int:
    """Owe again what was claimed by a deliverer that died; return how many."""
    dead = Notice.objects.filter(state=State.CLAIMED, claimed_at__lt=now - CLAIM_LASTS)
    hopeless = dead.filter(attempts__gt=len(WAITS)).update(
        state=State.FAILED,
        claimed_at=None,
        settled_at=now,
        why="Whoever was to send it died each time.",
    )
    swept = dead.update(state=State.OWED, claimed_at=None)
    if swept or hopeless:
        log.warning("claims_swept", again=swept, given_up=hopeless)
    return swept


def _delivered(batch: Sequence[Notice], clock: Clock) -> bool:
    """Deliver a batch over one connection. False when the mail server is away."""
    with MailLine() as line, override(settings.LANGUAGE_CODE):
        for position, notice in enumerate(batch):
            now = clock()
            assert notice.claimed_at is not None
            if now - notice.claimed_at > BATCH_LASTS:
                _let_go(batch[position:])
                return True
            try:
                _settle(notice, line, now)
            except Away as away:
                log.warning("mail_server_away", error=str(away))
                _let_go(batch[position:])
                return False
    return True


def _settle(notice: Notice, line: MailLine, now: datetime) -> None:
    """Bring one claimed notice to its end, or put it off. Raises `Away`."""
    kind = kinds().get(notice.kind)
    if kind is None:
        _stamp(notice, State.FAILED, now, "No such kind of message is known any more.")
        return
    try:
        if why := _why_not(notice, kind, now):
            _stamp(notice, State.SKIPPED, now, why)
        elif kind.timing is Timing.DECENT_HOUR and not is_decent(now):
            _wait_for_morning(notice, now)
        else:
            _send(notice, kind, line, now)
    except Unreachable as unreachable:
        _stamp(notice, State.FAILED, now, str(unreachable))
    except TryLater as failure:
        _put_off(notice, now, str(failure))
    except (Away, OperationalError, InterfaceError):
        raise
    except Exception as error:
        _log_mistake(notice, error)
        _put_off(notice, now, f"It could not be written ({type(error).__name__}).")


def _why_not(notice: Notice, kind: Kind, now: datetime) -> str:
    """Why this is not sent any more, in words; "" when it is still wanted, true and in time."""
    if notice.not_after is not None and now >= notice.not_after:
        return "It would have come too late."
    if kind.optional and Preference.objects.has_left(notice.contact_id, kind.topic):
        return "They do not want to hear of this."
    return kind.why_not(notice, now)


def _send(notice: Notice, kind: Kind, line: MailLine, now: datetime) -> None:
    write = writer_for(notice.contact)
    if write is None:
        _stamp(notice, State.TO_CALL, None, f"By {notice.contact.get_kind_display().lower()}.")
        return
    line.send(write(notice, kind, kind.wording(notice)))
    _stamp(notice, State.SENT, now)


def _wait_for_morning(notice: Notice, now: datetime) -> None:
    morning = next_decent(now)
    if notice.not_after is not None and morning >= notice.not_after:
        _stamp(notice, State.SKIPPED, now, "No decent hour was left before it began.")
    else:
        _claimed(notice).update(
            state=State.OWED, claimed_at=None, not_before=morning, attempts=F("attempts") - 1
        )


def _put_off(notice: Notice, now: datetime, why: str) -> None:
    """Try again later, a little later each time, and in the end give up and say why."""
    if notice.attempts > len(WAITS):
        _stamp(notice, State.FAILED, now, why)
        return
    _claimed(notice).update(
        state=State.OWED, claimed_at=None, why=why, not_before=now + WAITS[notice.attempts - 1]
    )


def _let_go(rest: Sequence[Notice]) -> None:
    """Give back what was claimed and not begun."""
    Notice.objects.filter(
        pk__in=[notice.pk for notice in rest],
        state=State.CLAIMED,
        claimed_at=rest[0].claimed_at,
    ).update(state=State.OWED, claimed_at=None, attempts=F("attempts") - 1)


def _stamp(notice: Notice, state: Notice.State, at: datetime | None, why: str = "") -> None:
    _claimed(notice).update(state=state, settled_at=at, claimed_at=None, why=why[:200])


def _claimed(notice: Notice) -> NoticeQuerySet:
    """The row, if this deliverer still holds it: a claim that was swept is somebody else's."""
    return Notice.objects.filter(pk=notice.pk, state=State.CLAIMED, claimed_at=notice.claimed_at)


def _log_mistake(notice: Notice, error: Exception) -> None:
    """Say where our own mistake is. The error's text may hold an address, so it is left out."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "notice_not_written",
        kind=notice.kind,
        notice=notice.pk,
        error=type(error).__name__,
        where=f"{where.filename}:{where.lineno}",
    )
