from __future__ import annotations

from typing import Any

from django.db.models import Model

from partnership.models import (
    Place,
    PlaceCode,
    PlaceName,
    PlaceOverlap,
    PlaceService,
    PlaceSuccession,
)
from partnership.reference.files import read_rows
from partnership.reference.loading.keys import (
    day,
    free_slug,
    organisation_ids,
    place_ids,
    upsert,
)

Row = dict[str, str]
# A parent is loaded before its children.
GENERATIONS = (("country",), ("system", "county"), ("district", "sub_icb"))


def load_places() -> int:
    """Places by ONS code, which is written in the same transaction: all else finds them by it."""
    rows = read_rows("places.csv")
    known = place_ids([row["key"] for row in rows])
    taken = set(Place.objects.values_list("slug", flat=True))
    for kinds in GENERATIONS:
        generation = [row for row in rows if row["kind"] in kinds]
        new = [row for row in generation if row["key"] not in known]
        old: list[Model] = [
            Place(pk=known[row["key"]], slug=row["slug"], **_facts(row, known))
            for row in generation
            if row["key"] in known
        ]
        upsert(Place, old, ["id"], list(_facts(rows[0], known)))
        born = Place.objects.bulk_create(
            [Place(slug=free_slug(row["slug"], taken), **_facts(row, known)) for row in new]
        )
        known |= {row["key"]: place.pk for row, place in zip(new, born, strict=True)}
        PlaceCode.objects.bulk_create(
            PlaceCode(place_id=known[row["key"]], scheme=PlaceCode.Scheme.ONS, value=row["key"])
            for row in new
        )
    return len(rows)


def load_place_names() -> int:
    rows = read_rows("place_names.csv")
    ids = place_ids({row["place"] for row in rows})
    names: list[Model] = [
        PlaceName(place_id=ids[row["place"]], name=row["name"], **_dates(row)) for row in rows
    ]
    upsert(PlaceName, names, ["place", "name"], ["starts_on", "ends_on"])
    return len(rows)


def load_place_codes() -> int:
    rows = read_rows("place_codes.csv")
    ids = place_ids({row["place"] for row in rows})
    codes: list[Model] = [
        PlaceCode(
            place_id=ids[row["place"]],
            scheme=row["scheme"],
            value=row["value"],
            confirmed=row["confirmed"] == "1",
            **_dates(row),
        )
        for row in rows
    ]
    upsert(PlaceCode, codes, ["place", "scheme", "value"], ["starts_on", "ends_on", "confirmed"])
    return len(rows)


def load_place_services() -> int:
    rows = read_rows("place_services.csv")
    ids = place_ids({row["place"] for row in rows})
    bodies = organisation_ids(read_rows("organisations.csv"))
    services: list[Model] = [
        PlaceService(
            place_id=ids[row["place"]],
            organisation_id=bodies[row["organisation"]],
            partly=row["partly"] == "1",
            **_dates(row),
        )
        for row in rows
    ]
    upsert(PlaceService, services, ["place", "organisation"], ["starts_on", "ends_on", "partly"])
    return len(rows)


def load_place_successions() -> int:
    rows = read_rows("place_successions.csv")
    ids = place_ids({row[end] for row in rows for end in ("predecessor", "successor")})
    successions: list[Model] = [
        PlaceSuccession(
            predecessor_id=ids[row["predecessor"]],
            successor_id=ids[row["successor"]],
            on=row["on"],
        )
        for row in rows
    ]
    upsert(PlaceSuccession, successions, ["predecessor", "successor"], ["on"])
    return len(rows)


def load_place_overlaps() -> int:
    rows = read_rows("place_overlaps.csv")
    ids = place_ids({row[side] for row in rows for side in ("inner", "outer")})
    overlaps: list[Model] = [
        PlaceOverlap(
            inner_id=ids[row["inner"]],
            outer_id=ids[row["outer"]],
            population=int(row["population"]),
            share_of_inner=row["share"],
            source=row["source"],
        )
        for row in rows
    ]
    upsert(PlaceOverlap, overlaps, ["inner", "outer"], ["population", "share_of_inner", "source"])
    return len(rows)


def _dates(row: Row) -> dict[str, Any]:
    return {"starts_on": day(row["starts_on"]), "ends_on": day(row["ends_on"])}


def _facts(row: Row, ids: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "name": row["name"],
        "region": row["region"],
        "parent_id": ids.get(row["parent"]),
        "population": int(row["population"]) if row["population"] else None,
        "population_source": row["population_source"],
        "note": row["note"],
        **_dates(row),
    }
