"""Measures that published figures feed: set up in one step, and kept as what was loaded last."""

from __future__ import annotations

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.measures import Facts, set_up
from challenges.actions.readings import KEPT, published_values, told_apart
from challenges.measure_errors import NothingPublished
from challenges.measure_rules import can_set_up_measures
from challenges.models import Measure, Reading, ReferenceSeries
from partnership.models import Partnership, Place


def set_up_from(
    partnership: Partnership, *, by: Actor, series: ReferenceSeries, place: Place
) -> Measure:
    """Set up a measure of a place, with what was published for it.

    Raises `NothingPublished`, `NotMeasuredHere` and `MeasureNamedAlready`.
    """
    require(can_set_up_measures(by, partnership))
    facts = Facts(
        name=f"{series.name}, {place.name}"[:200],
        improves=series.improves,
        frequency=series.frequency,
        unit=series.unit,
        decimals=series.decimals,
        denominator=series.denominator,
        source=series.source,
    )
    with recorded(by, "set up a measure from published figures"):
        measure = set_up(partnership, by=by, facts=facts, place=place, series=series.slug)
        if not feed(measure):
            raise NothingPublished()
    return measure


def feed(measure: Measure) -> int:
    """Let its readings be what is published; how many there are. Readings of other periods stay.

    The caller's transaction says who did it.
    """
    held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    wanted = [
        Reading(
            measure=held,
            period=one.period,
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
        )
        for one in published_values(held)
    ]
    stored = {one.period: one for one in held.readings.all()}
    added, changed = told_apart(wanted, stored)
    for one in changed:
        one.pk = stored[one.period].pk
    Reading.objects.bulk_create(added, batch_size=1_000)
    Reading.objects.bulk_update(changed, KEPT, batch_size=1_000)
    return len(wanted)


def feed_all() -> int:
    """After figures were loaded anew: bring every measure that they feed up to date."""
    fed = list(Measure.objects.exclude(reference_series="").order_by("pk"))
    with recorded(Actor.for_job("load_reference"), "loaded published figures"):
        for measure in fed:
            feed(measure)
    return len(fed)
