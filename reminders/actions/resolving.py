"""What a machine can still find out: texts of which nobody knows, calls that came too late."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db.models import Q

from reminders.batch import Batch
from reminders.channels import Switchboard
from reminders.channels.errors import Away
from reminders.kinds import kinds
from reminders.models import Notice

log = structlog.get_logger(__name__)
State = Notice.State

ASKED_FOR = timedelta(days=2)
ASKED_EVERY = timedelta(minutes=15)
AT_A_TIME = 20
LOOKED_AT = 500  # of the call list, the most urgent


def resolve_uncertain(*, now: datetime) -> int:
    """Ask the gateways what went under the keys of uncertain notices; return how many did.

    Each is asked for every quarter of an hour for two days. What is not found stays for a person.
    """
    due = Notice.objects.filter(
        Q(not_before__isnull=True) | Q(not_before__lte=now),
        state=State.UNCERTAIN,
        begun_at__gt=now - ASKED_FOR,
    )
    found = 0
    with Switchboard() as switchboard:
        for notice in due.select_related("contact").order_by("begun_at", "pk")[:AT_A_TIME]:
            kind = notice.contact.kind
            channel = None if kind in switchboard.away else switchboard.to(notice.contact)
            try:
                receipt = channel.find(notice) if channel is not None else ""
            except Away as away:
                log.warning("gateway_away", channel=kind, error=str(away))
                switchboard.away.add(kind)  # one that does not answer would hold up the clock
                receipt = ""
            found += _stamp(notice, receipt, now)
    return found


def _stamp(notice: Notice, receipt: str, now: datetime) -> int:
    """As sent, or to be asked for again. 0 if a person settled it meanwhile."""
    row = Notice.objects.filter(pk=notice.pk, state=State.UNCERTAIN)
    if not receipt:
        row.update(not_before=now + ASKED_EVERY)
        return 0
    return row.update(state=State.SENT, settled_at=now, why="", receipt=receipt[:100])


def drop_what_is_over(*, now: datetime) -> int:
    """Skip what a person need not tell any more, as it is no longer true; return how many."""
    waiting = list(Notice.objects.to_call()[:LOOKED_AT])
    batch = Batch(waiting, now)
    dropped = 0
    for notice in waiting:
        try:
            why = _why_over(notice, batch, now)
        except Exception as error:  # a kind that cannot be asked holds up no other, nor the clock
            log.error("not_asked", kind=notice.kind, notice=notice.pk, error=type(error).__name__)
            continue
        if why:
            row = Notice.objects.filter(pk=notice.pk, state=State.TO_CALL)
            dropped += row.update(state=State.SKIPPED, settled_at=now, why=why[:200])
    return dropped


def _why_over(notice: Notice, batch: Batch, now: datetime) -> str:
    kind, thing = kinds().get(notice.kind), batch.thing(notice)
    if kind is None or thing is None:
        return "What it was about is gone."
    return kind.why_not(thing, notice, now)


def lapse(*, now: datetime) -> int:
    """Skip what nobody could tell in time; return how many."""
    late = Notice.objects.filter(state=State.TO_CALL, not_after__lte=now)
    return late.update(
        state=State.SKIPPED, settled_at=now, why="Nobody could tell them before it began."
    )
