"""Who must hear of a safeguarding concern, and how often, until somebody has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from coproduction.models import Concern
from coproduction.teams import safeguards
from reminders.actions.owing import Owed
from reminders.reach import reach_of

RAISED = "concern-raised"
EVERY = timedelta(minutes=15)
# From this repeat on, an hour after the concern was raised, the deputy hears of it too.
DEPUTY_FROM = 4
# Sources are asked every three minutes: a row is there before its time comes.
_AHEAD = timedelta(minutes=5)


def concerns_unseen(now: datetime) -> Iterator[Owed]:
    """Every quarter of an hour once more, for each concern of which nobody has said "seen"."""
    unseen = Concern.objects.unseen().select_related("session__partnership")
    for concern in unseen.order_by("raised_at").iterator():
        repeat = (now + _AHEAD - concern.raised_at) // EVERY
        if repeat > 0:
            yield from owed_for(concern, repeat=repeat, now=now)


def owed_for(concern: Concern, *, repeat: int, now: datetime) -> Iterator[Owed]:
    """One message to each who must hear of it. A repeat gives way to the next one."""
    due_at = concern.raised_at + repeat * EVERY
    people = safeguards(concern.session.partnership, now=now, deputies=repeat >= DEPUTY_FROM)
    for contact in reach_of(people):
        yield Owed(
            kind=RAISED,
            to=contact,
            about=concern,
            due_at=due_at,
            version=str(repeat),
            not_after=due_at + EVERY if repeat else None,
        )
