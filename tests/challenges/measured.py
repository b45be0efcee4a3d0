"""Measures of the world of the tests, and what is read of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from challenges.models import (
    Challenge,
    ChallengeMeasure,
    Measure,
    Reading,
    ReferenceSeries,
    ReferenceValue,
)
from challenges.periods import after
from partnership.models import PlaceCode
from tests.cast import World

FIRST = date(2024, 1, 1)


def make_measure(world: World, name: str = "Falls at home", **fields: Any) -> Measure:
    """A monthly measure of the place; `organisation` makes it one of a body."""
    given: dict[str, Any] = {
        "partnership": world.partnership,
        "slug": name.lower().replace(" ", "-"),
        "place": None if "organisation" in fields else world.place,
        "improves": Measure.Improves.DOWN,
        "unit": "falls",
        "source": "The falls register",
        "set_up_by": world.hats["leader"],
    }
    return Measure.objects.create(name=name, **{**given, **fields})


def make_readings(measure: Measure, values: list[Any], first: date = FIRST) -> list[Reading]:
    return Reading.objects.bulk_create(
        Reading(
            measure=measure,
            period=after(first, measure.frequency, number),
            value=Decimal(str(value)),
        )
        for number, value in enumerate(values)
    )


def make_link(challenge: Challenge, measure: Measure, **fields: Any) -> ChallengeMeasure:
    given = {"kind": ChallengeMeasure.Kind.OUTCOME}
    return ChallengeMeasure.objects.create(
        challenge=challenge, measure=measure, **{**given, **fields}
    )


def make_series(world: World, values: list[Any], slug: str = "excess-weight") -> ReferenceSeries:
    """Yearly figures published for the place of the world, from 2006/07 on."""
    PlaceCode.objects.get_or_create(place=world.place, scheme="ons", value="E99000001")
    series = ReferenceSeries.objects.create(
        slug=slug,
        name="Excess weight",
        unit="% of children",
        improves="decrease",
        frequency="year",
        source="The publisher",
        attribution="The publisher, licensed openly.",
        vintage="2006/07 on",
    )
    ReferenceValue.objects.bulk_create(
        ReferenceValue(
            series=series,
            code="E99000001",
            code_now="E99000001",
            period=date(2006 + number, 4, 1),
            period_label=f"{2006 + number}",
            value=Decimal(str(value)),
        )
        for number, value in enumerate(values)
    )
    return series
