"""All tables at once, in the order in which one needs another."""

from __future__ import annotations

import json
from pathlib import Path

from partnership.reference.building.book import Book
from partnership.reference.building.districts import (
    build_districts,
    build_locations,
    build_overlaps,
)
from partnership.reference.building.organisations import build_organisations
from partnership.reference.building.outlines import build_outlines
from partnership.reference.building.population import add_england, build_population
from partnership.reference.building.systems import (
    build_areas_of_2026,
    build_services_of_systems,
    build_systems,
)
from partnership.reference.files import as_csv, as_json

COLUMNS = {
    "organisations.csv": (
        "key",
        "name",
        "slug",
        "sector",
        "kind",
        "ods_code",
        "ons_code",
        "confirmed",
        "starts_on",
        "ends_on",
        "source",
    ),
    "organisation_successions.csv": ("predecessor", "successor", "on", "kind"),
    "places.csv": (
        "key",
        "kind",
        "name",
        "slug",
        "region",
        "parent",
        "starts_on",
        "ends_on",
        "population",
        "population_source",
        "note",
    ),
    "place_names.csv": ("place", "name", "starts_on", "ends_on"),
    "place_codes.csv": ("place", "scheme", "value", "starts_on", "ends_on", "confirmed"),
    "place_services.csv": ("place", "organisation", "starts_on", "ends_on", "partly"),
    "place_successions.csv": ("predecessor", "successor", "on"),
    "place_overlaps.csv": ("inner", "outer", "population", "share", "source"),
    "hexes.csv": ("place", "column", "row", "short"),
    "population_categories.csv": ("dimension", "position", "category", "source"),
    "population.csv.gz": ("place", "dimension", "counts"),
}


def build(folder: Path) -> dict[str, bytes]:
    """The content of each table, unpacked, from the founders' files in `folder`."""
    book = Book(folder)
    build_organisations(book)
    build_systems(book)
    build_services_of_systems(book)
    build_districts(book)
    build_locations(book)
    build_areas_of_2026(book)
    build_overlaps(book)
    categories, counts = build_population(book)
    add_england(book, counts)
    rows = {
        "organisations.csv": book.organisations,
        "organisation_successions.csv": book.organisation_successions,
        "places.csv": book.places,
        "place_names.csv": book.place_names,
        "place_codes.csv": book.place_codes,
        "place_services.csv": book.place_services,
        "place_successions.csv": book.place_successions,
        "place_overlaps.csv": book.place_overlaps,
        "hexes.csv": _hexes(book),
        "population_categories.csv": categories,
        "population.csv.gz": counts,
    }
    tables = {name: as_csv(COLUMNS[name], rows[name]) for name in COLUMNS}
    return tables | {"outlines.json.gz": as_json(build_outlines(book))}


def _hexes(book: Book) -> list[dict[str, object]]:
    """Columns from the left and rows from the bottom; odd rows lie half a hexagon to the right."""
    layout = json.loads((book.folder / "boundaries/nhs-icb-2022.hexjson").read_text())
    key_of = {
        row["icb24_ods"]: row["icb24_code"]
        for row in book.source("geography/icb24_names_codes.csv")
    }
    return [
        {"place": key_of[ods], "column": cell["q"], "row": cell["r"], "short": cell["n"]}
        for ods, cell in sorted(layout["hexes"].items())
    ]
