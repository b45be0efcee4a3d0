"""From ten partners to a thousand no page asks the database more often, or shows them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.models import Organisation, Partner
from tests.cast import World

PAGES = ("partnership_detail", "partnership_setup", "partner_list", "partnership_preview")


def join(world: World, numbers: range) -> None:
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Group {number:04}", slug=f"group-{number}", sector="voluntary")
        for number in numbers
    )
    Partner.objects.bulk_create(
        Partner(partnership=world.partnership, organisation=body, starts_on=date(2024, 1, 1))
        for body in bodies
    )


@pytest.mark.django_db
def test_queries_are_flat_from_ten_to_a_thousand_partners(
    world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")

    def asked(name: str) -> tuple[int, int]:
        address = reverse(name, args=[world.partnership.slug])
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        assert page.status_code == 200
        return len(queries), page.content.decode().count("Group ")

    join(world, range(120))
    few = {name: asked(name) for name in (*PAGES, *PAGES)}
    join(world, range(120, 1_000))
    many = {name: asked(name) for name in PAGES}
    assert many == few
    assert max(queries for queries, _shown in many.values()) <= 25
    assert many["partner_list"][1] <= 120
