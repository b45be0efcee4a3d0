"""A measure is set up and revised, its limits are fixed or begun anew, and challenges use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.measure_errors import (
    LimitsFromTooFew,
    MeasureNamedAlready,
    NotMeasuredHere,
    OfOneThing,
    PeriodsStand,
    RebaseBetweenReadings,
    RebasedAlready,
    RebaseWithoutReason,
)
from challenges.measure_rules import can_keep, can_set_up_measures
from challenges.models import Measure, Rebase
from challenges.numbers import computed
from partnership.models import Organisation, Partner, Partnership, Place

REFUSALS = {
    "measure_slug_in_partnership": MeasureNamedAlready,
    "measure_is_of_a_place_or_of_an_organisation": OfOneThing,
    "limits_are_fixed_after_twelve_points": LimitsFromTooFew,
}
RESERVED_SLUGS = {"", "new", "published"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a measure. `target` is in its unit; limits are fixed after so many points."""

    name: str
    improves: str
    frequency: str
    unit: str
    source: str
    decimals: int = 0
    denominator: str = ""
    source_url: str = ""
    target: Decimal | None = None
    fixed_after: int | None = None


def places_of(partnership: Partnership) -> Q:
    """Which places a measure of this partnership can be of: its own, and those that it serves."""
    served = partnership.areas_served.values("place")
    return (
        Q(pk=partnership.place_id)
        | Q(pk__in=served)
        | Q(lies_in__outer=partnership.place_id)
        | Q(parent=partnership.place_id)
    )


def set_up(
    partnership: Partnership,
    *,
    by: Actor,
    facts: Facts,
    place: Place | None = None,
    organisation: Organisation | None = None,
    series: str = "",
) -> Measure:
    """Say what is measured, of a place or of an organisation: exactly one.

    Raises `OfOneThing`, `NotMeasuredHere`, `MeasureNamedAlready` and `LimitsFromTooFew`.
    """
    require(can_set_up_measures(by, partnership))
    if (place is None) == (organisation is None):
        raise OfOneThing()
    if not _is_here(partnership, place, organisation):
        raise NotMeasuredHere()
    slug = slugify(facts.name)[:190]
    with recorded(by, "set up a measure", refusals=REFUSALS):
        return Measure.objects.create(
            partnership=partnership,
            slug=f"{slug or 'measure'}-1" if slug in RESERVED_SLUGS else slug,
            place=place,
            organisation=organisation,
            reference_series=series,
            set_up_by_id=by.worn_hat_id,
            **{name: getattr(facts, name) for name in Facts.__slots__},
        )


def _is_here(
    partnership: Partnership, place: Place | None, organisation: Organisation | None
) -> bool:
    if place is not None:
        return Place.objects.filter(places_of(partnership), pk=place.pk).exists()
    return Partner.objects.filter(partnership=partnership, organisation=organisation).exists()


def revise(measure: Measure, *, by: Actor, facts: Facts) -> Measure:
    """Change what is said of it. Its address stays, and so does what it is of.

    Another unit computes readings with a numerator anew. Raises `PeriodsStand`,
    `LimitsFromTooFew`.
    """
    require(can_keep(by, measure))
    with recorded(by, "revised a measure", refusals=REFUSALS):
        held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
        if facts.frequency != held.frequency and held.readings.exists():
            raise PeriodsStand()
        unit_changed = facts.unit != held.unit
        for name in Facts.__slots__:
            setattr(held, name, getattr(facts, name))
        held.save(update_fields=list(Facts.__slots__))
        if unit_changed:
            for reading in held.readings.filter(denominator__isnull=False):
                assert reading.numerator is not None and reading.denominator is not None
                reading.value = computed(reading.numerator, reading.denominator, held.unit)
                reading.save(update_fields=["value"])
    return held


def rebase(measure: Measure, *, by: Actor, on: date, because: str) -> Rebase:
    """Compute limits anew from this period on, since something real changed.

    Raises `RebaseBetweenReadings`, `RebasedAlready` and `RebaseWithoutReason`.
    """
    require(can_keep(by, measure))
    if not because.strip():
        raise RebaseWithoutReason()
    refusals = {"measure_is_rebased_once_a_day": RebasedAlready}
    with recorded(by, "began the limits of a measure anew", refusals=refusals):
        held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
        before = held.readings.filter(period__lt=on).exists()
        if not before or not held.readings.filter(period__gte=on).exists():
            raise RebaseBetweenReadings()
        return Rebase.objects.create(
            measure=held, on=on, because=because.strip(), decided_by_id=by.worn_hat_id
        )


def take_back_rebase(rebase: Rebase, *, by: Actor) -> None:
    """Compute limits as before. Taking it back twice changes nothing."""
    require(can_keep(by, rebase.measure))
    with recorded(by, "took back where the limits of a measure began anew"):
        Rebase.objects.filter(pk=rebase.pk).delete()
