"""A coordinator brings a table with errors, corrects it, has it taken in, and brings it again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from partnership.models import Invitation
from tests.cast import make_world
from tests.journeys.delivery import Delivered
from tests.journeys.signing_in import sign_in

PARTNERS = "/partnerships/ashdown-partnership/partners/"
WRONG = (
    "Group,What it is,Joined,Offers\n"
    "Brook Lane Residents,Residents,31/02/2025,A hall\n"
    "Ashdown Good Neighbors,Charity,01/04/2025,Sixty volunteers\n"
    "Old Town Homes,Circus,01/04/2025,\n"
    "Ashdown County Council,,,\n"
)
RIGHT = WRONG.replace("31/02/2025", "28/02/2025").replace("Circus", "Housing")


def bring_file(page: Page, folder: Path, said: str) -> None:
    file = folder / "our partners.csv"
    file.write_text(said, encoding="utf-8")
    page.goto(PARTNERS)
    page.get_by_role("link", name="Bring many from a table").click()
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Read the table").click()


def choose_sector_and_offer(page: Page, axe: Any) -> None:
    """Two headings that nobody could know."""
    page.get_by_role("link", name="Change which column is what").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which column is what?")
    axe(page)
    page.get_by_label(re.compile("^Sector")).select_option(label="What it is (column B): Residents")
    page.get_by_label(re.compile("^What it brings")).select_option(
        label="Offers (column D): A hall"
    )
    page.get_by_role("button", name="See what would be added").click()


def until_done(page: Page, *, scripts: bool) -> None:
    """With scripts the page follows by itself; without, by its link."""
    done = page.get_by_text("It ended on")
    for _ in range(40):
        if scripts:
            expect(done).to_be_visible(timeout=30_000)
        if done.is_visible():
            return
        page.wait_for_timeout(500)
        page.get_by_role("link", name="See how far it is now").click()
    raise AssertionError("the import never ended")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (320, False)])
def test_a_table_with_errors_is_corrected_taken_in_and_brought_twice(
    context: BrowserContext,
    base_url: str,
    axe: Any,
    scripts: bool,
    delivered: Delivered,
    tmp_path: Path,
    transactional_db: None,
) -> None:
    world = make_world()
    sign_in(context, world.hats["coordinator"].person, base_url)
    page = context.new_page()

    # Nothing chosen, then something that is no table: refused in words.
    page.goto(f"{PARTNERS[:-9]}imports/new/organisations/")
    axe(page)
    page.get_by_role("button", name="Read the table").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Choose a file, or paste the rows below.")
    axe(page)

    bring_file(page, tmp_path, WRONG)
    choose_sector_and_offer(page, axe)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 partner will be added")
    expect(page.locator(".lede")).to_have_text(re.compile("1 is there already. 2 cannot be taken"))
    wrong = page.get_by_role("row", name=re.compile("Row 2"))
    expect(wrong).to_contain_text("(column C)")
    expect(wrong).to_contain_text("is not in the calendar")
    axe(page)
    fits(page)
    page.get_by_role("link", name="To be added 1").click()
    expect(page.locator("main")).to_contain_text("Much like “Ashdown Good Neighbours”")
    axe(page)

    # Corrected in the spreadsheet, and brought again.
    bring_file(page, tmp_path, RIGHT)
    choose_sector_and_offer(page, axe)
    expect(page.get_by_role("heading", level=1)).to_have_text("3 partners will be added")
    page.get_by_role("link", name="Continue", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "3 organisations will be added as partners"
    )
    axe(page)
    page.get_by_role("button", name="Add 3 partners").click()
    until_done(page, scripts=scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("3 added")
    axe(page)
    fits(page)
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    said = Path(file.value.path()).read_text(encoding="utf-8-sig")
    assert "Brook Lane Residents,Residents,28/02/2025,A hall,2,Added" in said
    page.get_by_role("link", name="See the partners").click()
    expect(page.get_by_role("row", name=re.compile("Old Town Homes"))).to_be_visible()

    # The same table once more adds nothing.
    bring_file(page, tmp_path, RIGHT)
    choose_sector_and_offer(page, axe)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing would be added")
    expect(page.locator(".lede")).to_contain_text("4 are there already.")
    axe(page)
    page.get_by_role("link", name="Throw this table away").click()
    axe(page)
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring a table")
    axe(page)

    people(page, axe, scripts=scripts)
    assert "Ashdown" in str(delivered.to("ivy.moss@example.org")["Subject"])
    assert Invitation.objects.count() == 2


def people(page: Page, axe: Any, *, scripts: bool) -> None:
    """Pasted as Excel copies it; one by email, one on paper."""
    page.goto(f"{PARTNERS[:-9]}imports/new/people/")
    page.get_by_label("Or paste the rows").fill(
        "Full name\tE-mail\tRole\tOrganisation\n"
        "Ivy Moss\tivy.moss@example.org\tRep\tOld Town Homes\n"
        "Ned Stone\t\tResident\t\n"
    )
    page.get_by_role("button", name="Read the table").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people will be invited")
    axe(page)
    page.get_by_role("link", name="Continue", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 person will be invited by email")
    axe(page)
    page.get_by_role("button", name="Invite 2 people").click()
    until_done(page, scripts=scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 invited")
    page.get_by_role("link", name="See the people").click()
    expect(page.locator("main")).to_contain_text("Ivy Moss")
