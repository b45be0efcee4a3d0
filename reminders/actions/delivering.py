"""To deliver what is due: claim, check once more, write, send, stamp.

Whoever dies between sending and stamping causes a repeat, which bears the same Message-ID. Where a
repeat could not be recognised, as of a text, it is left to a person.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Model
from django.utils.translation import override

from accounts.models import ContactPoint
from reminders.actions import settling
from reminders.actions.bouncing import bounced, divert, in_words
from reminders.actions.claiming import BATCH_LASTS, claim, let_go, sweep
from reminders.actions.gathering import drop_what_is_over
from reminders.batch import Batch
from reminders.channels import Switchboard
from reminders.channels.errors import Away, NotTaken, TryLater, Unclear, Unreachable
from reminders.digests import DIGEST
from reminders.kinds import Kind, kinds
from reminders.models import Notice
from reminders.verdicts import Act, verdict

log = structlog.get_logger(__name__)
Clock = Callable[[], datetime]

# A pass ends before Celery's soft limit of four minutes.
PASS_LASTS = timedelta(minutes=2, seconds=30)


def deliver_due(*, clock: Clock) -> int:
    """Send everything that is due, batch by batch; return how many notices were taken up."""
    began = clock()
    sweep(now=began)
    taken = 0
    with Switchboard() as switchboard, override(settings.LANGUAGE_CODE):
        while clock() - began < PASS_LASTS:
            notices = claim(now=clock(), but=switchboard.away)
            taken += len(notices)
            if not notices:
                break
            _deliver(notices, switchboard, clock)
    return taken


def _deliver(notices: Sequence[Notice], switchboard: Switchboard, clock: Clock) -> None:
    """Deliver a batch. What goes by a gateway that is away is given back; the rest goes on."""
    batch = Batch(notices, clock())
    for position, notice in enumerate(notices):
        now = clock()
        assert notice.claimed_at is not None
        if now - notice.claimed_at > BATCH_LASTS:
            let_go(notices[position:])
            return
        if notice.contact.kind in switchboard.away:
            let_go([notice])
            continue
        if batch.is_stale(now):
            batch = Batch(notices[position:], now)
        try:
            _settle(notice, batch, switchboard, now)
        except Away as away:
            log.warning("gateway_away", channel=notice.contact.kind, error=str(away))
            switchboard.away.add(notice.contact.kind)
            let_go([notice])


def _settle(notice: Notice, batch: Batch, switchboard: Switchboard, now: datetime) -> None:
    """Bring one claimed notice to its end, or put it off. Raises `Away`."""
    kind = kinds().get(notice.kind)
    if kind is None:
        settling.fail(notice, now, "No such kind of message is known any more.")
        return
    try:
        thing = batch.thing(notice)
        if thing is None:
            settling.skip(notice, now, "What it was about is gone.")
        else:
            _judge(notice, kind, thing, batch, switchboard, now)
    except Unreachable as unreachable:
        _refused(notice, unreachable, now)
    except NotTaken as refused:
        settling.fail(notice, now, str(refused))
    except Unclear as unclear:
        settling.doubt(notice, str(unclear))
    except TryLater as failure:
        _not_now(notice, str(failure), now)
    except (Away, OperationalError, InterfaceError):
        raise
    except Exception as error:
        _own_mistake(notice, error, now)


def _judge(
    notice: Notice,
    kind: Kind[Any],
    thing: Model,
    batch: Batch,
    switchboard: Switchboard,
    now: datetime,
) -> None:
    """Ask whether it is still in time, still true, still wanted, and allowed at this hour.

    What a person must tell is not held for a digest: their list brings together what there is.
    """
    if notice.kind == DIGEST:
        drop_what_is_over(notice, now)
    now_so = verdict(batch.circumstances(notice, kind, thing, now))
    if now_so.act is Act.SKIP:
        settling.skip(notice, now, now_so.why)
    elif why := kind.why_not(thing, notice, now):
        settling.skip(notice, now, why)
    elif now_so.act is Act.HOLD and switchboard.to(notice.contact) is not None:
        assert now_so.at is not None
        settling.hold(notice, now_so.at)
    elif now_so.act is Act.WAIT:
        assert now_so.at is not None
        settling.wait(notice, now_so.at)
    else:
        _send(notice, kind, thing, switchboard, now)
        batch.count(notice)


def _send(
    notice: Notice, kind: Kind[Any], thing: Model, switchboard: Switchboard, now: datetime
) -> None:
    contact = notice.contact
    if contact.kind not in kind.channels:
        settling.skip(notice, now, f"It does not go by {contact.get_kind_display().lower()}.")
        return
    if contact.stopped_at is not None:
        _turn_away(notice, kind, now)
        return
    channel = switchboard.to(contact)
    if channel is None:
        settling.leave_to_a_person(notice, f"By {contact.get_kind_display().lower()}.")
        return
    message = kind.wording(thing, notice)
    if not channel.repeats_are_recognised and not settling.begin(notice, now):
        return
    receipt = channel.send(notice, kind, message)
    settling.stamp_sent(notice, now, receipt=receipt)


def _turn_away(notice: Notice, kind: Kind[Any], now: datetime) -> None:
    """It is known that nothing arrives there. A mailing ends here; the rest goes another way."""
    if kind.topic.optional:
        settling.skip(notice, now, f"This {in_words(notice.contact)} does not work.")
    else:
        divert(settling.claimed(notice), now=now)


def _refused(notice: Notice, unreachable: Unreachable, now: datetime) -> None:
    """The gateway will not take it there. A number that takes no texts can still be called."""
    if notice.contact.kind == ContactPoint.Kind.EMAIL:
        bounced(settling.claimed(notice), sort=unreachable.sort, now=now, why=str(unreachable))
    else:
        settling.leave_to_a_person(notice, str(unreachable))


def _not_now(notice: Notice, why: str, now: datetime) -> None:
    """Later, or another way: whom a mail server keeps putting off is told by text or by phone."""
    if settling.is_last_try(notice):
        divert(settling.claimed(notice), now=now, why=why)
    else:
        settling.put_off(notice, now, why)


def _own_mistake(notice: Notice, error: Exception, now: datetime) -> None:
    """Say where it is. The error's text may hold an address, so it is left out."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "notice_not_written",
        kind=notice.kind,
        notice=notice.pk,
        error=type(error).__name__,
        where=f"{where.filename}:{where.lineno}",
    )
    if notice.begun_at is not None:
        settling.doubt(notice, "It broke off, and nobody knows whether it went.")
    else:
        settling.put_off(notice, now, f"It could not be written ({type(error).__name__}).")
