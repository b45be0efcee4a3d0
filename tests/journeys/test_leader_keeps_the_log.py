"""A leader's month: a draft on the bus, a table at the desk, a search, and what it said before."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from challenges.models import Challenge, LogDraft, LogEntry
from tests.cast import World
from tests.challenges.factories import make_entry
from tests.journeys.signing_in import page_of
from tests.journeys.test_leader_logs_work import CHALLENGE, challenge, world

__all__ = ["challenge", "world"]
BEGUN = "Half a sentence on the bus"


@pytest.fixture
def looked(axe: Any, width: int, scripts: bool) -> Any:
    """A page is right for everybody as it stands: nothing that axe finds, nothing too wide."""

    def look(page: Page, name: str) -> None:
        if folder := os.environ.get("LOOK_AT"):
            path = Path(folder) / f"{name}-{width}-{'js' if scripts else 'plain'}.png"
            page.screenshot(path=path, full_page=True)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    return look


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_waits_and_is_finished(
    world: World, challenge: Challenge, context: BrowserContext, base_url: str, looked: Any,
    scripts: bool, width: int,
) -> None:  # fmt: skip
    page = page_of(context, world, base_url)
    page.goto(f"{CHALLENGE}log/")
    looked(page, "quick")
    page.get_by_label("What did you do?").press_sequentially(BEGUN)
    if scripts:
        expect(page.locator("#draft-state")).to_contain_text("Your draft was kept")
        expect(page.get_by_label("What did you do?")).to_be_focused()
        assert LogDraft.objects.get().answers["did"] == BEGUN
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.get_by_text("It waits here until you finish it")).to_be_visible()
    looked(page, "my-page")
    assert not LogEntry.objects.filter(did=BEGUN).exists()
    page.get_by_role("link", name="finish it").click()
    expect(page.get_by_label("What did you do?")).to_have_value(BEGUN)
    looked(page, "resumed")
    page.get_by_label("What kind of work?").select_option(label="Visit")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".entries .entry").first).to_contain_text(BEGUN)
    expect(page.get_by_label("What did you do?")).to_have_value("")
    assert not LogDraft.objects.exists() and LogEntry.objects.get(did=BEGUN).kind == "visit"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_month_is_typed_as_a_table_by_keyboard(
    world: World, challenge: Challenge, context: BrowserContext, base_url: str, looked: Any,
    scripts: bool, width: int,
) -> None:  # fmt: skip
    page = page_of(context, world, base_url)
    page.goto(f"{CHALLENGE}log/table/")
    looked(page, "table")
    day = timezone.localdate() - timedelta(days=4)
    first, second, third = (
        page.get_by_role("group", name=f"Row {number}", exact=True) for number in (1, 2, 3)
    )
    first.get_by_label("What you did").focus()
    page.keyboard.type("Rang the schools.")
    second.get_by_label("When").fill(day.isoformat())
    page.get_by_role("button", name="Log them all").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Row 1: Enter the day you did it.")).to_be_visible()
    expect(page.get_by_role("link", name="Row 2: Say what you did.")).to_be_visible()
    looked(page, "table-errors")
    expect(first.get_by_label("What you did")).to_have_value("Rang the schools.")
    page.get_by_role("button", name="Ten more rows").click()
    expect(page.get_by_role("group", name="Row 20", exact=True)).to_be_visible()
    page.get_by_text("Paste from Excel").click()
    pasted = f"{day:%d/%m/%Y}\tMet the board\tmeeting"
    page.get_by_label("Paste rows from a spreadsheet").fill(pasted)
    page.get_by_role("button", name="Put them into the table").click()
    expect(third.get_by_label("What you did")).to_have_value("Met the board")
    first.get_by_label("When").fill(day.isoformat())
    second.get_by_label("What you did").fill("Visited the pool.")
    page.get_by_role("button", name="Log them all").click()
    expect(page.get_by_text("3 pieces of work are logged")).to_be_visible()
    assert LogEntry.objects.filter(hat=world.hats["leader"]).count() == 3


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_log_is_searched_drawn_and_corrected(
    world: World, challenge: Challenge, context: BrowserContext, base_url: str, looked: Any,
    scripts: bool, width: int,
) -> None:  # fmt: skip
    entry = make_entry(challenge, world.hats["leader"], did="Cooked with nine families.")
    page = page_of(context, world, base_url)
    page.goto(CHALLENGE.replace("challenges/lonely-winters/", "log/"))
    looked(page, "log")
    page.get_by_label("Words").fill("familes")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Here is what says families")).to_be_visible()
    expect(page.locator(".entries .entry")).to_have_count(1)
    looked(page, "found")
    page.get_by_label("Words").fill("nowhere at all")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_text("Choose what to see").click()
    page.get_by_label("Words").fill("")
    page.get_by_label("Sector").select_option(label="NHS")
    page.get_by_role("button", name="Show", exact=True).click()
    looked(page, "filtered")
    page.get_by_role("link", name="As a timeline").click()
    expect(page.locator(".picture__headline")).to_contain_text("across sectors")
    looked(page, "timeline")

    page.goto(f"{CHALLENGE}entries/{entry.pk}/edit/")
    looked(page, "edit")
    page.get_by_label("What was done").fill("Cooked with eleven families.")
    page.get_by_label("How many hours it took").fill("1.5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("from “Cooked with nine families.” to")).to_be_visible()
    looked(page, "corrected")
    page.get_by_role("link", name="Note a skill that you practised").click()
    looked(page, "practise")
    page.get_by_label("Engaging citizens").check()
    page.get_by_label("What did you learn about it").fill("Ask first.")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Who can say that it was so?").first).to_be_visible()
    page.goto(f"{CHALLENGE}entries/{entry.pk}/")
    expect(page.get_by_text("Not confirmed yet")).to_be_visible()
    looked(page, "entry")
