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
    people = reverse("hat_list", args=[world.partnership.slug])
    text = client_as("chair").get(reverse("hat_create", args=[world.partnership.slug])).text
    assert f'<a href="{people}" aria-current="true">People</a>' in text
    assert (
        f'<a href="{people}" aria-current="page">People</a>' in client_as("chair").get(people).text
    )
