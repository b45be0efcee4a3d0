"""From ten partners to a thousand no page asks the database more often, or shows them all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import World
from tests.thousand import ask_for_no_demonstration, organisations

PAGES = ("partnership_detail", "partnership_setup", "partner_list", "partnership_preview")


@pytest.mark.django_db
def test_queries_are_flat_from_ten_to_a_thousand_partners(
    world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    ask_for_no_demonstration()

    def asked(name: str) -> tuple[int, int]:
        address = reverse(name, args=[world.partnership.slug])
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        assert page.status_code == 200
        return len(queries), page.content.decode().count("Group ")

    organisations(world, range(120))
    few = {name: asked(name)[0] for name in (*PAGES, *PAGES)}
    organisations(world, range(120, 1_000))
    many = {name: asked(name) for name in PAGES}
    assert {name: queries for name, (queries, _shown) in many.items()} == few
    assert max(few.values()) <= 25
    assert max(shown for _queries, shown in many.values()) <= 120
