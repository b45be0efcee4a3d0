"""Hours and days on which a message may arrive. Local time, whatever the clocks do."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from reminders.cadence import Cadence

LOCAL = ZoneInfo("Europe/London")
USUAL = Cadence()
MONDAY = 0


def is_decent(now: datetime, cadence: Cadence = USUAL) -> bool:
    """Whether it is outside the quiet hours where people live: usually from 8:00 to 20:00."""
    return cadence.opens <= now.astimezone(LOCAL).time() < cadence.closes


def next_decent(now: datetime, cadence: Cadence = USUAL) -> datetime:
    """`now` if it is a decent hour, and otherwise the next end of the quiet hours.

    The clocks change at one in the morning, so that such an hour exists once on every day.
    """
    if is_decent(now, cadence):
        return now
    local = now.astimezone(LOCAL)
    day = local.date() if local.time() < cadence.opens else local.date() + timedelta(days=1)
    return _at(day, cadence.opens)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday of England."""
    return day.weekday() < 5 and day not in _bank_holidays()


def next_working_hour(now: datetime, cadence: Cadence = USUAL) -> datetime:
    """`now` if it is a decent hour of a working day, and otherwise the next one."""
    at = next_decent(now, cadence)
    while not is_working_day(at.astimezone(LOCAL).date()):
        at = _at(at.astimezone(LOCAL).date() + timedelta(days=1), cadence.opens)
    return at


def morning(day: date) -> datetime:
    """8:00 of a day, where people live."""
    return _at(day, USUAL.opens)


def midnight(day: date) -> datetime:
    """When a day begins, where people live."""
    return _at(day, time(0, 0))


def next_morning(now: datetime) -> datetime:
    """The next 8:00 after now: when a daily digest goes."""
    local = now.astimezone(LOCAL)
    today = _at(local.date(), USUAL.opens)
    return today if now < today else _at(local.date() + timedelta(days=1), USUAL.opens)


def next_monday(now: datetime) -> datetime:
    """The next Monday's 8:00 after now: when a weekly digest goes."""
    morning = next_morning(now)
    days = (MONDAY - morning.astimezone(LOCAL).weekday()) % 7
    return _at(morning.astimezone(LOCAL).date() + timedelta(days=days), USUAL.opens)


def months_after(now: datetime, months: int) -> datetime:
    """8:00 of the same day so many months later; of the month's last day where it is shorter."""
    local = now.astimezone(LOCAL).date()
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return _at(date(year, month + 1, min(local.day, last)), USUAL.opens)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=LOCAL)


@cache
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")
