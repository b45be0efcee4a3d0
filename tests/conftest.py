from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from tests import emptying
from tests.cast import World, make_world

emptying.install()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client_as(world: World) -> Callable[..., Client]:
    """A browser signed in as a persona: `client_as("chair")`, `client_as("chair", "ended")`."""

    def signed_in(persona: str, whose: str = "own") -> Client:
        client = Client()
        person = world.person(persona, whose)
        if person is not None:
            client.force_login(person)
        return client

    return signed_in
