"""Decisions and sessions on the chart of a measure, for the provider in settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.chart_events import MOST_OF_A_KIND, ChartEvent
from challenges.models import Measure
from coproduction.models import Decision, Session


def decisions(measure: Measure, since: date, until: date) -> Iterator[ChartEvent]:
    """Published decisions about the challenges that are measured by it."""
    told = Decision.objects.published().filter(
        challenge__measure_links__measure=measure, decided_on__gte=since, decided_on__lte=until
    )
    for one in told.select_related("partnership").order_by("decided_on")[:MOST_OF_A_KIND]:
        yield ChartEvent(one.decided_on, _("A decision"), one.title, one.get_absolute_url())


def sessions(measure: Measure, since: date, until: date) -> Iterator[ChartEvent]:
    """Sessions that served those challenges, and took place."""
    told = Session.objects.filter(
        challenge__measure_links__measure=measure,
        state=Session.State.PUBLISHED,
        starts_at__date__gte=since,
        starts_at__date__lte=until,
        starts_at__lte=timezone.now(),
    )
    for one in told.select_related("partnership").order_by("starts_at")[:MOST_OF_A_KIND]:
        day = timezone.localdate(one.starts_at)
        url = reverse("session_detail", args=[one.partnership.slug, one.slug])
        yield ChartEvent(day, _("A session"), one.title, url)
