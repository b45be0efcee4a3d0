"""The map of one place: its outline, what lies inside it, and what it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.labels import Label, label_all
from partnership.maps import Polygons, Projection, name_point, path, projection
from partnership.models import Place, PlaceOutline
from partnership.phrases import in_a_row

MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A place inside another, with its share and its people that lie there (no share: all)."""

    place: Place
    share: float | None = None
    people: int | None = None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, where it is not all."""
        return None if self.share is None or self.share > 0.995 else max(1, round(100 * self.share))


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A part as it is drawn: its shape, its number in the list, and its name where it fits.

    `at` is where the number goes; None when most of the part lies outside the picture.
    """

    part: Part
    number: int
    d: str
    at: tuple[int, int] | None
    label: Label | None

    @property
    def shade(self) -> int:
        """One of four tints, so that neighbours in the list differ."""
        return self.number % 4


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Everything that the template needs to draw a place."""

    width: int
    height: int
    outline: str
    here: str
    parts: tuple[DrawnPart, ...]
    source: str
    inferred: bool


def map_of(place: Place, parts: Sequence[Part], around: Place | None = None) -> PlaceMap | None:
    """The map of a place with its parts, or where it lies in `around`; None without an outline.

    Outlines must have come with the places (`select_related("outline")`): nothing is asked of the
    database here.
    """
    own = outline_of(place)
    if own is None:
        return None
    frame = (outline_of(around) if around else None) or own
    onto = projection([frame.polygons, own.polygons])
    outlines = [own, frame, *(outline_of(part.place) for part in parts[:1])]
    return PlaceMap(
        width=onto.width,
        height=onto.height,
        outline=path(frame.polygons, onto),
        here="" if frame is own else path(own.polygons, onto),
        parts=tuple(_draw(parts[:MOST_PARTS], onto)),
        source=one_source([outline.source for outline in outlines if outline]),
        inferred=own.inferred,
    )


def outline_of(place: Place) -> PlaceOutline | None:
    """The place's outline, if it has one."""
    try:
        return place.outline
    except PlaceOutline.DoesNotExist:
        return None


def one_source(sources: Sequence[str]) -> str:
    """The attributions as one, where they differ in their last word only: "... 2023 and 2024"."""
    different = sorted(set(filter(None, sources)))
    stems = {source.rpartition(" ")[0] for source in different}
    if len(stems) > 1:
        return ". ".join(different)
    years = [source.rpartition(" ")[2] for source in different]
    return f"{stems.pop()} {in_a_row(years)}" if stems else ""


def _draw(parts: Sequence[Part], onto: Projection) -> list[DrawnPart]:
    shapes: list[tuple[int, Part, Polygons]] = []
    for number, part in enumerate(parts, 1):
        outline = outline_of(part.place)
        if outline is not None:
            shapes.append((number, part, outline.polygons))
    # Of what lies mostly elsewhere the middle would be outside this picture.
    named = [shape for shape in shapes if shape[1].share is None or shape[1].share >= 0.5]
    # Who has most people is named first, so that crowded names give way to them.
    named.sort(key=lambda shape: -(shape[1].place.population or 0))
    points = [onto.place(name_point(polygons)) for _number, _part, polygons in named]
    labels = label_all(
        [(shape[1].place.name, *point) for shape, point in zip(named, points, strict=True)],
        onto.width,
        onto.height,
    )
    written = {
        shape[0]: (_rounded(point), label)
        for shape, point, label in zip(named, points, labels, strict=True)
    }
    nowhere: tuple[None, None] = (None, None)
    return [
        DrawnPart(part, number, path(polygons, onto), *written.get(number, nowhere))
        for number, part, polygons in shapes
    ]


def _rounded(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0]), round(point[1])
