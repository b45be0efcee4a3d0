"""Measures and readings as rows: on pages, and to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from challenges.models import ChallengeMeasure, Measure, Reading
from challenges.periods import in_words
from partnership.downloads import Cell

LIST_HEADINGS = (
    "Measure", "Of", "Unit", "Better is", "Read", "Latest period", "Latest value", "Target",
    "Leads the challenge", "Source",
)  # fmt: skip
READING_HEADINGS = (
    "Period", "Begins on", "Value", "Unit", "Numerator", "Denominator", "Provisional", "Note",
    "Source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingRow:
    reading: Reading
    period: str
    value: str
    is_published: bool


def shown_measures(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Of the place first; each with its latest reading and the challenge that it leads."""
    latest = Reading.objects.filter(measure=OuterRef("pk")).order_by("-period")
    led = ChallengeMeasure.objects.filter(measure=OuterRef("pk"), leads=True)
    of_bodies_last = Case(When(place__isnull=False, then=Value(0)), default=Value(1))
    return measures.annotate(
        latest_period=Subquery(latest.values("period")[:1]),
        latest_value=Subquery(latest.values("value")[:1]),
        leads=Subquery(led.exclude(challenge__state="draft").values("challenge__title")[:1]),
    ).order_by(of_bodies_last, "name", "pk")


def latest_of(measure: Measure) -> str:
    """Its latest reading in words, of one that `shown_measures` gave; empty without any."""
    period = measure.latest_period  # type: ignore[attr-defined]
    if period is None:
        return ""
    value = measure.with_unit(measure.latest_value)  # type: ignore[attr-defined]
    return f"{value}, {in_words(period, measure.frequency)}"


def list_rows(measures: Iterable[Measure]) -> Iterator[list[Cell]]:
    for one in measures:
        latest = one.latest_period  # type: ignore[attr-defined]
        value = one.latest_value  # type: ignore[attr-defined]
        yield [
            one.name,
            one.of_what.name,
            one.unit,
            one.get_improves_display(),
            one.get_frequency_display(),
            in_words(latest, one.frequency) if latest else "",
            float(value) if value is not None else None,
            float(one.target) if one.target is not None else None,
            one.leads or "",  # type: ignore[attr-defined]
            one.source,
        ]


def shown_readings(
    measure: Measure, readings: Iterable[Reading], published: set[date]
) -> list[ReadingRow]:
    return [
        ReadingRow(
            one,
            in_words(one.period, measure.frequency),
            measure.in_its_decimals(one.value),
            one.period in published,
        )
        for one in readings
    ]


def reading_rows(measure: Measure, source: str) -> Iterator[list[Cell]]:
    """All readings, the earliest first, each with what must be said of where it comes from."""
    for one in measure.readings.order_by("period").iterator(chunk_size=1_000):
        yield [
            in_words(one.period, measure.frequency),
            one.period,
            float(one.value),
            measure.unit,
            None if one.numerator is None else float(one.numerator),
            None if one.denominator is None else float(one.denominator),
            "yes" if one.provisional else "",
            one.note,
            source,
        ]
