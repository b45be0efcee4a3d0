"""What the page of a measure shows: its chart by the rules, and what happened meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from challenges.actions.readings import published_values
from challenges.chart_events import ChartEvent, events_of
from challenges.models import Measure, Reading, ReferenceSeries
from challenges.periods import in_words
from challenges.spc import Chart, xmr
from challenges.spc_chart import Picture, picture_of
from challenges.spc_words import Subject

CHARTED = 300  # readings; the table and the download have all


def charted(measure: Measure) -> Picture:
    """The latest readings of a measure with the events of their time."""
    readings = list(measure.readings.order_by("-period")[:CHARTED])[::-1]
    events: Sequence[ChartEvent] = []
    if readings:
        events = events_of(measure, readings[0].period, readings[-1].period)
    rebases = [rebase.on for rebase in measure.rebases.all()]
    return picture_of(chart_of(measure, readings, rebases), subject_of(measure), events)


def chart_of(measure: Measure, readings: Sequence[Reading], rebases: Sequence[date]) -> Chart:
    """Mean, limits and signals, as the measure says: its direction, target, re-bases, fixing."""
    return xmr(
        [(one.period, one.value) for one in readings],
        improves=measure.improves,
        target=measure.target,
        rebases=rebases,
        fixed_after=measure.fixed_after,
    )


def subject_of(measure: Measure) -> Subject:
    """How its values and periods are said."""
    return Subject(
        name=measure.name,
        unit=measure.unit,
        frequency=measure.frequency,
        say=measure.with_unit,
        bare=measure.in_its_decimals,
        when=lambda day: in_words(day, measure.frequency),
    )


def published_of(measure: Measure) -> tuple[ReferenceSeries | None, set[date]]:
    """The published figures that feed it, with what must be said of them, and their periods."""
    if not measure.reference_series:
        return None, set()
    values = list(published_values(measure).select_related("series"))
    return (values[0].series if values else None), {one.period for one in values}
