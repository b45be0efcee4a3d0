"""Readings are entered, corrected and removed; what was there before stays in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.measure_errors import (
    NotYetOver,
    OfNobody,
    Published,
    ReadMeanwhile,
    WithoutANumber,
)
from challenges.measure_rules import can_keep
from challenges.models import Measure, Reading, ReferenceValue
from challenges.numbers import computed
from partnership.models import PlaceCode

Seen = Mapping[date, Decimal | None]
REFUSALS = {
    "measure_is_read_once": ReadMeanwhile,
    "reading_has_numerator_and_denominator": OfNobody,
}
KEPT = ("value", "numerator", "denominator", "note", "provisional")


@dataclass(frozen=True, slots=True)
class Entered:
    """What is read of a period, named by its first day. Of two counts the value is computed."""

    period: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How many readings were added and corrected, and how many stood there just so."""

    added: int
    corrected: int
    same: int


def enter(
    measure: Measure,
    *,
    by: Actor,
    readings: Sequence[Entered],
    today: date,
    seen: Seen | None = None,
) -> Written:
    """Enter readings, all or none; of a period that has one already this is a correction.

    `seen` says which value somebody saw, or none, for each period: if that is no longer so, nothing
    is written. Raises `ReadMeanwhile`, `NotYetOver`, `WithoutANumber`, `OfNobody`, `Published`.
    """
    require(can_keep(by, measure))
    if any(one.period > today for one in readings):
        raise NotYetOver()
    with recorded(by, "entered readings", refusals=REFUSALS):
        held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
        stored = {one.period: one for one in held.readings.all()}
        _still_as(seen or {}, stored)
        wanted = [_reading(held, one) for one in readings]
        added, changed = told_apart(wanted, stored)
        _none_published(held, {one.period for one in [*added, *changed]})
        Reading.objects.bulk_create(added, batch_size=1_000)
        for one in changed:
            one.pk = stored[one.period].pk
        Reading.objects.bulk_update(changed, KEPT, batch_size=1_000)
    return Written(len(added), len(changed), len(wanted) - len(added) - len(changed))


def remove(reading: Reading, *, by: Actor) -> Measure:
    """Take a reading away that should not be there. Raises `Published`."""
    require(can_keep(by, reading.measure))
    with recorded(by, "removed a reading"):
        held = Measure.objects.select_for_update(no_key=True).get(pk=reading.measure_id)
        _none_published(held, {reading.period})
        Reading.objects.filter(pk=reading.pk).delete()
    return held


def told_apart(
    wanted: Sequence[Reading], stored: Mapping[date, Reading]
) -> tuple[list[Reading], list[Reading]]:
    """Those that are new, and those that say something else than what is stored."""
    added = [one for one in wanted if one.period not in stored]
    changed = [
        one
        for one in wanted
        if one.period in stored
        and any(getattr(one, name) != getattr(stored[one.period], name) for name in KEPT)
    ]
    return added, changed


def published_periods(measure: Measure) -> set[date]:
    """Periods of which our reference data gives the reading."""
    if not measure.reference_series or measure.place_id is None:
        return set()
    return set(published_values(measure).values_list("period", flat=True))


def published_values(measure: Measure) -> QuerySet[ReferenceValue]:
    """What is published of the series and the place of a measure, under any code of the place."""
    codes = PlaceCode.objects.filter(place=measure.place_id, scheme=PlaceCode.Scheme.ONS)
    return ReferenceValue.objects.filter(
        series__slug=measure.reference_series, code_now__in=codes.values("value")
    )


def _reading(measure: Measure, entered: Entered) -> Reading:
    value, denominator = entered.value, entered.denominator
    if (entered.numerator is None) != (denominator is None):
        raise WithoutANumber()
    if entered.numerator is not None and denominator is not None:
        if denominator <= 0:
            raise OfNobody()
        value = computed(entered.numerator, denominator, measure.unit)
    if value is None:
        raise WithoutANumber()
    return Reading(
        measure=measure,
        period=entered.period,
        value=value,
        numerator=entered.numerator,
        denominator=denominator,
        note=entered.note,
        provisional=entered.provisional,
    )


def _still_as(seen: Seen, stored: Mapping[date, Reading]) -> None:
    for period, value in seen.items():
        now = stored[period].value if period in stored else None
        if now != value:
            raise ReadMeanwhile()


def _none_published(measure: Measure, periods: set[date]) -> None:
    if periods & published_periods(measure):
        raise Published()
