"""Dates of things that begin and end. The end is the first day on which it no longer holds."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.fields import DateField, DateTimeField


class DateRange(Func):
    """PostgreSQL's `daterange(from, to, '[)')`."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[)')"
    output_field = DateField()


class TimeRange(Func):
    """PostgreSQL's `tstzrange(from, to, '[)')`."""

    function = "tstzrange"
    template = "%(function)s(%(expressions)s, '[)')"
    output_field = DateTimeField()


Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows with `starts_on` and `ends_on`; null is "since ever" and "until further notice"."""

    def on(self, day: date) -> Self:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        )


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """A check that the end does not come before the start."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True)
        | Q(starts_on__isnull=True)
        | Q(ends_on__gte=F("starts_on")),
        name=name,
    )
