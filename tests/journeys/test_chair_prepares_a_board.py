"""A chair prepares a board: what needs her, what changed, the money, the report and the record."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from leaders.models import RoleFunding
from partnership import printing
from partnership.models import BoardMeeting
from tests.cast import World
from tests.challenges.factories import make_challenge, make_commitment
from tests.journeys.signing_in import sign_in
from tests.leaders.factories import make_role, make_shared_role


def prepare(world: World) -> None:
    """A vacant role, a late promise, money for a shared role, and a board that met."""
    today = timezone.localdate()
    make_role(world, "Vacant lead")
    make_commitment(make_challenge(world), world.nhs, world.hats["leader"], due_on=date(2026, 1, 1))
    shared = make_shared_role(world)
    for organisation, pounds, years in ((world.nhs, 30_000, 2), (world.council, 20_000, 3)):
        RoleFunding.objects.create(
            role=shared,
            organisation=organisation,
            pounds_a_year=pounds,
            starts_on=date(today.year - 1, 4, 1),
            ends_on=date(today.year + years, 4, 1),
        )
    BoardMeeting.objects.create(partnership=world.partnership, meets_on=today - timedelta(days=30))


def looked_at(page: Page, axe: Any, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    axe(page)


def keep_a_board(page: Page, axe: Any) -> None:
    """The next one: first with a day that is none."""
    page.get_by_role("link", name="Add a board meeting").click()
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month", exact=True).fill("2")
    page.get_by_label("Year", exact=True).fill("2030")
    page.get_by_role("button", name="Keep this day").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    page.get_by_label("Month", exact=True).fill("1")
    page.get_by_role("button", name="Keep this day").click()
    expect(page.get_by_text("Thursday 31 January 2030")).to_be_visible()


def choose_a_day(page: Page, day: date) -> None:
    page.get_by_text("Since another day").click()
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.get_by_role("button", name="Show what changed").click()
    told = f"What changed since {day.day} {day:%B %Y}"
    expect(page.get_by_role("heading", name=told)).to_be_visible()


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, True), (320, False)])
def test_a_chair_prepares_a_board(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any
) -> None:
    prepare(world)
    sign_in(context, world.hats["chair"].person, base_url)
    page.goto(f"/partnerships/{world.partnership.slug}/")
    page.get_by_role("link", name="What needs you").click()
    looked_at(page, axe, "Before the board")
    expect(page.locator("main")).to_contain_text("“Vacant lead”")
    keep_a_board(page, axe)
    choose_a_day(page, timezone.localdate() - timedelta(days=400))
    looked_at(page, axe, "Before the board")

    page.get_by_role("link", name="All that needs you, by kind").click()
    page.get_by_role("link", name="Late commitments").click()
    expect(page.locator(".needs")).not_to_contain_text("Vacant lead")
    looked_at(page, axe, "What needs you")
    page.get_by_role("link", name="Back").click()

    page.get_by_role("link", name="Who pays for what, and until when").click()
    expect(page.locator("main")).to_contain_text("£30,000 of £50,000 a year is not secured")
    looked_at(page, axe, "What the place invests")
    page.go_back()

    page.get_by_role("link", name="Report for the board, on one page").click()
    looked_at(page, axe, world.partnership.name)
    if printing.can_draw():
        with page.expect_download() as drawn:
            page.get_by_role("link", name="Download as PDF").click()
        assert Path(drawn.value.path()).read_bytes().startswith(b"%PDF-")
    the_record(page, axe, world)


def the_record(page: Page, axe: Any, world: World) -> None:
    """Only what the chair did, with the day of the board that she kept."""
    page.goto(f"/partnerships/{world.partnership.slug}/history/")
    page.get_by_text("Choose who, what, when").click()
    axe(page)
    page.get_by_role("combobox", name=re.compile("^Who")).select_option(
        label=world.hats["chair"].person.name
    )
    page.get_by_role("button", name="Show these").click()
    expect(page.locator("main")).to_contain_text("board meeting")
    looked_at(page, axe, "What was changed, and by whom")
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV").click()
    said = Path(file.value.path()).read_text(encoding="utf-8-sig")
    assert "board meeting" in said and world.hats["chair"].person.name in said
