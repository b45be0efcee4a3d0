"""What is to be done with a message now, from what its reader and the partnership said.

One pure function, so that its rules can be read, and tested, as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from reminders.cadence import Cadence
from reminders.hours import (
    LOCAL,
    USUAL,
    is_working_day,
    next_decent,
    next_monday,
    next_morning,
    next_working_hour,
)
from reminders.kinds import ALL_MAILINGS, Timing, Topic
from reminders.wishes import EVERYTHING, Often, Wishes


class Act(Enum):
    SEND = "send"
    WAIT = "wait"
    HOLD = "hold for a digest"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`at` is when to try again, or when the digest goes; `why` says why it is not sent."""

    act: Act
    at: datetime | None = None
    why: str = ""


SEND = Verdict(Act.SEND)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of one message when it is about to go.

    `sent_this_week` counts the mailings that the contact point got in the last seven days.
    """

    topic: Topic
    timing: Timing
    now: datetime
    wishes: Wishes = EVERYTHING
    cadence: Cadence = USUAL
    not_after: datetime | None = None
    sent_this_week: int = 0


def verdict(on: Circumstances) -> Verdict:
    """Send, wait for a decent hour, hold for a digest, or skip and say why.

    Messages about what somebody asked for obey their own timing and nothing else: they are no
    mailings. A digest that would come too late gives way to a message of its own.
    """
    if on.not_after is not None and on.now >= on.not_after:
        return Verdict(Act.SKIP, why="It would have come too late.")
    if on.topic.optional:
        if on.wishes.left & {on.topic.name, ALL_MAILINGS.name}:
            return Verdict(Act.SKIP, why="They do not want to hear of this.")
        if on.wishes.paused_until is not None and on.now < on.wishes.paused_until:
            return Verdict(Act.SKIP, why="They asked for a pause.")
        digest = _digest(on)
        if digest is not None and (on.not_after is None or digest < on.not_after):
            return Verdict(Act.HOLD, at=digest)
    at = _allowed(on)
    if at <= on.now:
        return SEND
    if on.not_after is not None and at >= on.not_after:
        return Verdict(Act.SKIP, why="No decent hour was left before it began.")
    return Verdict(Act.WAIT, at=at)


def _digest(on: Circumstances) -> datetime | None:
    """When the digest goes that this message waits for; None when it goes by itself.

    On a day on which it may arrive, so that what waits over a weekend waits for one digest.
    """
    if on.wishes.often is Often.DAILY:
        at = next_morning(on.now)
    elif on.wishes.often is Often.WEEKLY or on.sent_this_week >= on.cadence.weekly_cap:
        at = next_monday(on.now)
    else:
        return None
    return next_working_hour(at) if on.timing is Timing.WORKING_DAY or _spared(on) else at


def _allowed(on: Circumstances) -> datetime:
    """The first moment from now on at which it may arrive."""
    if on.timing is Timing.AT_ONCE:
        rests = _spared(on) and not is_working_day(on.now.astimezone(LOCAL).date())
        return next_working_hour(on.now, on.cadence) if rests else on.now
    if on.timing is Timing.WORKING_DAY or _spared(on):
        return next_working_hour(on.now, on.cadence)
    return next_decent(on.now, on.cadence)


def _spared(on: Circumstances) -> bool:
    """Whether the reader or the partnership wants no mailings at weekends and on holidays."""
    return on.topic.optional and not (on.cadence.weekends and on.wishes.weekends)
