"""A test of change from plan to adopt, a diagram from its outline, and a resident's strength."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from challenges.models import Challenge, Strength
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge
from tests.challenges.tests_of_change import make_measure
from tests.journeys.signing_in import page_of

CHALLENGE = "/partnerships/ashdown-partnership/challenges/lonely-winters/"
STRENGTHS = "/partnerships/ashdown-partnership/strengths/"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def challenge(world: World) -> Challenge:
    challenge = make_challenge(world)
    make_measure(world, challenge)
    return challenge


def fits(page: Page, axe: Any, width: int) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_from_plan_to_adopt(
    world: World,
    challenge: Challenge,
    context: BrowserContext,
    base_url: str,
    axe: Any,
    scripts: bool,
    width: int,
) -> None:
    page = page_of(context, world, base_url, "leader")
    page.goto(f"{CHALLENGE}drivers/edit/")
    outline = page.get_by_label("The diagram, as an outline")
    outline.fill("Fewer lonely winters\nA second aim")
    page.get_by_role("button", name="Save and draw").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Line 2: there is one aim only")
    fits(page, axe, width)
    outline.fill("Fewer lonely winters\n  People meet\n    Near home\n      Open the hall")
    page.get_by_role("button", name="Save and draw").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What drives it")
    expect(page.locator(".driver-box")).to_have_count(4)
    fits(page, axe, width)

    page.get_by_role("link", name="Test it").click()
    expect(page.get_by_label("Which idea of the driver diagram does it test?")).to_have_value(
        str(challenge.driver_diagram.drivers.get(parent__isnull=False).ideas.get().pk)
    )
    page.get_by_role("button", name="Save the plan").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    fits(page, axe, width)
    page.get_by_label("What will you try?").fill("The hall, on Sundays")
    page.get_by_label("How?").fill("Four Sundays, with tea.")
    page.get_by_label("What do you expect to see?").fill("Ten people come.")
    page.get_by_label("Walks taken").check()
    page.get_by_role("button", name="Save the plan").click()
    fits(page, axe, width)
    page.get_by_role("link", name="Start it").click()
    fits(page, axe, width)
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_text("From now on its prediction stands")).to_be_visible()
    page.get_by_role("link", name="End it, and say what you saw").click()
    fits(page, axe, width)
    page.get_by_label("What was done in the end?").fill("Four Sundays.")
    page.get_by_label("What did you see, against what you predicted?").fill("Fourteen came.")
    page.get_by_label("Adopt: do it like this from now on").check()
    page.get_by_label("Why?").fill("More than we had hoped.")
    page.get_by_role("button", name="End the test").click()
    expect(page.locator(".status", has_text="Adopted")).to_be_visible()
    fits(page, axe, width)
    page.goto(f"{CHALLENGE}tests-of-change/")
    fits(page, axe, width)


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_a_resident_names_a_strength(
    world: World, context: BrowserContext, base_url: str, axe: Any, scripts: bool, width: int
) -> None:
    page = page_of(context, world, base_url, "resident")
    page.goto(STRENGTHS)
    fits(page, axe, width)
    page.get_by_role("link", name="Name a strength").click()
    page.get_by_role("button", name="Name it").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    fits(page, axe, width)
    page.get_by_label("What is it called?").fill("Hilda’s bench")
    page.get_by_label("What does it offer?").fill("Somebody always sits there.")
    page.get_by_label("A building or an open space").check()
    page.get_by_role("button", name="Name it").click()
    expect(page.get_by_text("It waits to be looked at")).to_be_visible()
    fits(page, axe, width)
    strength = Strength.objects.get()

    context.clear_cookies()
    page = page_of(context, world, base_url, "coordinator")
    page.goto(f"{STRENGTHS}{strength.pk}/look/")
    fits(page, axe, width)
    page.get_by_label("Publish it", exact=True).check()
    page.get_by_role("button", name="Save").click()
    context.clear_cookies()
    page.goto(STRENGTHS)
    expect(page.get_by_role("link", name="Hilda’s bench")).to_be_visible()
    fits(page, axe, width)
