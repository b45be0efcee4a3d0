"""A leader logs work on a phone, in three fields, and corrects it while somebody else does too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from challenges.models import Challenge, LogEntry
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge, make_commitment, make_entry
from tests.journeys.signing_in import page_of

CHALLENGE = "/partnerships/ashdown-partnership/challenges/lonely-winters/"
DID = "Sat with the walk leaders in the library and asked who is missing."


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def challenge(world: World) -> Challenge:
    challenge = make_challenge(world)
    day = timezone.localdate()
    for number in range(8):
        entry = make_entry(challenge, world.co_leader, happened_on=day - timedelta(30 * number + 2))
        if number % 2:
            entry.with_organisations.set([world.nhs, world.charity])
    make_commitment(challenge, world.council, world.co_leader)
    return challenge


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_leader_logs_work_in_three_fields(
    world: World,
    challenge: Challenge,
    context: BrowserContext,
    base_url: str,
    axe: Any,
    scripts: bool,
    width: int,
) -> None:
    page = page_of(context, world, base_url)
    page.goto(CHALLENGE)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(".wearing")).to_contain_text("Leader, Ashdown NHS Trust")
    expect(page.locator(".figure-large").first).to_have_text("8")

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    axe(page)

    page.get_by_label("What did you do?").fill(DID)
    page.locator("details:has(#id_visibility) > summary").click()
    page.get_by_label("Who can see it?").select_option(label="Open: anybody")
    page.get_by_role("button", name="Save", exact=True).click()
    entry = page.locator(".entries .entry").first
    expect(entry).to_contain_text(DID)
    expect(page.locator(".figure-large").first).to_have_text("9")
    expect(page.get_by_text("Open the hall on Sundays").first).to_be_visible()
    if scripts:
        assert page.url.endswith(CHALLENGE), "the entry appears in place"
        expect(entry).to_be_focused()
        expect(page.get_by_label("What did you do?")).to_have_value("")
    axe(page)
    assert LogEntry.objects.get(did=DID).hat == world.hats["leader"]


@pytest.mark.parametrize("width", [320])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_quick_page_of_a_phone_is_filled_by_keyboard_alone(
    world: World,
    challenge: Challenge,
    context: BrowserContext,
    base_url: str,
    axe: Any,
    scripts: bool,
    width: int,
) -> None:
    page = page_of(context, world, base_url)
    page.goto(f"{CHALLENGE}log/")
    axe(page)
    page.get_by_label("What did you do?").focus()
    page.keyboard.type("Rang Mrs Ahmed.")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".entries .entry").first).to_contain_text("Rang Mrs Ahmed.")
    expect(page.get_by_label("What did you do?")).to_have_value("")
    assert "/log/" in page.url
    axe(page)
    assert LogEntry.objects.get(did="Rang Mrs Ahmed.").visibility == "restricted"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_of_two_edits_at_once_the_second_sees_both_texts(
    world: World,
    challenge: Challenge,
    context: BrowserContext,
    base_url: str,
    axe: Any,
    scripts: bool,
    width: int,
) -> None:
    entry = make_entry(challenge, world.hats["leader"])
    laptop = page_of(context, world, base_url)
    phone = context.new_page()
    for page in (laptop, phone):
        page.goto(f"{CHALLENGE}entries/{entry.pk}/edit/")
    axe(laptop)
    phone.get_by_label("What was done").fill("Typed on the phone.")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("Corrected on")).to_be_visible()
    axe(phone)

    laptop.get_by_label("What was done").fill("Typed on the laptop.")
    laptop.get_by_role("button", name="Save", exact=True).click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Two texts of one entry")
    expect(laptop.get_by_text("Typed on the phone.")).to_be_visible()
    expect(laptop.get_by_label("What was done")).to_have_value("Typed on the laptop.")
    axe(laptop)

    laptop.get_by_role("button", name="Put both into one text").click()
    expect(laptop.get_by_label("What was done")).to_have_value(
        "Typed on the phone.\n\nTyped on the laptop."
    )
    axe(laptop)
    laptop.get_by_role("button", name="Save mine").click()
    expect(laptop.get_by_text("Typed on the laptop.", exact=True)).to_be_visible()
    entry.refresh_from_db()
    assert entry.did.split() == ["Typed", "on", "the", "phone.", "Typed", "on", "the", "laptop."]
    assert entry.version == 3


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_a_challenge_can_be_used_by_everybody(
    world: World, challenge: Challenge, context: BrowserContext, base_url: str, axe: Any, width: int
) -> None:
    promise = challenge.commitments.get()
    strength = challenge.strengths.get()
    page = page_of(context, world, base_url, "coordinator")
    for path in (
        "", "edit/", "set-up/", "organisations/", "strengths/", "strengths/new/", "activate/",
        "close/", "entries/", "entries/?sector=housing", "commitments/", "commitments/?state=kept",
        "commitments/new/", f"commitments/{promise.pk}/", f"commitments/{promise.pk}/keep/",
        "../", "../new/", f"../../strengths/{strength.pk}/confirm/",
    ):  # fmt: skip
        page.goto(f"{CHALLENGE}{path}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
