from __future__ import annotations

from itertools import accumulate

from django.db.models import Model

from partnership.models import PlaceOutline
from partnership.reference.files import read_json
from partnership.reference.loading.keys import place_ids, upsert

ONS = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right"
)


def load_outlines() -> int:
    shapes = read_json("outlines.json.gz")
    ids = place_ids({shape["place"] for shape in shapes})
    outlines: list[Model] = [
        PlaceOutline(
            place_id=ids[shape["place"]],
            polygons=[[points(ring) for ring in polygon] for polygon in shape["polygons"]],
            source=f"{ONS} {shape['year']}",
            inferred=shape["inferred"] == 1,
        )
        for shape in shapes
    ]
    upsert(PlaceOutline, outlines, ["place"], ["polygons", "source", "inferred"])
    return len(outlines)


def points(steps: list[int]) -> list[list[int]]:
    """The points of a ring that is written as a first point and steps from each to the next."""
    return [
        list(point) for point in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    ]
