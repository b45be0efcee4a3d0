"""Outlines in ten-thousandths of a degree (about ten metres), as steps from point to point."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from partnership.reference.building.book import Book

Point = tuple[int, int]
Ring = list[Point]
Polygons = list[list[Ring]]

ONS = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right"
)
FILES = (
    ("boundaries/lad24_england_simplified.geojson", "lad24_code", "2024"),
    ("boundaries/icb23_england_simplified.geojson", "icb23_code", "2023"),
    ("boundaries/sicbl23_england_simplified.geojson", "sicbl23_code", "2023"),
    ("boundaries/icb26_england_inferred_simplified.geojson", "icb26_code", "2026"),
)


def build_outlines(book: Book) -> list[dict[str, Any]]:
    """Every place's outline: districts, systems, locations as published; counties dissolved."""
    keys = {str(row["key"]) for row in book.places}
    shapes: dict[str, tuple[Polygons, str]] = {}
    for file, code, year in FILES:
        for key, polygons in _published(book.folder / file, code):
            if key in keys:
                shapes.setdefault(key, (polygons, year))
    of_county: dict[str, list[Polygons]] = defaultdict(list)
    for row in book.places:
        if str(row.get("parent", "")).startswith("E10") and row["key"] in shapes:
            of_county[str(row["parent"])].append(shapes[str(row["key"])][0])
    for county, parts in of_county.items():
        shapes[county] = (dissolved(parts), "2024")
    return [
        {
            "place": key,
            "year": year,
            "inferred": int(year == "2026" or key.startswith("E10")),
            "polygons": [[_steps(ring) for ring in polygon] for polygon in polygons],
        }
        for key, (polygons, year) in sorted(shapes.items())
    ]


def dissolved(parts: Iterable[Polygons]) -> Polygons:
    """The outer edge of neighbours whose common borders share every point.

    An edge that two neighbours walk in opposite directions lies inside and is dropped; what is left
    is chained into rings. Holes come out as rings of their own, which even-odd filling respects.
    """
    edges: dict[tuple[Point, Point], int] = defaultdict(int)
    for polygons in parts:
        for polygon in polygons:
            for ring in polygon:
                for start, end in itertools.pairwise(ring):
                    if edges.get((end, start)):
                        edges[end, start] -= 1
                    else:
                        edges[start, end] += 1
    leads: dict[Point, list[Point]] = defaultdict(list)
    for (start, end), count in sorted(edges.items()):
        leads[start] += [end] * count
    rings: list[Ring] = []
    for start in sorted(leads):
        while leads[start]:
            ring = [start]
            while leads[ring[-1]]:
                ring.append(leads[ring[-1]].pop(0))
                if ring[-1] == start:
                    break
            if len(ring) > 3:
                rings.append(ring)
    return [[ring] for ring in rings]


def _published(path: Path, code: str) -> Iterable[tuple[str, Polygons]]:
    for feature in json.loads(path.read_text())["features"]:
        geometry = feature["geometry"]
        multi = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            multi = [multi]
        yield (
            feature["properties"][code],
            [
                [[(round(x * 10_000), round(y * 10_000)) for x, y in ring] for ring in polygon]
                for polygon in multi
            ],
        )


def _steps(ring: Ring) -> list[int]:
    flat = [*ring[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        if (x0, y0) != (x1, y1):
            flat += [x1 - x0, y1 - y0]
    return flat
