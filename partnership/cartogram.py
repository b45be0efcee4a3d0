"""England's 42 systems as a map of hexagons, for the page of places and the home page.

A view puts `england_in_hexagons(...)` into its context as `england` and its template says
`{% include "partnership/_england.html" %}`: the picture, and beside it the same as a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from partnership.maps import hexagon, hexagon_points
from partnership.models import Partnership, PlaceCode
from partnership.reference.files import read_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

SIZE = 32.0
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Hexagon:
    """One system: where it is drawn, and where its page is."""

    name: str
    slug: str
    region: str
    short: str
    points: str
    x: str
    y: str
    live: bool


@dataclass(frozen=True, slots=True)
class Cartogram:
    """All hexagons, from north to south, with the size of the picture."""

    width: int
    height: int
    hexagons: tuple[Hexagon, ...]

    @property
    def regions(self) -> list[tuple[str, list[Hexagon]]]:
        """The same as a list: by NHS region, by name."""
        ordered = sorted(self.hexagons, key=lambda one: (one.region, one.name))
        return [(region, list(group)) for region, group in groupby(ordered, lambda one: one.region)]


def england_in_hexagons(person: Person | AnonymousUser) -> Cartogram:
    """The systems that the reference data holds; those with a live partnership are marked.

    Two queries, whatever there is to draw.
    """
    cells = _cells()
    live = set(
        Partnership.objects.visible_to(person)
        .filter(stage=Partnership.Stage.LIVE)
        .values_list("place_id", flat=True)[:1_000]
    )
    codes = PlaceCode.objects.filter(
        scheme=PlaceCode.Scheme.ONS, value__in=cells, place__kind="system"
    ).select_related("place")
    size = _size(cells.values())
    hexagons = []
    for code in codes:
        short, (x, y) = cells[code.value]
        x, y = x - size[0] + SIZE, size[1] - y + SIZE
        hexagons.append(
            Hexagon(
                name=code.place.name,
                slug=code.place.slug,
                region=code.place.region,
                short=short,
                points=hexagon_points(x, y, SIZE),
                x=f"{x:.1f}",
                y=f"{y + 4:.1f}",
                live=code.place_id in live,
            )
        )
    hexagons.sort(key=lambda one: (float(one.y), float(one.x)))
    return Cartogram(size[2], size[3], tuple(hexagons))


@lru_cache(maxsize=1)
def _cells() -> dict[str, tuple[str, tuple[float, float]]]:
    return {
        row["place"]: (row["short"], hexagon(int(row["column"]), int(row["row"]), SIZE))
        for row in read_rows("hexes.csv")
    }


def _size(cells: Iterable[tuple[str, tuple[float, float]]]) -> tuple[float, float, int, int]:
    middles = [middle for _, middle in cells]
    west, east = min(x for x, _ in middles), max(x for x, _ in middles)
    south, north = min(y for _, y in middles), max(y for _, y in middles)
    return (
        west - MARGIN,
        north + MARGIN,
        round(east - west + 2 * (SIZE + MARGIN)),
        round(north - south + 2 * (SIZE + MARGIN)),
    )
