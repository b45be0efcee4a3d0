"""From ten rows of everything to a thousand no page asks the database more often, or shows all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.leaders.cohorts import make_open_cohort
from tests.thousand import ask_for_no_demonstration, grow

As = Callable[..., Client]
DASHBOARDS = ("partnership_chair", "partnership_detail", "partnership_needs", "board_report")
PAGES: dict[str, tuple[str, ...]] = {
    "public": (
        "role_list",
        "role_detail",
        "programme_list",
        "programme_detail",
        "cohort_detail",
        "interest_list",
        "organisation_detail",
        "partnership_detail",
    ),
    "leader": ("role_detail", "alumni_list", "practice_list", "practice_shared"),
    "chair": (
        "role_list",
        "role_detail",
        "programme_list",
        "programme_detail",
        "cohort_detail",
        "application_list",
        "alumni_list",
        "hat_list",
        "partner_list",
        "who_could",
        "interest_list",
        "partnership_history",
        "partnership_chair",
        "partnership_needs",
        "board_report",
        "partnership_investment",
        "organisation_detail",
        "partnership_detail",
    ),
}


@pytest.mark.django_db
def test_queries_and_pages_are_flat_from_ten_rows_to_a_thousand(
    world: World, client_as: As
) -> None:
    over = {"starts_on": date(2025, 1, 6), "ends_on": date(2025, 12, 1), "applications_until": None}
    cohort = make_open_cohort(world, places=1_000, **over)
    make_challenge(world)
    slug, programme = world.partnership.slug, cohort.programme.slug
    names: dict[str, list[object]] = {
        "role_detail": [slug, "role-0003"],
        "programme_detail": [slug, programme],
        "alumni_list": [slug, programme],
        "cohort_detail": [slug, programme, cohort.slug],
        "application_list": [slug, programme, cohort.slug],
        "practice_list": [],
        "practice_shared": [slug, world.hats["leader"].person.pk],
        "organisation_detail": [world.council.pk],
    }
    ask_for_no_demonstration()
    clients = {persona: client_as(persona) for persona in PAGES}

    def asked(persona: str, view: str) -> tuple[int, int]:
        address = reverse(view, args=names.get(view, [slug]))
        with CaptureQueriesContext(connection) as queries:
            page = clients[persona].get(address)
        assert page.status_code == 200, view
        return len(queries), len(page.content)

    def all_asked() -> dict[tuple[str, str], tuple[int, int]]:
        return {(who, view): asked(who, view) for who, views in PAGES.items() for view in views}

    grow(world, cohort, range(10))
    all_asked()
    ten = all_asked()
    grow(world, cohort, range(10, 120))
    some = all_asked()
    grow(world, cohort, range(120, 1_000))
    thousand = all_asked()
    for (who, view), (queries, letters) in thousand.items():
        # Where they no longer stand on one page, one more query counts them.
        assert queries == some[who, view][0] <= ten[who, view][0] + 1, view
        assert queries <= (25 if view in DASHBOARDS else 12), view
        assert letters < 2 * some[who, view][1], f"{view} shows all of them"
