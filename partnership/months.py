"""Months as people say them. An end is the first day after, so it is told as the month before."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format


def month(day: date) -> str:
    """ "July 2022"."""
    return date_format(day, "F Y")


def month_before(end: date) -> str:
    """The last month in which something that ended on this day still held: "June 2022"."""
    return month(end - timedelta(days=1))
