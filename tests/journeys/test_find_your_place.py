"""Somebody finds their place: by a misspelt name, by an old name, and from the map by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.partnership.places import make_corner

EVERYWHERE = pytest.mark.parametrize(
    ("width", "scripts"), [(320, True), (1280, True), (320, False), (1280, False)]
)
PLACE = re.compile(r"/places/marlshire-and-fen/$")


@EVERYWHERE
def test_a_misspelt_name_leads_to_the_place(page: Page, axe: Any, scripts: bool) -> None:
    make_corner()
    page.goto("/places/")
    axe(page)
    page.get_by_label("Name, old name or code").fill("Marlshre")
    if not scripts:
        page.get_by_role("button", name="Find").click()
    found = page.locator("#place-results").get_by_role("link", name="Marlshire and Fen")
    expect(found).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=Marlshre"))
    axe(page)
    found.click()
    expect(page).to_have_url(PLACE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Marlshire and Fen")
    axe(page)
    page.get_by_role("cell").or_(page.get_by_role("rowheader")).get_by_role(
        "link", name="Hundred1"
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hundred1")
    axe(page)


@EVERYWHERE
def test_an_old_name_says_what_it_is_now(page: Page, axe: Any) -> None:
    make_corner()
    page.goto("/places/")
    page.get_by_label("Name, old name or code").fill("Old Marl")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#place-results")).to_contain_text("Formerly Old Marl Partnership.")
    axe(page)


def test_a_name_that_is_no_place_offers_the_map(page: Page, axe: Any) -> None:
    make_corner()
    page.goto("/places/?q=zzzzqqq")
    expect(page.get_by_text("No place is called “zzzzqqq”")).to_be_visible()
    axe(page)


def test_the_map_works_by_keyboard(page: Page, axe: Any) -> None:
    make_corner()
    page.goto("/places/")
    hexagon = page.locator(".hexes").get_by_role("link", name="Marlshire and Fen HWE")
    hexagon.focus()
    axe(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(PLACE)
