"""What happened while something was measured: shown on its chart, gathered from several apps.

`settings.CHART_EVENTS` names functions `(measure, since, until) -> Iterable[ChartEvent]`. What they
tell is public: a chart shows the same to everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from challenges.models import Cycle, Measure

MOST_OF_A_KIND = 40


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """Something on a day: what kind of thing, what it is called, and its page."""

    on: date
    kind: str | Promise
    label: str
    url: str = ""


def events_of(measure: Measure, since: date, until: date) -> list[ChartEvent]:
    """All that happened between two days, the earliest first."""
    found = [
        event
        for provider in settings.CHART_EVENTS
        for event in import_string(provider)(measure, since, until)
    ]
    return sorted(found, key=lambda event: (event.on, event.label))


def rebases(measure: Measure, since: date, until: date) -> Iterator[ChartEvent]:
    """Where its limits begin anew, and why."""
    for rebase in measure.rebases.all():  # few, and fetched with the measure
        if since <= rebase.on <= until:
            yield ChartEvent(rebase.on, _("Limits begin anew"), rebase.because)


def cycles(measure: Measure, since: date, until: date) -> Iterator[ChartEvent]:
    """Tests of change that use this measure, on the day on which they began."""
    begun = Cycle.objects.filter(measures=measure, started_on__gte=since, started_on__lte=until)
    told = begun.exclude(challenge__state="draft").select_related("challenge__partnership")
    for cycle in told.order_by("started_on")[:MOST_OF_A_KIND]:
        if cycle.started_on is not None:
            url = cycle.get_absolute_url()
            yield ChartEvent(cycle.started_on, _("A test of change"), cycle.title, url)
