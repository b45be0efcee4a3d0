"""A chair begins a partnership, adds partners and people, and takes it live."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect

from partnership.models import Invitation, Partnership
from tests.cast import World, make_person
from tests.journeys.signing_in import sign_in
from tests.partnership.invited import say_yes
from tests.partnership.places import make_corner

SET_UP = "/partnerships/ashdown-hills/set-up/"


def add_person(page: Page, axe: Any, name: str, capacity: str) -> None:
    page.goto("/partnerships/ashdown-hills/people/add/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label(capacity, exact=True).check()
    page.get_by_label("For which partner").select_option(label="Ashdown County Council")
    page.get_by_label("By a code that you read out").check()
    axe(page)
    page.get_by_role("button", name="Invite this person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"The code for {name}")
    axe(page)
    page.goto("/partnerships/ashdown-hills/people/")
    expect(page.get_by_text("Not accepted yet")).to_be_visible()
    say_yes(Invitation.objects.get(name=name), make_person(name))
    page.reload()
    expect(page.get_by_role("row", name=name)).to_be_visible()


def find_the_place(page: Page, axe: Any) -> None:
    """By the name that it had before."""
    page.get_by_role("link", name="Find the place by its name").click()
    axe(page)
    page.get_by_label("Name, old name or code").fill("Old Marl Partnership")
    page.get_by_role("button", name="Find").click()
    axe(page)
    page.get_by_role("link", name="Marlshire and Fen").click()


def say_which_areas(page: Page, axe: Any) -> None:
    """One wholly, one in part: first with a share that is none."""
    page.goto("/partnerships/ashdown-hills/areas/edit/")
    axe(page)
    share = page.get_by_label("Per cent of the people of Hundred1")
    share.fill("half")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Hundred1: enter a per cent")
    axe(page)
    share.fill("50")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("about 125,000 people")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)


def write_the_terms(page: Page, axe: Any) -> None:
    """A first version, and another that says what changed; both can be compared."""
    page.goto("/partnerships/ashdown-hills/purpose/")
    page.get_by_label("What is it for?").fill("Fewer falls, more company.")
    page.get_by_label("How do the partners work together?").fill("We meet every month.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Name, purpose and terms").click()
    page.get_by_label("How do the partners work together?").fill("We meet every other month.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Say in a sentence what you changed")
    axe(page)
    page.get_by_label("What did you change, and why?").fill("We meet less often, for longer.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/partnerships/ashdown-hills/terms/")
    axe(page)
    page.get_by_role("link", name="Compare").first.click()
    expect(page.get_by_text("Taken out", exact=True)).to_be_visible()
    axe(page)


def look_as_anybody(page: Page, axe: Any) -> None:
    """The real page, with a bar that says what it is."""
    page.get_by_role("link", name="See it as anybody will").click()
    expect(page.get_by_text("Nobody else sees it yet")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown Hills")
    expect(page.get_by_text("is being set up")).to_have_count(0)
    axe(page)
    page.get_by_role("link", name="Back to setting up").click()


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, True), (320, False)])
def test_a_chair_takes_a_partnership_live(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any
) -> None:
    sign_in(context, make_person("Bea Beginner"), base_url)

    make_corner()
    page.goto("/partnerships/new/")
    axe(page)
    find_the_place(page, axe)
    page.get_by_label("Find your own organisation").fill("Ashdwon county")
    page.get_by_role("button", name="Find it").click()
    page.get_by_label("Your own organisation", exact=True).select_option(
        label="Ashdown County Council"
    )
    expect(page.locator("main")).to_contain_text("Marlshire and Fen")
    page.get_by_label("Name of the partnership").fill("Ashdown Hills")
    axe(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown Hills")
    axe(page)

    # Published too early, it is refused with the reason.
    page.get_by_role("link", name="Preview and publish").click()
    axe(page)
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("alert")).to_contain_text("at least two sectors")
    axe(page)

    say_which_areas(page, axe)
    write_the_terms(page, axe)

    page.goto("/partnerships/ashdown-hills/partners/add/")
    page.get_by_label("Name or code of the organisation").fill("Ashdown NHS")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Ashdown NHS Trust").check()
    axe(page)
    page.get_by_role("button", name="Add this partner").click()
    expect(page.get_by_role("row", name="Ashdown NHS Trust")).to_be_visible()
    axe(page)

    add_person(page, axe, "Lee Guard", "Safeguarding lead")
    add_person(page, axe, "Dee Deputy", "Deputy safeguarding lead")

    page.goto(SET_UP)
    expect(page.get_by_text("Waiting", exact=True)).to_have_count(1)
    expect(page.get_by_text("Waits for whoever runs this site")).to_be_visible()
    call_command("vouch", "ashdown-hills", how="Rang the council", stdout=StringIO())
    page.reload()
    expect(page.get_by_text("To do")).to_have_count(0)
    expect(page.get_by_text("Waiting", exact=True)).to_have_count(0)
    expect(page.get_by_text("Last changed by Bea Beginner").first).to_be_visible()
    axe(page)
    look_as_anybody(page, axe)
    page.get_by_role("link", name="Preview and publish").click()
    expect(page.get_by_text("What cannot be undone")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Bea Beginner")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown Hills")
    expect(page.get_by_text("is being set up")).to_have_count(0)
    axe(page)
    assert Partnership.objects.get(slug="ashdown-hills").is_live
