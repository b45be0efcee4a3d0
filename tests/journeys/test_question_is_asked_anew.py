"""A leader raises a challenge, is shown one like it, asks anew and compares; a chair closes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from challenges.models import Challenge
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge
from tests.signing_in import sign_in_client

CHALLENGES = "/partnerships/ashdown-partnership/challenges/"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def page_of(context: BrowserContext, world: World, base_url: str, persona: str) -> Page:
    client = Client()
    sign_in_client(client, world.hats[persona].person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])
    return context.new_page()


def looked_at(page: Page, axe: Any, width: int) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_a_question_is_raised_asked_anew_compared_and_closed(
    world: World, context: BrowserContext, base_url: str, axe: Any, scripts: bool, width: int
) -> None:
    make_challenge(world)
    page = page_of(context, world, base_url, "leader")
    page.goto(f"{CHALLENGES}new/")
    page.get_by_label("A short name").fill("Lonely in winter")
    page.get_by_label("The question").fill("Who rings whom after dark?")
    page.get_by_label("Who it is about").fill("People who live alone")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    expect(page.get_by_role("link", name="Lonely winters")).to_be_visible()
    looked_at(page, axe, width)
    page.get_by_role("button", name="Raise it all the same").click()
    expect(page.locator("h1")).to_have_text("Lonely in winter")
    looked_at(page, axe, width)

    page.goto(f"{CHALLENGES}lonely-winters/question/")
    looked_at(page, axe, width)
    page.get_by_role("link", name="Ask it anew").click()
    looked_at(page, axe, width)
    page.get_by_label("The question, in its new words").fill("Who is missing here in winter?")
    page.get_by_role("button", name="Ask it so").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    page.get_by_label("Why is it asked anew?").fill("Nobody calls themselves alone.")
    page.get_by_role("button", name="Ask it so").click()
    expect(page.locator(".wording--now")).to_contain_text("Who is missing here in winter?")
    page.get_by_role("link", name="Compare with how it is asked now").click()
    expect(page.locator("del")).to_contain_text("alone in winter")
    looked_at(page, axe, width)

    page.goto(f"{CHALLENGES}lonely-winters/question/stage/")
    looked_at(page, axe, width)
    page.get_by_label("Plan").check()
    page.get_by_role("button", name="Save the stage").click()
    expect(page.get_by_role("row", name="Plan")).to_contain_text("Now")

    page = page_of(context, world, base_url, "chair")
    page.goto(f"{CHALLENGES}lonely-winters/close/")
    looked_at(page, axe, width)
    page.get_by_role("button", name="Close the challenge").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    page.get_by_label("About the same").check()
    page.get_by_label("What shows it?").fill("As many fell ill as before.")
    page.get_by_role("button", name="Close the challenge").click()
    expect(page.locator("h1")).to_have_text("Who is missing here in winter?")
    expect(page.get_by_text("As many fell ill as before.")).to_be_visible()
    looked_at(page, axe, width)
    page.goto("/partnerships/ashdown-partnership/policy-aims/")
    looked_at(page, axe, width)
    assert Challenge.objects.get(slug="lonely-winters").is_closed
