"""Decent hours: when a message that can wait may arrive. Local time, whatever the clocks do."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
OPENS = time(8, 0)
CLOSES = time(20, 0)


def is_decent(now: datetime) -> bool:
    """Whether it is from 8:00 to just before 20:00 where people live."""
    return OPENS <= now.astimezone(LOCAL).time() < CLOSES


def next_decent(now: datetime) -> datetime:
    """`now` if it is a decent hour, and otherwise the next 8:00, local time.

    The clocks change at one in the morning, so that 8:00 exists once on every day.
    """
    if is_decent(now):
        return now
    local = now.astimezone(LOCAL)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, tzinfo=LOCAL)
