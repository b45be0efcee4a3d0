"""Strengths on the map of their place: its outline, and a number for each that has a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from challenges.models import Strength
from partnership.maps import UNITS_TO_A_DEGREE, path, projection
from partnership.models import Place
from partnership.place_map import outline_of


@dataclass(frozen=True, slots=True)
class Point:
    """A strength in its place, with its number in the list."""

    strength: Strength
    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class StrengthMap:
    width: int
    height: int
    outline: str
    points: tuple[Point, ...]
    source: str


def map_of_strengths(place: Place, numbered: Sequence[tuple[int, Strength]]) -> StrengthMap | None:
    """None without an outline, or when nothing lies in the picture.

    The outline must have come with the place: nothing is asked of the database here.
    """
    outline = outline_of(place)
    if outline is None:
        return None
    onto = projection([outline.polygons])
    points = []
    for number, one in numbered:
        if one.longitude is None or one.latitude is None:
            continue
        at = (float(one.longitude) * UNITS_TO_A_DEGREE, float(one.latitude) * UNITS_TO_A_DEGREE)
        x, y = onto.place(at)
        if 0 <= x <= onto.width and 0 <= y <= onto.height:
            points.append(Point(one, number, round(x), round(y)))
    if not points:
        return None
    drawn = path(outline.polygons, onto)
    return StrengthMap(onto.width, onto.height, drawn, tuple(points), outline.source)
