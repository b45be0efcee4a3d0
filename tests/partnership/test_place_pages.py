from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from partnership.models import Place
from tests.cast import World
from tests.partnership.places import make_corner, make_district

HTMX = {"HX-Request": "true"}


@pytest.fixture
def corner(db: None) -> Place:
    return make_corner()


def test_the_page_draws_the_outline_and_what_lies_inside(client: Client, corner: Place) -> None:
    page = client.get("/places/marlshire-and-fen/").content.decode()
    assert 'class="map-outline"' in page
    assert page.count('class="map-district ') == 2
    assert "<title>Hundred0</title>" in page


def test_the_same_facts_are_a_list(client: Client, corner: Place) -> None:
    page = client.get("/places/marlshire-and-fen/").content.decode()
    assert page.count('href="/places/hundred1/"') == 2  # on the map, and in the list
    assert "80,000" in page


def test_a_district_of_which_a_part_lies_here_says_how_much(client: Client, corner: Place) -> None:
    make_district(corner, "Straddle", 1_000, share="0.15")
    page = client.get("/places/marlshire-and-fen/").content.decode()
    assert "15% of it" in page


def test_history_is_told_in_sentences(client: Client, corner: Place) -> None:
    page = client.get("/places/marlshire-and-fen/").content.decode()
    assert "Until June 2022 NHS Marlshire CCG planned its services." in page
    assert "Since July 2022 NHS Marlshire Integrated Care Board plans its services." in page


def test_population_stands_beside_england(client: Client, corner: Place) -> None:
    page = client.get("/places/marlshire-and-fen/").content.decode()
    assert "20 in 100 people are disabled. In England it is 20." in page


def test_a_place_without_any_data_has_a_page(client: Client, world: World) -> None:
    page = client.get("/places/ashdown/").content.decode()
    assert "We have no map of this area." in page
    assert "Ashdown Partnership" in page


def test_a_draft_partnership_is_not_named(client: Client, corner: Place) -> None:
    corner.partnerships.create(name="Not yet", slug="not-yet")
    assert "Not yet" not in client.get("/places/marlshire-and-fen/").content.decode()


def test_england_is_hexagons(client: Client, corner: Place) -> None:
    assert client.get("/places/england/").status_code == 200


def test_a_district_is_shown_where_it_lies(client: Client, corner: Place) -> None:
    page = client.get("/places/hundred0/").content.decode()
    assert "Where Hundred0 lies in Marlshire and Fen." in page


@pytest.mark.parametrize("address", ["/places/marlshire-and-fen/", "/places/?q=marl", "/places/"])
@pytest.mark.parametrize("more", [0, 12])
def test_queries_do_not_grow_with_what_is_shown(
    client: Client, corner: Place, django_assert_max_num_queries: Any, address: str, more: int
) -> None:
    for number in range(more):
        make_district(corner, f"Marl{number}", 3_000 * number)
    client.get(address)  # what is asked of the database once a minute is now known
    with django_assert_max_num_queries(12):
        client.get(address)


def test_a_chair_sees_the_page_within_twelve_queries(
    world: World, client_as: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_as("chair")
    client.get("/places/ashdown/")
    with django_assert_max_num_queries(12):
        client.get("/places/ashdown/")


def test_finding_answers_htmx_with_the_results_alone(client: Client, corner: Place) -> None:
    page = client.get("/places/?q=marl", headers=HTMX).content.decode()
    assert page.strip().startswith('<div id="place-results"')
    assert "Marlshire and Fen" in page
    assert "<html" not in page


def test_finding_nothing_says_what_to_do(client: Client, corner: Place) -> None:
    page = client.get("/places/?q=zzzzqqq").content.decode()
    assert "No place is called “zzzzqqq”" in page


def test_the_filter_is_in_the_address(client: Client, corner: Place) -> None:
    page = client.get("/places/?q=hundred0&kind=system").content.decode()
    assert "/places/hundred0/" not in page
    assert '<option value="system" selected>' in page


def test_an_unknown_filter_is_ignored(client: Client, corner: Place) -> None:
    assert "Hundred0" in client.get("/places/?q=hundred0&kind=moon").content.decode()


def test_what_was_typed_is_shown_as_text(client: Client, corner: Place) -> None:
    page = client.get("/places/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_a_name_too_long_or_with_a_null_is_no_error(client: Client, corner: Place) -> None:
    assert client.get("/places/", {"q": "x" * 5_000}).status_code == 200
    assert client.get("/places/", {"q": "a\x00b"}).status_code == 200


def test_an_unknown_place_is_not_found(client: Client, db: None) -> None:
    assert client.get("/places/atlantis/").status_code == 404
