"""The areas that a partnership serves: what the reference suggests, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.models import OuterRef, Q, Subquery

from partnership.models import AreaServed, Partnership, Place, PlaceOverlap, PlaceSuccession
from partnership.place_map import MOST_PARTS, Part, PlaceMap, map_of

ALL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Area:
    """A district as the table of areas shows it: the part that is served, and its people.

    `share` is 0 for what is not served. `usual` is what the reference says lies in the place.
    """

    place: Place
    share: Decimal
    usual: Decimal | None = None
    counted: int | None = None

    @property
    def percent(self) -> str:
        """The share in per cent, as short as it is exact to a hundredth."""
        return f"{(100 * self.share).normalize():f}"

    @property
    def is_served(self) -> bool:
        return self.share > 0

    @property
    def is_whole(self) -> bool:
        return self.share == ALL

    @property
    def people(self) -> int | None:
        """People served: as counted where the share is the reference's, else the share of all."""
        if not self.is_served:
            return 0
        if self.share == self.usual and self.counted is not None:
            return self.counted
        return None if self.place.population is None else round(self.place.population * self.share)


def areas_of(partnership: Partnership, *, on: date) -> list[Area]:
    """Each district of the place, and each other that is served; from the reference at first.

    Four queries at most, whatever there is.
    """
    said = {
        one.place_id: one
        for one in AreaServed.objects.filter(partnership=partnership).select_related(
            "place__outline"
        )
    }
    usual = suggested(partnership.place, on=on)
    if not said:
        return sorted(usual, key=_by_name)
    rows = [
        replace(area, share=said[area.place.pk].share if area.place.pk in said else Decimal(0))
        for area in usual
    ]
    known = {area.place.pk for area in usual}
    rows += [Area(one.place, one.share) for one in said.values() if one.place_id not in known]
    return sorted(rows, key=_by_name)


def _by_name(area: Area) -> str:
    return area.place.name


def said_areas(partnership: Partnership, *, on: date) -> list[Area]:
    """Those that are served, without outlines, once somebody has said so; in one query."""
    overlap = PlaceOverlap.objects.filter(outer=partnership.place_id, inner=OuterRef("place"))
    said = (
        AreaServed.objects.filter(partnership=partnership)
        .select_related("place")
        .annotate(
            usual=Subquery(overlap.values("share_of_inner")[:1]),
            counted=Subquery(overlap.values("population")[:1]),
        )
    )
    areas = [
        Area(
            one.place,
            one.share,
            one.usual or ALL,
            one.counted if one.usual else one.place.population,
        )
        for one in said
    ]
    return sorted(areas, key=_by_name)


def suggested(place: Place, *, on: date) -> list[Area]:
    """What the reference says lies in a place; districts that have ended as what followed them."""
    if place.kind == Place.Kind.COUNTY:
        inner = place.children.filter(kind=Place.Kind.DISTRICT).select_related("outline")
        found = [Area(one, ALL, ALL, one.population) for one in inner[: 2 * MOST_PARTS]]
    else:
        overlaps = PlaceOverlap.objects.filter(
            outer=place, inner__kind=Place.Kind.DISTRICT
        ).select_related("inner__outline")
        found = [
            Area(one.inner, one.share_of_inner, one.share_of_inner, one.population)
            for one in overlaps[: 2 * MOST_PARTS]
        ]
    if not found:
        inner = place.children.filter(kind=Place.Kind.NEIGHBOURHOOD).select_related("outline")
        found = [Area(one, ALL, ALL, one.population) for one in inner[: 2 * MOST_PARTS]]
    if not found and not place.is_country:
        found = [Area(place, ALL, ALL, place.population)]
    return _as_of(found, on)


def _as_of(areas: Sequence[Area], on: date) -> list[Area]:
    """Districts of before a reorganisation become those that followed them, once each."""
    over = {area.place.pk for area in areas if not area.place.exists_on(on)}
    if not over:
        return list(areas)
    now = {area.place.pk: area for area in areas if area.place.pk not in over}
    for followed in PlaceSuccession.objects.filter(predecessor__in=over).select_related(
        "successor__outline"
    ):
        heir = followed.successor
        now.setdefault(heir.pk, Area(heir, ALL, ALL, heir.population))
    return list(now.values())


def districts_like(found: Iterable[Place], *, on: date) -> list[Place]:
    """Of places that were found those of today; of one that has ended, what followed it."""
    found = list(found)
    over = [place.pk for place in found if not place.exists_on(on)]
    heirs = Place.objects.filter(Q(follows__predecessor__in=over)).distinct() if over else []
    today = {place.pk: place for place in [*found, *heirs] if place.exists_on(on)}
    return list(today.values())


def fingerprint(areas: Iterable[AreaServed]) -> str:
    """A short mark of just these areas, to see whether they changed while somebody wrote."""
    said = sorted(f"{one.place_id}:{one.share.normalize():f}" for one in areas)
    return sha256(",".join(said).encode()).hexdigest()[:20]


def people_in(areas: Iterable[Area]) -> int:
    """How many people the areas make together, from what is counted of each."""
    return sum(area.people or 0 for area in areas)


def map_of_areas(place: Place, areas: Iterable[Area]) -> PlaceMap | None:
    """The place with those areas that are served drawn into it."""
    parts = [
        Part(area.place, float(area.share), area.people)
        for area in areas
        if area.is_served and area.place.pk != place.pk
    ]
    return map_of(place, parts)
