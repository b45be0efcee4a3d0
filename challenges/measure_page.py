"""What the page of a measure shows: its readings in words, what happened, and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from challenges.chart_events import ChartEvent, events_of
from challenges.models import Measure, Reading, ReferenceSeries
from challenges.periods import in_words
from challenges.run_chart import RunChart, run_chart

CHARTED = 600  # readings; the table and the download have all


@dataclass(frozen=True, slots=True)
class Charted:
    """The readings that are charted, the earliest first, with what happened meanwhile."""

    readings: Sequence[Reading]
    events: Sequence[ChartEvent]
    headline: str
    chart: RunChart | None = None

    @property
    def is_empty(self) -> bool:
        return not self.readings


def charted(measure: Measure) -> Charted:
    """The latest readings of a measure and the events of their time."""
    readings = list(measure.readings.order_by("-period")[:CHARTED])[::-1]
    if not readings:
        return Charted([], [], "")
    events = events_of(measure, readings[0].period, readings[-1].period)
    chart = run_chart(measure, readings, events)
    return Charted(readings, events, headline_of(measure, readings), chart)


def headline_of(measure: Measure, readings: Sequence[Reading]) -> str:
    """The latest reading, in a sentence."""
    last = readings[-1]
    when = in_words(last.period, measure.frequency)
    return f"{measure.with_unit(last.value)} in {when}."


def series_of(measure: Measure) -> ReferenceSeries | None:
    """The published figures that feed it, with what must be said where they are shown."""
    if not measure.reference_series:
        return None
    return ReferenceSeries.objects.filter(slug=measure.reference_series).first()
