"""What the page of one place shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnership.figures import people, population_bars
from partnership.history_in_words import history_of
from partnership.models import Place, PlaceOverlap
from partnership.place_facts import facts_of
from partnership.place_map import MOST_PARTS, Part, map_of

# Regions that take an article: "in the East of England", but "in London".
THE = ("East", "Midlands", "North", "South", "West")
KINDS = {
    Place.Kind.COUNTRY: gettext_lazy("Country"),
    Place.Kind.SYSTEM: gettext_lazy("Health and care area"),
    Place.Kind.COUNTY: gettext_lazy("County"),
    Place.Kind.SUB_ICB: gettext_lazy("Part of a health and care area"),
    Place.Kind.DISTRICT: gettext_lazy("District"),
    Place.Kind.NEIGHBOURHOOD: gettext_lazy("Neighbourhood"),
}


def kind_in_words(place: Place) -> str:
    """What kind of place it is, as citizens say."""
    return str(KINDS[Place.Kind(place.kind)])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies in a place, and what it lies in."""

    parts: list[Part]
    lies_in: list[Part]


def place_page(place: Place) -> dict[str, Any]:
    """The template's context. The place must have come from `places_with_facts`."""
    near = surroundings(place)
    around = wider_place(place, near)
    facts = facts_of(place)
    return {
        "place": place,
        "kind": kind_in_words(place),
        "lede": lede(place, near.parts),
        "map": map_of(place, near.parts, around),
        "around": around,
        "parts": list(enumerate(near.parts, 1)),
        "lies_in": near.lies_in,
        "bars": population_bars(facts.shares, place.pk),
        "history": history_of(place, facts.services, facts.names, facts.successions),
        "successors": [
            one.successor for one in facts.successions if one.predecessor_id == place.pk
        ],
        "codes": facts.codes,
        "partnerships": facts.partnerships,
    }


def surroundings(place: Place) -> Surroundings:
    """Districts inside a place, and the systems and county that it is part of."""
    if place.is_country:
        return Surroundings([], [])
    if place.kind == Place.Kind.COUNTY:
        children = place.children.filter(kind=Place.Kind.DISTRICT).select_related("outline")
        current = children.filter(ends_on__isnull=True).order_by("name")[:MOST_PARTS]
        return Surroundings([Part(child, None, child.population) for child in current], [])
    overlaps = list(
        PlaceOverlap.objects.filter(Q(outer=place) | Q(inner=place))
        .select_related("inner__outline", "outer")
        .order_by("inner__name", "outer__starts_on", "outer__name")[: 2 * MOST_PARTS]
    )
    parts = [
        Part(one.inner, float(one.share_of_inner), one.population)
        for one in overlaps
        if one.outer_id == place.pk and one.inner.kind == Place.Kind.DISTRICT
    ]
    lies_in = [
        Part(one.outer, float(one.share_of_inner)) for one in overlaps if one.inner_id == place.pk
    ]
    if place.parent and place.parent.kind != Place.Kind.COUNTRY:
        lies_in.insert(0, Part(place.parent))
    return Surroundings(parts, lies_in)


def wider_place(place: Place, near: Surroundings) -> Place | None:
    """In what a place without parts is drawn: its county or system, or where most of it lies."""
    if near.parts or place.is_country:
        return None
    if place.parent and not place.parent.is_country:
        return place.parent
    most = max(near.lies_in, key=lambda part: part.share or 0, default=None)
    if most is None:
        return None
    return Place.objects.select_related("outline").get(pk=most.place.pk)


def lede(place: Place, parts: list[Part]) -> str:
    """How many people live here, in how many districts, and where in England."""
    sentence = []
    if place.population:
        sentence.append(
            _("%(people)s live here") % {"people": people(place.population).capitalize()}
        )
    if parts:
        districts = ngettext("in %(count)s district", "in %(count)s districts", len(parts))
        sentence.append(districts % {"count": len(parts)})
    if place.region:
        region = {"region": place.region}
        sentence.append(
            _("in the %(region)s") % region
            if place.region.startswith(THE)
            else _("in %(region)s") % region
        )
    return ", ".join(sentence) + "." if place.population else ""
