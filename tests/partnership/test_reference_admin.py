from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from partnership.models import Organisation
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_an_operator_corrects_a_body_and_that_is_recorded(
    world: World, client_as: Callable[..., Client]
) -> None:
    body = world.charity
    page = reverse("admin:partnership_organisation_change", args=[body.pk])
    answers = {
        "name": "Ashdown Better Neighbours", "slug": body.slug, "sector": "voluntary",
        "starts_on": "2010-04-01", "code_confirmed": "on",
    }  # fmt: skip
    response = client_as("operator").post(page, answers)
    assert response.status_code == 302
    body.refresh_from_db()
    assert body.name == "Ashdown Better Neighbours"
    event = body.events.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    assert event.pgh_context["person"] == world.operator.pk
    assert event.pgh_context["action"] == "corrected the reference data"


def test_nobody_deletes_a_body_or_a_place(world: World, client_as: Callable[..., Client]) -> None:
    operator = client_as("operator")
    for name, thing in (("organisation", world.nhs), ("place", world.place)):
        response = operator.post(reverse(f"admin:partnership_{name}_delete", args=[thing.pk]))
        assert response.status_code == 403
    assert Organisation.objects.filter(pk=world.nhs.pk).exists()


def test_an_operator_opens_a_place(world: World, client_as: Callable[..., Client]) -> None:
    page = reverse("admin:partnership_place_change", args=[world.place.pk])
    assert client_as("operator").get(page).status_code == 200
    assert (
        client_as("operator").get(reverse("admin:partnership_place_changelist")).status_code == 200
    )
