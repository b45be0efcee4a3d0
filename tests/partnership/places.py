"""A small made-up corner of a map, for tests that need a drawn place and not all of England."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from partnership.models import (
    Organisation,
    Place,
    PlaceCode,
    PlaceName,
    PlaceOutline,
    PlaceOverlap,
    PlaceService,
    PopulationShare,
)


def square(west: int, south: int, size: int) -> list[list[list[list[int]]]]:
    """One polygon of one ring, in ten-thousandths of a degree."""
    corners = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    return [[[[west + x, south + y] for x, y in corners]]]


def make_district(system: Place, name: str, west: int, share: str = "1.0") -> Place:
    district = Place.objects.create(
        kind=Place.Kind.DISTRICT, name=name, slug=name.lower(), population=90_000
    )
    PlaceOutline.objects.create(place=district, polygons=square(west, 515_000, 2_000))
    PlaceOverlap.objects.create(
        inner=district, outer=system, population=80_000, share_of_inner=Decimal(share)
    )
    return district


def make_corner(districts: int = 2) -> Place:
    """A system with districts, codes, a former name, two bodies and a population."""
    england = Place.objects.create(kind=Place.Kind.COUNTRY, name="England", slug="england")
    system = Place.objects.create(
        kind=Place.Kind.SYSTEM, name="Marlshire and Fen", slug="marlshire-and-fen",
        region="East of England", population=150_000, parent=england,
    )  # fmt: skip
    PlaceOutline.objects.create(place=system, polygons=square(-1_000, 515_000, 2_000 * districts))
    for number in range(districts):
        make_district(system, f"Hundred{number}", -1_000 + 2_000 * number)
    PlaceCode.objects.create(place=system, scheme="ods", value="QZ9")
    # The code of a real system, for the map of hexagons knows no others.
    PlaceCode.objects.create(place=system, scheme="ons", value="E54000025")
    PlaceName.objects.create(
        place=system, name="Old Marl Partnership", starts_on=date(2017, 4, 1),
        ends_on=date(2022, 7, 1),
    )  # fmt: skip
    for name, starts, ends in (
        ("NHS Marlshire CCG", None, date(2022, 7, 1)),
        ("NHS Marlshire Integrated Care Board", date(2022, 7, 1), None),
    ):
        body = Organisation.objects.create(
            name=name, slug=name.lower().replace(" ", "-"), sector="nhs"
        )
        PlaceService.objects.create(place=system, organisation=body, starts_on=starts, ends_on=ends)
    for place, disabled in ((system, 30_000), (england, 9_000_000)):
        for position, count in enumerate((disabled, disabled * 4)):
            PopulationShare.objects.create(
                place=place, dimension="disability", category=str(position), count=count,
                share=Decimal("0.2") if position == 0 else Decimal("0.8"), position=position,
                source="Census",
            )  # fmt: skip
    return system
