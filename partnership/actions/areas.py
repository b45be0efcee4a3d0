"""Those who head a partnership say for which place it is, and which areas of it it serves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Q

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.areas import fingerprint
from partnership.errors import ChangedMeanwhile, NoAreaToServe, ServesNobody, StaysWithItsPlace
from partnership.models import AreaServed, Partnership, Place
from partnership.rules import can_configure

MOVED = "said for which place it is"
SERVED = "said which areas it serves"


def choose_place(partnership: Partnership, *, by: Actor, place: Place) -> Partnership:
    """Say for which place it is. Areas of another place are no longer served.

    Raises `StaysWithItsPlace` once it is live: it was vouched for as the one of that place.
    """
    require(can_configure(by, partnership))
    with recorded(by, MOVED):
        held = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        if held.place_id != place.pk:
            if held.is_live:
                raise StaysWithItsPlace()
            held.place = place
            held.save(update_fields=["place"])
            held.areas_served.all().delete()
    return held


def serve_areas(
    partnership: Partnership, *, by: Actor, shares: Mapping[int, Decimal], seen: str
) -> list[AreaServed]:
    """Say which areas are served, by the id of the place, and what part of their people.

    `seen` is the fingerprint of the areas that whoever writes had before them: `ChangedMeanwhile`
    when others have been saved since. `ServesNobody` when no area is left, `NoAreaToServe` for
    what is no district, nor what the table suggests where a place has no districts.
    """
    require(can_configure(by, partnership))
    if not shares:
        raise ServesNobody()
    with recorded(by, SERVED):
        held = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        served = {one.place_id: one for one in partnership.areas_served.all()}
        if seen != fingerprint(served.values()):
            raise ChangedMeanwhile()
        if shares.keys() - served.keys() - _districts(held, shares):
            raise NoAreaToServe()
        AreaServed.objects.filter(partnership=partnership).exclude(place__in=shares).delete()
        for place, share in shares.items():
            known = served.get(place)
            if known is None:
                AreaServed.objects.create(partnership=partnership, place_id=place, share=share)
            elif known.share != share:
                known.share = share
                known.save(update_fields=["share"])
    return list(partnership.areas_served.select_related("place"))


def _districts(held: Partnership, places: Iterable[int]) -> set[int]:
    """Districts; of a place without any its neighbourhoods, or the place itself."""
    within = Q(kind=Place.Kind.NEIGHBOURHOOD, parent=held.place_id) | Q(pk=held.place_id)
    found = Place.objects.filter(Q(kind=Place.Kind.DISTRICT) | within, pk__in=places)
    return set(found.values_list("pk", flat=True))
