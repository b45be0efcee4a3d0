"""Something worries somebody: she says so, the lead is told and has seen it, and she can look."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coproduction.models import Session
from tests.cast import World, make_world
from tests.coproduction.voiced import make_heard_session
from tests.journeys.delivery import Delivered
from tests.journeys.signing_in import sign_in

BOTH_ENDS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])
WORDS = "A boy told us that he is left alone at night."
NOTE = "Rang the school."


@pytest.fixture
def place(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def session(place: World) -> Session:
    return make_heard_session(place, starts_at=timezone.now() - timedelta(days=2))


def go(page: Page, button: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{button}")).first.click()


def raise_it(page: Page, session: Session, axe: Any) -> str:
    """From the session's page, in two steps; returns the address that tells how it stands."""
    page.goto(f"/partnerships/{session.partnership.slug}/sessions/{session.slug}/")
    page.get_by_role("link", name="Something worries me").click()
    expect(page.get_by_text("999").first).to_be_visible()
    axe(page)
    go(page, "Continue")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("What worries you?").fill(WORDS)
    page.get_by_label("By phone").check()
    axe(page)
    page.get_by_label("Your phone number").fill("07700 900123")
    go(page, "Continue")
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe(page)
    go(page, "Send it to the safeguarding lead")
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have it")
    expect(page.get_by_text("999").first).to_be_visible()
    axe(page)
    return page.url


def see_to_it(page: Page, axe: Any) -> None:
    page.goto("/me/")
    page.get_by_role("link", name="1 not seen yet, 1 open").click()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    axe(page)
    page.locator("table a").first.click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe(page)
    go(page, "I have seen this")
    axe(page)
    go(page, "Save it and close")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("What was done").fill(NOTE)
    go(page, "Save it and close")
    expect(page.get_by_text("Closed on")).to_be_visible()
    axe(page)


@BOTH_ENDS
def test_a_concern_reaches_the_lead_and_whoever_raised_it_sees_how_it_stands(
    page: Page, axe: Any, delivered: Delivered, place: World, session: Session, live_server: Any
) -> None:
    status = raise_it(page, session, axe)
    lead = place.hats["safeguarding_lead"].person
    message = delivered.to(str(lead.email), subject="A safeguarding concern waits for you")
    assert WORDS not in message.as_string()
    sign_in(page.context, lead, live_server.url)
    see_to_it(page, axe)
    page.context.clear_cookies()
    page.goto(status)
    expect(page.locator(".thread__station").last).to_contain_text("Dealt with")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    expect(page.get_by_text(NOTE)).to_have_count(0)
    axe(page)


@BOTH_ENDS
def test_the_exit_question_is_answered_without_a_name(
    page: Page, axe: Any, session: Session
) -> None:
    page.goto(f"/after/{session.code}/")
    axe(page)
    go(page, "Send my answer")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("We made the plan together").check()
    go(page, "Send my answer")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your answer counts")
    axe(page)
