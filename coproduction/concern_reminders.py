"""Who must hear of a safeguarding concern, and how often, until somebody has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.models import ContactPoint
from coproduction.models import Concern
from coproduction.teams import wearers
from partnership.models import Hat
from partnership.models.capacity import HEADS
from reminders.actions.owing import Owed
from reminders.channels import by_machine
from reminders.reach import reach_of

RAISED = "concern-raised"
UNATTENDED = "concern-unattended"
LEAD, DEPUTY = Hat.Capacity.SAFEGUARDING_LEAD, Hat.Capacity.SAFEGUARDING_DEPUTY
QUICK = frozenset({"email", "phone"})  # a letter would come too late
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
    """One message to each who must hear of it. A repeat gives way to the next one.

    Where no lead can be reached, which time and a bounce can bring about, the deputy hears at
    once; and where no deputy can be either, those who can name one hear that nobody reads it.
    """
    due_at = concern.raised_at + repeat * EVERY
    partnership, kind = concern.session.partnership, RAISED
    contacts = reached_quickly(wearers(partnership, LEAD, now=now))
    if repeat >= DEPUTY_FROM or not contacts:
        contacts += reached_quickly(wearers(partnership, DEPUTY, now=now))
    if not contacts:
        contacts, kind = reached_quickly(wearers(partnership, *HEADS, now=now)), UNATTENDED
    for contact in contacts:
        yield Owed(
            kind=kind,
            to=contact,
            about=concern,
            due_at=due_at,
            version=str(repeat),
            not_after=due_at + EVERY if repeat else None,
        )


def reached_quickly(people: list[int]) -> list[ContactPoint]:
    """Where a message gets to by itself within a minute; nobody else is told of it."""
    ways = QUICK.intersection(by_machine())
    return [contact for contact in reach_of(people) if contact.kind in ways]
