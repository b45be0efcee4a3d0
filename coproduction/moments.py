"""Days and hours in words, as people in England say them."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.templatetags.clock import clock, clock_range

# Late enough for a text not to wake anybody, early enough to change one's plans.
REMINDER_HOUR = time(10, 0)
# Nobody is woken by a reminder that comes at once: those who get up for it know the hour.
WAKING_HOUR = time(7, 30)


def day_in_words(at: datetime) -> str:
    """Thursday 3 December 2026."""
    return date_format(timezone.localtime(at), "l j F Y")


def hours_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """6:30pm to 8:30pm; with the day of the end where it is another day."""
    hours = clock_range(starts_at, ends_at)
    if timezone.localtime(starts_at).date() == timezone.localtime(ends_at).date():
        return hours
    return f"{hours}, {day_in_words(ends_at)}"


def short(at: datetime) -> str:
    """Thu 3 Dec 6:30pm: for texts, where each letter counts."""
    return f"{date_format(timezone.localtime(at), 'D j M')} {clock(at)}"


def deadline_in_words(at: datetime) -> str:
    """9am on Tuesday 24 November: completes "until"."""
    day = date_format(timezone.localtime(at), "l j F")
    return _("%(time)s on %(day)s") % {"time": clock(at), "day": day}


def day_before(starts_at: datetime) -> datetime:
    """When the reminder is due: at 10 in the morning, local time, of the day before.

    Reckoned on local days, so that it stays at 10 across a change of the clocks.
    """
    day = timezone.localtime(starts_at).date() - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, REMINDER_HOUR))


def two_hours_before(starts_at: datetime) -> datetime | None:
    """When the last reminder is due; None when that would be before 7:30 in the morning."""
    due_at = starts_at - timedelta(hours=2)
    return due_at if timezone.localtime(due_at).time() >= WAKING_HOUR else None


def day_after(ends_at: datetime) -> datetime:
    """When thanks are due: at 10 in the morning, local time, of the day after."""
    day = timezone.localtime(ends_at).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, REMINDER_HOUR))


def day_as_heard(starts_at: datetime, now: datetime) -> str:
    """ "today", "tomorrow", or the day itself, as of when somebody reads it."""
    days = (timezone.localtime(starts_at).date() - timezone.localtime(now).date()).days
    near = {0: _("today"), 1: _("tomorrow")}
    return near.get(days) or _("on %(day)s") % {"day": day_in_words(starts_at)}
