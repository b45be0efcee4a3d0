"""What is to be done with a message now, from what its reader and the partnership said.

One pure function, so that its rules can be read, and tested, as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from reminders.cadence import Cadence
from reminders.hours import USUAL, next_decent, next_monday, next_morning, next_working_hour
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
    """When the digest goes that this message waits for; None when it goes by itself."""
    if on.wishes.often is Often.DAILY:
        return next_morning(on.now)
    if on.wishes.often is Often.WEEKLY or on.sent_this_week >= on.cadence.weekly_cap:
        return next_monday(on.now)
    return None


def _allowed(on: Circumstances) -> datetime:
    """The first moment from now on at which it may arrive."""
    spared = on.topic.optional and not (on.cadence.weekends and on.wishes.weekends)
    if on.timing is Timing.WORKING_DAY or (spared and on.timing is not Timing.AT_ONCE):
        return next_working_hour(on.now, on.cadence)
    if on.timing is Timing.DECENT_HOUR:
        return next_decent(on.now, on.cadence)
    return on.now
