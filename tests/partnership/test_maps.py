from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.labels import label_all
from partnership.maps import (
    MARGIN,
    TALLEST,
    WIDTH,
    area,
    hexagon,
    hexagon_points,
    name_point,
    path,
    projection,
)
from partnership.reference.building.outlines import Point, dissolved
from partnership.reference.loading.outlines import points
from tests.partnership.places import square

longitudes = st.integers(-60_000, 20_000)
latitudes = st.integers(499_000, 558_000)
corners = st.tuples(longitudes, latitudes)
rings = st.lists(corners, min_size=3, max_size=30, unique=True)


@given(rings)
def test_everything_is_drawn_inside_the_picture(ring: list[Point]) -> None:
    onto = projection([[[ring]]])
    assert onto.width == WIDTH
    assert onto.height <= TALLEST + 1
    for point in ring:
        x, y = onto.place(point)
        assert MARGIN - 0.01 <= x <= onto.width - MARGIN + 0.01
        assert MARGIN - 0.01 <= y <= onto.height - MARGIN + 1


@given(corners, st.integers(100, 9_000))
def test_north_is_up_and_east_is_right(corner: Point, size: int) -> None:
    shape = square(*corner, size)
    onto = projection([shape])
    west, south = onto.place(shape[0][0][0])
    east, north = onto.place(shape[0][0][2])
    assert west < east
    assert north < south


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude() -> None:
    shape = square(0, 595_000, 10_000)  # from 59.5 to 60.5 degrees north, where it is half
    onto = projection([shape])
    west, south = onto.place(shape[0][0][0])
    east, north = onto.place(shape[0][0][2])
    assert (east - west) / (south - north) == pytest.approx(0.5, abs=0.01)


@given(rings)
def test_a_path_comes_back_to_where_it_began(ring: list[Point]) -> None:
    d = path([[[*ring, ring[0]]]], projection([[[ring]]]))
    assert re.fullmatch(r"(M\d+ \d+l(-?\d+ -?\d+ ?)+z)?", d)
    steps = re.search(r"l([^z]*)z", d)
    if steps:
        numbers = [int(word) for word in steps[1].split()]
        assert sum(numbers[::2]) == 0
        assert sum(numbers[1::2]) == 0


@given(corners, st.integers(50, 9_000))
def test_a_name_is_put_inside(corner: Point, size: int) -> None:
    x, y = name_point(square(*corner, size))
    assert corner[0] < x < corner[0] + size
    assert corner[1] < y < corner[1] + size


def test_a_name_is_not_put_into_a_hole_or_beside_a_bend() -> None:
    ell = [[(0, 0), (900, 0), (900, 100), (100, 100), (100, 900), (0, 900), (0, 0)]]
    x, y = name_point([ell])
    assert y < 100 or x < 100
    holed = [[*square(0, 0, 900)[0], *square(300, 300, 300)[0]]]
    x, y = name_point(holed)
    assert not (300 < x < 600 and 300 < y < 600)


def test_the_area_of_a_square() -> None:
    assert area(square(10, 20, 30)[0][0]) == 900


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        projection([])


@given(
    st.lists(
        st.tuples(st.sampled_from(["Ware", "Stevenage", "Welwyn Hatfield", "St Albans"]),
                  st.floats(0, 640), st.floats(0, 480)),
        max_size=25,
    )
)  # fmt: skip
def test_no_name_covers_another(names: list[tuple[str, float, float]]) -> None:
    boxes = []
    for label in label_all(names, 640, 480):
        if label:
            half = max(len(line) for line, _ in label.lines) * 7.9 / 2
            top = label.lines[0][1] - 17 * 0.75
            boxes.append((label.x - half, top, label.x + half, top + 17 * len(label.lines)))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            # Whole numbers are drawn, so that names may touch by the rounding.
            apart = one[2] <= other[0] + 2 or other[2] <= one[0] + 2
            assert apart or one[3] <= other[1] + 2 or other[3] <= one[1] + 2


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=20).filter(lambda s: len(s) % 2 == 0))
def test_steps_become_points(steps: list[int]) -> None:
    found = points(steps)
    assert found[0] == steps[:2]
    assert found[-1] == [sum(steps[::2]), sum(steps[1::2])]


def test_neighbours_dissolve_into_one_outline() -> None:
    def whole(west: int) -> list[list[list[Point]]]:
        return [[[(x, y) for x, y in square(west, 0, 10)[0][0]]]]

    joined = dissolved([whole(0), whole(10)])
    assert len(joined) == 1
    assert area(joined[0][0]) == 200


def test_hexagons_do_not_overlap() -> None:
    middles = [hexagon(column, row, 10) for column in range(4) for row in range(4)]
    for number, (x, y) in enumerate(middles):
        for other_x, other_y in middles[number + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (3**0.5 * 10) ** 2 - 0.01
    assert len(hexagon_points(0, 0, 10).split()) == 6
