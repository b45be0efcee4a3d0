"""The map of one place: its outline, what lies inside it, and what it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.history_in_words import in_a_row
from partnership.labels import Label, label_all
from partnership.maps import Polygons, Projection, name_point, path, projection
from partnership.models import Place, PlaceOutline

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
    """A part as it is drawn: its shape, its number in the list, and its name where it fits."""

    part: Part
    number: int
    d: str
    x: int
    y: int
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
    around: str
    parts: tuple[DrawnPart, ...]
    source: str
    inferred: bool


def map_of(place: Place, parts: Sequence[Part], around: Place | None = None) -> PlaceMap | None:
    """The map of a place with the parts inside it, within `around`; None if it has no outline.

    Outlines must have come with the places (`select_related("outline")`): nothing is asked of the
    database here.
    """
    own = outline_of(place)
    if own is None:
        return None
    onto = projection([own.polygons])
    wider = outline_of(around) if around else None
    outlines = [own, *filter(None, [wider]), *(outline_of(part.place) for part in parts[:1])]
    return PlaceMap(
        width=onto.width,
        height=onto.height,
        outline=path(own.polygons, onto),
        around=path(wider.polygons, onto) if wider else "",
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
    shapes: list[tuple[int, Part, Polygons, tuple[float, float]]] = []
    for number, part in enumerate(parts, 1):
        outline = outline_of(part.place)
        if outline is not None:
            lon, lat = name_point(outline.polygons)
            shapes.append((number, part, outline.polygons, onto.place((lon, lat))))
    # Who has most people is named first, so that crowded names give way to them.
    order = sorted(shapes, key=lambda shape: -(shape[1].place.population or 0))
    labels = label_all(
        [(shape[1].place.name, *shape[3]) for shape in order], onto.width, onto.height
    )
    named = {shape[0]: label for shape, label in zip(order, labels, strict=True)}
    return [
        DrawnPart(part, number, path(polygons, onto), round(x), round(y), named[number])
        for number, part, polygons, (x, y) in shapes
    ]
