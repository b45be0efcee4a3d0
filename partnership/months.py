"""Months as people say them. An end is the first day after, so it is told as the month before."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format


def month(day: date) -> str:
    """ "July 2022"."""
    return date_format(day, "F Y")


def quarter(day: date, back: int = 0) -> date:
    """The first day of the quarter of this day, or of the quarter so many before it."""
    months = day.year * 12 + day.month - 1 - (day.month - 1) % 3 - 3 * back
    return date(months // 12, months % 12 + 1, 1)


def month_before(end: date) -> str:
    """The last month in which something that ended on this day still held: "June 2022"."""
    return month(end - timedelta(days=1))
