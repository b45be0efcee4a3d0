"""Invented readings for `/dev/look/charts/`: every kind of chart, full, long and empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from challenges.spc import Chart, xmr
from challenges.spc_chart import Picture, picture_of
from challenges.spc_words import Subject


@dataclass(frozen=True, slots=True)
class SpecimenEvent:
    on: date
    kind: str
    label: str
    url: str = ""


SHARES = (34.1, 33.8, 34.6, 34.0, 34.4, 33.9, 34.7, 34.2, 32.9, 32.7, 32.4, 32.6, 32.1, 31.8, 31.4)
VISITS = (
    412, 398, 430, 441, 405, 419, 388, 402, 427, 415, 409, 421, 396, 418, 433, 408, 455, 471, 462,
    480, 476, 491, 466, 488, 530, 502,
)  # fmt: skip
CALLS = (61, 58, 64, 57, 63, 60, 59, 62, 58, 64, 61, 60, 63, 59, 62)
LONG = "Adults of working age in the most deprived fifth of the place who say that they can walk to"
EVENTS = (
    SpecimenEvent(date(2024, 2, 10), "A session", "Walk with parents on the high street", "#"),
    SpecimenEvent(date(2024, 2, 20), "A decision", "No hot food near schools before six", "#"),
    SpecimenEvent(date(2024, 8, 1), "A test of change", "Fruit at the till of four shops", "#"),
    SpecimenEvent(date(2025, 5, 1), "Limits begin anew", "A second clinic opened"),
)


def chart_specimens() -> list[tuple[str, Picture]]:
    """Each kind with its name."""
    months = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(40)]
    years = [date(2004 + at, 4, 1) for at in range(len(SHARES))]
    weight = _subject("Excess weight in Year 6", "% of children measured", "year", 1)
    visits = _subject("Visits to the clinic", "visits a month", "month", 0)
    calls = _subject("Calls answered within a minute", "calls a month", "month", 0)
    long = _subject(f"{LONG} a shop", "people in every 1,000 of the same age and sex", "month", 2)

    def monthly(values: Sequence[float], improves: str, **more: Any) -> Chart:
        return xmr(zip(months, values, strict=False), improves=improves, **more)

    gap = [(month, value) for month, value in zip(months, VISITS, strict=False) if month.month != 9]
    begun = {"rebases": [date(2025, 5, 1)]}
    charts: list[tuple[str, Chart, Subject, Sequence[SpecimenEvent]]] = [
        ("Improvement", _years(years), weight, EVENTS),
        ("Concern, with gaps", xmr(gap, improves="decrease"), visits, EVENTS),
        ("Re-based", monthly(VISITS, "increase", **begun), visits, EVENTS),
        ("Neither is better", monthly(VISITS, "neutral"), visits, ()),
        ("As usual, passing", monthly(CALLS, "increase", target=40), calls, ()),
        ("As usual, failing", monthly(CALLS, "increase", target=90), calls, ()),
        ("Long, inconsistent", monthly(CALLS, "decrease", target=61), long, ()),
        ("Too few points", monthly(CALLS[:8], "increase", target=70), calls, ()),
        ("One point", monthly(CALLS[:1], "increase"), calls, ()),
        ("Never changes", monthly([5] * 14, "increase", target=6), calls, ()),
        ("No points", monthly([], "increase"), calls, ()),
    ]
    # Each region of a page has a name of its own.
    return [
        (name, picture_of(chart, replace(what, name=f"{what.name} ({number})"), events))
        for number, (name, chart, what, events) in enumerate(charts, 1)
    ]


def _years(years: Sequence[date]) -> Chart:
    return xmr(zip(years, SHARES, strict=True), improves="decrease", target=30)


def _subject(name: str, unit: str, frequency: str, decimals: int) -> Subject:
    def bare(value: float) -> str:
        return f"{value:,.{decimals}f}"

    def when(period: date) -> str:
        if frequency == "year":
            return f"{period.year}/{(period.year + 1) % 100:02d}"
        return f"{period:%B %Y}"

    def say(value: float) -> str:
        return f"{bare(value)}\N{NO-BREAK SPACE}%" if unit.startswith("%") else bare(value)

    return Subject(name, unit, frequency, say, bare, when)
