"""The sections of a partnership: which of them a page belongs to."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from partnership.sections import nearest_above
from tests.cast import World


def test_the_nearest_address_above_holds_a_page() -> None:
    urls = ["/p/a/", "/p/a/people/", "/p/a/roles/"]
    assert nearest_above("/p/a/people/add/", urls) == "/p/a/people/"
    assert nearest_above("/p/a/people/", urls) == "/p/a/people/"
    assert nearest_above("/p/a/terms/", urls) == "/p/a/"
    assert nearest_above("/elsewhere/", urls) == ""


def test_a_page_below_people_lights_people(world: World, client_as: Callable[..., Client]) -> None:
    slug = world.partnership.slug
    people, interests = reverse("hat_list", args=[slug]), reverse("interest_list", args=[slug])
    text = client_as("chair").get(reverse("hat_create", args=[slug])).text
    assert f'<a href="{people}" aria-current="true">People and interests</a>' in text
    assert f'<a href="{people}" aria-current="true">People</a>' in text
    assert f'<a href="{interests}">Interests</a>' in text
    text = client_as("chair").get(people).text
    assert f'<a href="{people}" aria-current="page">People</a>' in text


def test_what_shares_a_door_is_told_on_its_pages_alone(
    world: World, client_as: Callable[..., Client]
) -> None:
    slug = world.partnership.slug
    interests = reverse("interest_list", args=[slug])
    assert interests not in client_as("chair").get(reverse("role_list", args=[slug])).text
    text = client_as("chair").get(interests).text
    assert f'<a href="{interests}" aria-current="page">Interests</a>' in text
    assert ">People and interests</a>" in text


def test_a_door_to_one_page_bears_its_name(world: World, client_as: Callable[..., Client]) -> None:
    slug = world.partnership.slug
    text = client_as("leader").get(reverse("role_list", args=[slug])).text
    assert f'<a href="{reverse("interest_list", args=[slug])}">Interests</a>' in text
    assert "People and interests" not in text


def test_nine_doors_at_most(world: World, client_as: Callable[..., Client]) -> None:
    response = client_as("chair").get(reverse("role_list", args=[world.partnership.slug]))
    assert len(response.context["sections"]) <= 9
