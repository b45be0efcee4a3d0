from __future__ import annotations

import pytest

from partnership.models import Place
from partnership.place_search import AT_MOST, places_like
from tests.partnership.places import make_corner, make_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def corner() -> Place:
    return make_corner()


@pytest.mark.parametrize(
    "typed", ["Marlshire and Fen", "marlshire", "Marlshre", "fen", "QZ9", "qz9"]
)
def test_a_place_is_found(corner: Place, typed: str) -> None:
    assert places_like(typed)[0].place == corner


def test_a_former_name_says_so(corner: Place) -> None:
    found = places_like("Old Marl Partnership")[0]
    assert found.place == corner
    assert found.because == "Formerly Old Marl Partnership."


def test_a_code_says_so(corner: Place) -> None:
    assert places_like("QZ9")[0].because == "Its code is QZ9."


def test_its_own_name_needs_no_reason(corner: Place) -> None:
    assert places_like("Marlshire")[0].because == ""


def test_a_body_that_served_it_leads_there(corner: Place) -> None:
    found = places_like("NHS Marlshire CCG")[0]
    assert found.place == corner
    assert found.because == "NHS Marlshire CCG served it until June 2022."


def test_one_letter_finds_nothing(corner: Place) -> None:
    assert places_like("m") == []


def test_answers_are_bounded(corner: Place) -> None:
    for number in range(2 * AT_MOST):
        make_district(corner, f"Marl{number}", number)
    assert len(places_like("marl")) == AT_MOST
