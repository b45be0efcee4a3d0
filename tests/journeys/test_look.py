"""Every part of the look in a real browser: read by machine, by keyboard and on a narrow screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

PATHS = [
    "/dev/look/",
    "/dev/look/?errors=1",
    "/dev/look/charts/",
    "/about/",
    "/privacy/",
    "/accounts/login/",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_every_part_can_be_used_by_everybody(page: Page, axe: Any, path: str, width: int) -> None:
    page.goto(path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_finds_the_main_content_first(page: Page) -> None:
    page.goto("/about/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_is_wrong_takes_focus_and_leads_to_its_field(page: Page) -> None:
    page.goto("/dev/look/?errors=1")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.locator(".nhsuk-error-summary a").nth(3).click()
    expect(page.locator("#id_mode_0")).to_be_focused()


@pytest.mark.parametrize("scripts", [False])
def test_the_link_to_a_field_works_without_scripts(page: Page, scripts: bool) -> None:
    page.goto("/dev/look/?errors=1")
    page.locator(".nhsuk-error-summary a").first.click()
    assert page.url.endswith("#id_name")
