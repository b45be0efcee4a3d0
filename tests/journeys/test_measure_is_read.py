"""A leader sets up a measure, pastes readings with an error, corrects them, and sees the chart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from challenges.models import Reading
from tests.cast import make_world
from tests.challenges.factories import make_challenge
from tests.journeys.signing_in import sign_in

HERE = "/partnerships/ashdown-partnership/"


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def paste(page: Page, rows: list[str]) -> None:
    page.get_by_role("link", name="Bring a table", exact=True).click()
    page.get_by_label("Or paste the rows").fill("\n".join(["Month\tHow much", *rows]))
    page.get_by_role("button", name="Read the table").click()


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])
def test_readings_are_pasted_put_right_and_charted(
    context: BrowserContext, base_url: str, axe: Any, transactional_db: None
) -> None:
    world = make_world()
    make_challenge(world)
    sign_in(context, world.hats["leader"].person, base_url)
    page = context.new_page()

    page.goto(f"{HERE}measures/")
    axe(page)
    page.get_by_role("link", name="Set up a measure").click()
    page.get_by_role("button", name="Set it up").click()
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("What is measured?").fill("Children who walk to school")
    page.get_by_label("What is it a number of?").select_option(label="Ashdown")
    page.get_by_label("Unit", exact=True).fill("%")
    page.get_by_label("Higher is better").check()
    page.get_by_label("Where does it come from?").fill("Hands up at the gate")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter readings")
    axe(page)
    fits(page)

    # A heading that nobody could know, then a cell that is no number, then all is well.
    page.goto(f"{HERE}measures/children-who-walk-to-school/")
    axe(page)
    paste(page, ["Apr-24\t40"])
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Head it Value")
    rows = [f"2024-{month:02}\t{40 + month % 3},5" for month in range(1, 13)]
    wrong = "\n".join(["Month\tValue", *rows, "Jan 2025\tlots", "01/02/2025\t47%"])
    page.get_by_label("Or paste the rows").fill(wrong)
    page.get_by_role("button", name="Read the table").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("13 readings would be entered")
    expect(page.get_by_role("row", name=re.compile("Row 14")).first).to_contain_text("lots")
    assert not Reading.objects.exists()
    axe(page)
    fits(page)
    page.get_by_role("link", name="Bring it again").click()
    page.get_by_label("Or paste the rows").fill(wrong.replace("lots", "46"))
    page.get_by_role("button", name="Read the table").click()
    page.get_by_role("button", name="Enter 14 readings").click()
    expect(page.locator(".picture__headline")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Readings: 14 added.")
    axe(page)
    fits(page)

    # In the table of periods, and corrected: the history tells.
    page.get_by_role("link", name="Enter readings").click()
    page.goto(f"{page.url}?until=2025-03-31")
    page.get_by_label("Value, March 2025").fill("much")
    page.get_by_role("button", name="Save readings").click()
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("Value, March 2025").fill("48")
    page.get_by_label("Value, February 2025").fill("45")
    page.get_by_role("button", name="Save readings").click()
    expect(page.locator("main")).to_contain_text("1 added, 1 corrected")
    page.get_by_role("link", name="Who entered what").click()
    expect(page.locator("main")).to_contain_text("corrected February 2025 from 47 to 45")
    axe(page)

    # The challenge opens with it.
    page.goto(f"{HERE}challenges/lonely-winters/measures/choose/")
    axe(page)
    page.get_by_label("A measure of this partnership").select_option(index=1)
    page.get_by_label(re.compile("^An outcome")).check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Leads", exact=True).last).to_be_visible()
    axe(page)
    fits(page)
    page.goto(f"{HERE}challenges/lonely-winters/measures/")
    expect(page.locator(".picture__headline")).to_be_visible()
    axe(page)
    fits(page)
