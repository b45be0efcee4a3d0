"""What is public, the preview as anybody, and what publishing says that it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.going_live import consequences_of
from partnership.models import Partnership, Terms
from partnership.preview import as_if_live
from tests.cast import World, make_hat, make_partnership, make_person
from tests.leaders.factories import make_shared_role


@pytest.fixture
def draft(world: World) -> Partnership:
    """A partnership being set up, with a chair who has signed in before."""
    begun = make_partnership("Ashdown Hills", world.place, [world.nhs, world.council])
    make_hat(world.hats["chair"].person, begun, "chair", world.council)
    return begun


def test_the_preview_is_the_page_as_anybody_will_see_it(
    world: World, draft: Partnership, client: Client, client_as: Callable[..., Client]
) -> None:
    role = make_shared_role(world, "Lead for the hills")
    type(role).objects.filter(pk=role.pk).update(partnership=draft)
    address = reverse("partnership_preview", args=[draft.slug])
    shown = client_as("chair").get(address)
    page = shown.content.decode()
    assert "once it is published. Nobody else sees it yet" in page
    assert "is being set up" not in page and "What needs you" not in page
    assert "Lead for the hills" in page and "Asha Leader" in page
    assert "Sign out" not in page and "You are acting as" not in page
    assert "no-store" in shown["Cache-Control"]
    assert not Partnership.objects.get(pk=draft.pk).is_live
    assert client.get(reverse("partnership_detail", args=[draft.slug])).status_code == 404


def test_nothing_is_left_of_a_preview(draft: Partnership) -> None:
    events = Partnership.pgh_event_model.objects.count()  # type: ignore[attr-defined]
    with as_if_live(draft):
        assert Partnership.objects.get(pk=draft.pk).is_live
    draft.refresh_from_db()
    assert not draft.is_live and draft.live_since is None
    assert Partnership.pgh_event_model.objects.count() == events  # type: ignore[attr-defined]


def test_publishing_names_pages_people_and_messages(
    world: World, draft: Partnership, client_as: Callable[..., Client]
) -> None:
    make_hat(make_person("Rae Speaks"), draft, "representative", world.nhs)
    told = consequences_of(draft, timezone.now())
    assert told.names == ["Asha Chair"]
    assert any("register of interests" in page for page in told.pages)
    assert not any("how the partners work together" in page for page in told.pages)
    assert any("1 representative of a partner, asked to confirm" in one for one in told.messages)
    Terms.objects.create(partnership=draft, number=1, purpose="A")
    role = make_shared_role(world)
    type(role).objects.filter(pk=role.pk).update(partnership=draft)
    told = consequences_of(draft, timezone.now())
    assert told.names == ["Asha Chair", "Asha Leader", "Colin Leader"]
    page = client_as("chair").get(reverse("partnership_publish", args=[draft.slug]))
    words = page.content.decode()
    assert "1 leadership role, who holds and held each" in words
    assert "how the partners work together, with each earlier version" in words
    assert "does not become a draft again" in words


def test_what_is_public_is_said_and_recorded(
    world: World, client_as: Callable[..., Client]
) -> None:
    address = reverse("partnership_open", args=[world.partnership.slug])
    client = client_as("coordinator")
    assert client.post(address, {"shows_investment": "on"}).status_code == 302
    stands = Partnership.objects.get(pk=world.partnership.pk)
    assert (stands.shows_terms, stands.shows_investment, stands.shows_network) == (
        False,
        True,
        False,
    )
    page = client.get(reverse("partnership_setup", args=[world.partnership.slug]))
    words = page.content.decode()
    assert "Beside the main page: what is paid for together" in words
    assert "Last changed by Asha Coordinator" in words
