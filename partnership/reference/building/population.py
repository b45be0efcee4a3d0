"""Who lives there: counts by age, ethnic group, disability, deprivation and religion."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from typing import Any

from partnership.reference.building.book import Book

DIMENSIONS = ("age_band", "ethnic_group_5", "disability", "imd2025_decile", "religion")
PLACE_TYPES = ("CTRY", "ICB24", "ICB26", "LAD24", "SICBL24")
# Told in the order in which people read them, not by size.
ORDERED = {"age_band", "imd2025_decile", "disability"}


def build_population(book: Book) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The categories with their sources, and the counts of each place in their order."""
    keys = {str(row["key"]) for row in book.places}
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    england: dict[tuple[str, str], int] = {}
    sources: dict[str, str] = {}
    path = book.folder / "population/place_population_profile.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            dimension, place = row["dimension"], row["place_code"]
            if dimension not in DIMENSIONS or row["place_type"] not in PLACE_TYPES:
                continue
            if place in keys:
                counts[place, dimension].setdefault(row["category"], int(row["count"]))
            if row["place_type"] == "CTRY":
                england[dimension, row["category"]] = int(row["count"])
                sources[dimension] = row["source"]
    categories = [
        {
            "dimension": dimension,
            "position": position,
            "category": category,
            "source": sources[dimension],
        }
        for dimension in DIMENSIONS
        for position, category in enumerate(_order(dimension, england))
    ]
    _add_counties(book, counts)
    rows = [
        {
            "place": place,
            "dimension": dimension,
            "counts": " ".join(
                str(counted.get(category, 0)) for category in _order(dimension, england)
            ),
        }
        for (place, dimension), counted in sorted(counts.items())
    ]
    return categories, rows


def add_england(book: Book, rows: list[dict[str, Any]]) -> None:
    """England's population is the sum of its age bands."""
    for place in book.places:
        if place["kind"] == "country":
            place["population"] = sum(
                sum(map(int, row["counts"].split()))
                for row in rows
                if row["place"] == place["key"] and row["dimension"] == "age_band"
            )


def _order(dimension: str, england: dict[tuple[str, str], int]) -> list[str]:
    found = [(category, count) for (kind, category), count in england.items() if kind == dimension]
    by_size = dimension not in ORDERED
    found.sort(key=lambda item: (-item[1] if by_size else 0, item[0]))
    return [category for category, _ in found]


def _add_counties(book: Book, counts: dict[tuple[str, str], dict[str, int]]) -> None:
    for place in book.places:
        county = str(place.get("parent", ""))
        if place["kind"] == "district" and county.startswith("E10"):
            for dimension in DIMENSIONS:
                total = counts[county, dimension]
                for category, count in counts.get((str(place["key"]), dimension), {}).items():
                    total[category] = total.get(category, 0) + count
