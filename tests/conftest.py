from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import emptying
from tests.cast import World, make_world
from tests.signing_in import sign_in_client

emptying.install()
# A machine that does other work as well is slow at times: no fault of what is tested.
hypothesis_settings.register_profile(
    "ours", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("ours")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client_as(world: World) -> Callable[..., Client]:
    """A browser signed in as a persona: `client_as("chair")`, `client_as("chair", "ended")`.

    Its session has passed the second step, unless `whose` is "without second step".
    """

    def signed_in(persona: str, whose: str = "own") -> Client:
        client = Client()
        passed = whose != "without second step"
        person = world.person(persona, whose if passed else "own")
        if person is not None:
            sign_in_client(client, person, second_step=passed)
        return client

    return signed_in
