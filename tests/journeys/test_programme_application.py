"""From a programme's public page to a place: one applies, the other looks at the mix and offers."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from leaders.models import Application, Cohort
from tests.cast import World, make_world
from tests.journeys.signing_in import sign_in
from tests.leaders.cohorts import make_application, make_open_cohort, make_participation

PROGRAMME = "/partnerships/ashdown-partnership/programmes/ashdown-together/"
COHORT = f"{PROGRAMME}cohorts/first-cohort/"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def cohort(world: World) -> Cohort:
    cohort = make_open_cohort(world, mix={"nhs": 1, "voluntary": 1, "residents": 1})
    make_participation(cohort, world.hats["leader"].person, world.nhs)
    return cohort


def goes_well(page: Page, axe: Any, width: int) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_an_application_becomes_a_place(
    world: World,
    cohort: Cohort,
    context: BrowserContext,
    base_url: str,
    axe: Any,
    scripts: bool,
    width: int,
) -> None:
    page = context.new_page()
    page.goto(PROGRAMME)
    goes_well(page, axe, width)
    page.get_by_role("link", name="About this cohort, and how to apply").click()
    goes_well(page, axe, width)
    page.get_by_role("link", name="Apply for a place").click()
    assert "/accounts/login/" in page.url, "nobody applies without an address of their own"

    sign_in(context, world.citizen, base_url)
    page.goto(f"{COHORT}apply/")
    goes_well(page, axe, width)
    page.get_by_role("button", name="Send your application").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    goes_well(page, axe, width)
    page.get_by_label("Another one, for example a care home or a small group").check()
    page.get_by_label("Its name").fill("Larch Row Residents")
    page.get_by_label("What is it?").select_option(label="Residents’ group")
    page.get_by_label("What is your work there?").fill("Treasurer")
    page.get_by_label("Why would you like to take part?").fill("To be in the room.")
    page.get_by_role("button", name="Send your application").click()
    expect(page.get_by_text("waits for an answer")).to_be_visible()
    goes_well(page, axe, width)

    context.clear_cookies()
    sign_in(context, world.hats["coordinator"].person, base_url)
    page.goto(f"{COHORT}applications/")
    goes_well(page, axe, width)
    mix = page.locator("#mix-with-choice")
    expect(mix).to_contain_text("one from a residents’ group would meet the mix")
    page.get_by_label("Cora Citizen, Treasurer").check()
    if not scripts:
        page.get_by_role("button", name="Show the mix with these").click()
    expect(mix).to_contain_text("One more from a voluntary or community group would meet the mix.")
    goes_well(page, axe, width)
    page.get_by_role("button", name="Offer these a place").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Offer 1 place?")
    goes_well(page, axe, width)
    page.get_by_role("button", name="Offer this place").click()
    expect(page.get_by_text("1 person is told that they have a place.")).to_be_visible()
    assert Application.objects.get().outcome == "offered"

    context.clear_cookies()
    sign_in(context, world.citizen, base_url)
    page.goto(f"{COHORT}my-application/")
    expect(page.get_by_text("You have a place.")).to_be_visible()
    goes_well(page, axe, width)


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_a_programme_can_be_used_by_everybody(
    world: World, cohort: Cohort, context: BrowserContext, base_url: str, axe: Any, width: int
) -> None:
    asked = make_application(cohort, world.citizen, world.charity)
    place = cohort.participations.get()
    sign_in(context, world.hats["chair"].person, base_url)
    page = context.new_page()
    for path in (
        "../", "../new/", "", "edit/", "alumni/", "funding/new/", "evaluations/new/", "awards/new/",
        "cohorts/new/", "cohorts/first-cohort/", "cohorts/first-cohort/edit/",
        "cohorts/first-cohort/mix/", "cohorts/first-cohort/open/",
        f"cohorts/first-cohort/applications/{asked.pk}/",
        "cohorts/first-cohort/places/new/", f"cohorts/first-cohort/places/{place.pk}/edit/",
        f"cohorts/first-cohort/places/{place.pk}/leave/",
    ):  # fmt: skip
        page.goto(f"{PROGRAMME}{path}")
        goes_well(page, axe, width)
