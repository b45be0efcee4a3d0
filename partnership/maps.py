"""Outlines as pictures: pure functions from coordinates to what an SVG needs.

Outlines are polygons of rings of [longitude, latitude] in ten-thousandths of a degree. They are
drawn flat, with longitude shortened by the cosine of the middle latitude: right to a third of a
per cent in shape for anything the size of an English region.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

UNITS_TO_A_DEGREE = 10_000
WIDTH = 640
MARGIN = 12
TALLEST = 900

Point = Sequence[float]
Ring = Sequence[Point]
Polygons = Sequence[Sequence[Ring]]


@dataclass(frozen=True, slots=True)
class Projection:
    """From outline units to the units of a picture, north at the top."""

    west: float
    north: float
    narrow: float
    scale: float
    width: int
    height: int

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies in the picture."""
        x, y = point
        return (
            MARGIN + (x - self.west) * self.narrow * self.scale,
            MARGIN + (self.north - y) * self.scale,
        )


def projection(shapes: Iterable[Polygons], width: int = WIDTH) -> Projection:
    """A projection in which all shapes fill the width, or the greatest height, with a margin."""
    points = [point for shape in shapes for part in shape for ring in part for point in ring]
    if not points:
        raise ValueError("There is nothing to draw.")
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    narrow = cos(radians((south + north) / 2 / UNITS_TO_A_DEGREE))
    across, down = max(1.0, (east - west) * narrow), max(1.0, float(north - south))
    room = width - 2 * MARGIN
    scale = min(room / across, (TALLEST - 2 * MARGIN) / down)
    spare = room / scale - across
    return Projection(
        west=west - spare / 2 / narrow,
        north=north,
        narrow=narrow,
        scale=scale,
        width=width,
        height=round(down * scale) + 2 * MARGIN,
    )


def path(polygons: Polygons, onto: Projection) -> str:
    """The `d` of an SVG path, in whole units, each ring as a start and short steps."""
    return "".join(_ring(ring, onto) for polygon in polygons for ring in polygon)


def _ring(ring: Ring, onto: Projection) -> str:
    placed = [onto.place(point) for point in ring]
    x, y = (round(value) for value in placed[0])
    steps: list[str] = []
    for to_x, to_y in placed[1:]:
        step = (round(to_x) - x, round(to_y) - y)
        if step != (0, 0):
            steps.append(f"{step[0]} {step[1]}")
            x, y = x + step[0], y + step[1]
    if len(steps) < 3:
        return ""
    start = (round(value) for value in placed[0])
    return "M{} {}l{}z".format(*start, " ".join(steps))


def area(ring: Ring) -> float:
    """Twice nothing, once the area: positive for any ring, in squared outline units."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def name_point(polygons: Polygons) -> tuple[float, float]:
    """Where a name goes: inside the largest part, in the widest stretch near its middle."""
    largest = max((polygon for polygon in polygons), key=lambda polygon: area(polygon[0]))
    ring = largest[0]
    low, high = min(point[1] for point in ring), max(point[1] for point in ring)
    middle, half = (low + high) / 2, max(1.0, (high - low) / 2)
    best, best_worth = (float(ring[0][0]), float(ring[0][1])), -1.0
    for step in range(1, 20):
        # Off every vertex, so that a line never runs along an edge.
        level = low + (high - low) * step / 20 + 0.123
        for west, east in _inside(largest, level):
            worth = (east - west) * (1 - 0.6 * abs(level - middle) / half)
            if worth > best_worth:
                best, best_worth = ((west + east) / 2, level), worth
    return best


def _inside(polygon: Sequence[Ring], level: float) -> list[tuple[float, float]]:
    """The stretches of a horizontal line that lie inside, holes left out."""
    crossings: list[float] = []
    for ring in polygon:
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y0 > level) != (y1 > level):
                crossings.append(x0 + (level - y0) * (x1 - x0) / (y1 - y0))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def hexagon(column: int, row: int, size: float) -> tuple[float, float]:
    """The middle of a hexagon standing on its point; odd rows lie half a hexagon to the right."""
    return sqrt(3) * size * (column + (row % 2) / 2), 1.5 * size * row


def hexagon_points(x: float, y: float, size: float) -> str:
    """The six corners, from the top clockwise, as an SVG polygon's `points`."""
    half = sqrt(3) / 2 * size
    corners = (
        (x, y - size),
        (x + half, y - size / 2),
        (x + half, y + size / 2),
        (x, y + size),
        (x - half, y + size / 2),
        (x - half, y - size / 2),
    )
    return " ".join(f"{corner_x:.1f},{corner_y:.1f}" for corner_x, corner_y in corners)
