"""A trust pulse from opening to its figures; and a second voice by a private link on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import ContactPoint
from leaders.actions.pulse import freeze_rounds
from leaders.models import Assessment, PulseRound
from tests.cast import World, make_world
from tests.journeys.signing_in import sign_in
from tests.leaders.factories import make_shared_role
from tests.leaders.pulses import close, representative
from tests.leaders.skills import ask_a_peer, make_place

HERE = "/partnerships/ashdown-partnership"
BOTH_ENDS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def become(page: Page, person: Any, address: str) -> None:
    page.context.clear_cookies()
    sign_in(page.context, person, address)


def answer(page: Page, axe: Any) -> None:
    """Two questions: whom they work with, and how they see them."""
    page.goto(f"{HERE}/trust/")
    page.get_by_role("link", name="Answer now").click()
    axe(page)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("Ashdown NHS Trust").check()
    page.get_by_role("button", name="Continue").click()
    axe(page)
    selects = page.locator("select")
    for at in range(3):
        selects.nth(at).select_option("4")
    page.get_by_role("button", name="Send your answers").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(selects.first).to_have_value("4")
    axe(page)
    page.get_by_label("Nobody’s alone: we decided together").check()
    page.get_by_role("button", name="Send your answers").click()
    expect(page.get_by_text("your answers are kept")).to_be_visible()


@BOTH_ENDS
def test_a_pulse_is_opened_answered_and_counted(
    page: Page, axe: Any, world: World, live_server: Any, width: int
) -> None:
    become(page, world.hats["chair"].person, live_server.url)
    page.goto(f"{HERE}/trust/")
    axe(page)
    page.get_by_role("link", name="Open a round").click()
    axe(page)
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_text("Nothing of it is shown before it closes")).to_be_visible()
    axe(page)
    for number in range(3):
        hat = representative(world, world.council, f"Rep {number}")
        become(page, hat.person, live_server.url)
        answer(page, axe)
    asked = PulseRound.objects.get()
    PulseRound.objects.filter(pk=asked.pk).update(opens_on="2026-01-01")
    close(asked)
    assert freeze_rounds(timezone.now()) > 0
    become(page, world.hats["analyst"].person, live_server.url)
    page.goto(f"{HERE}/trust/")
    expect(page.get_by_text("3 representatives answered")).to_be_visible()
    expect(page.get_by_role("heading", name="Who is trusted")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@BOTH_ENDS
def test_the_network_can_be_used_by_everybody(
    page: Page, axe: Any, world: World, width: int
) -> None:
    make_shared_role(world)
    for query in ("", "?kind=cohort"):
        page.goto(f"{HERE}/network/{query}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("a shared role").check()
    page.get_by_role("button", name="Show these").click()
    assert "kind=role" in page.url
    expect(page.locator(".lede")).to_contain_text("2 of 3 organisations are joined")


@pytest.mark.parametrize(("width", "scripts"), [(320, False)])
def test_a_second_voice_answers_by_a_link_on_a_phone(
    page: Page, axe: Any, world: World, live_server: Any, width: int
) -> None:
    place = make_place(world)
    voice = ask_a_peer(place, world)
    page.goto(voice.private_path())
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Send my answers").click()
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    for level in page.get_by_label("4 – They do it when things are hard, too").all():
        level.check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    axe(page)
    assert Assessment.objects.count() == 4
    assert not ContactPoint.objects.filter(value="paula@example.org").exists()
    become(page, world.hats["leader"].person, live_server.url)
    for path in ("/me/skills/", f"/me/skills/cohorts/{place.pk}/"):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
