"""A citizen hears back: her words, who reads them, the decision, the promise, and her own page."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from challenges.models import Commitment
from config.celery import app
from coproduction.models import Session
from reminders.models import Notice
from tests.cast import World, make_world
from tests.coproduction.voiced import make_heard_session
from tests.journeys.delivery import PATIENCE, Delivered, let_the_morning_come
from tests.journeys.signing_in import sign_in

BOTH_ENDS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])
WORDS = "Put it on a Saturday. I clean offices from five."
WHY = "The clinic is on a Saturday because of you."
TITLE = "One morning with everybody in it"
PROMISE = "Open on the first Saturday of the month"


@pytest.fixture
def place(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def session(place: World) -> Session:
    """Two days ago, so that its code still works."""
    return make_heard_session(place, starts_at=timezone.now() - timedelta(days=2))


def go(page: Page, button: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{button}")).first.click()


def become(page: Page, world: World, persona: str, address: str) -> None:
    person = world.person(persona)
    assert person is not None
    page.context.clear_cookies()
    sign_in(page.context, person, address)


def type_day(page: Page, name: str, day: Any) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"#id_{name}_{part}").fill(str(getattr(day, part)))


def say_it(page: Page, session: Session, axe: Any) -> None:
    """Four questions, a check, and a link of her own."""
    page.goto("/say/")
    axe(page)
    go(page, "Continue")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("What is the code of the session?").fill(session.code.lower())
    go(page, "Continue")
    axe(page)
    page.locator("#id_words").fill(WORDS)
    go(page, "Continue")
    axe(page)
    page.get_by_label("An idea for doing something better").check()
    go(page, "Continue")
    axe(page)
    page.get_by_label("Yes, show my words, without my name").check()
    go(page, "Continue")
    page.get_by_label("Yes, by email").check()
    axe(page)
    page.get_by_label("Your email address").fill("ada@example.org")
    go(page, "Continue")
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe(page)
    go(page, "Send it")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    axe(page)


def let_it_be_seen(page: Page, session: Session, axe: Any) -> None:
    at = f"/partnerships/{session.partnership.slug}/sessions/{session.slug}/said/"
    page.goto(at)
    axe(page)
    go(page, "Share the words")
    expect(page.get_by_text("Shared").first).to_be_visible()
    axe(page)
    page.goto(f"{at}?state=published")
    expect(page.get_by_text(WORDS)).to_be_visible()


def decide(page: Page, session: Session, axe: Any) -> None:
    page.goto(f"/partnerships/{session.partnership.slug}/decisions/new/")
    axe(page)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_challenge").select_option(label=str(session.challenge))
    page.locator("#id_session").select_option(label=session.title)
    page.locator("#id_reason").fill("People told their story five times.")
    page.get_by_label("Together with residents").check()
    page.locator("#id_decided_by").fill("The board")
    type_day(page, "decided_on", timezone.localdate())
    go(page, "Save, and answer")
    axe(page)
    page.get_by_label("We are doing this", exact=True).check()
    page.get_by_label("Why?").fill(WHY)
    go(page, "Save the answer")
    expect(page.get_by_text(re.compile("^(Saved|Answered)$"))).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Go on to publish").click()
    expect(page.get_by_text("1 person will be told what became")).to_be_visible()
    axe(page)
    go(page, "Publish, and tell 1 person")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    axe(page)


def promise(page: Page, world: World, axe: Any) -> None:
    page.get_by_role("link", name="Write down a promise").click()
    axe(page)
    page.locator("#id_organisation").select_option(label=world.council.name)
    page.locator("#id_will_do").fill(PROMISE)
    type_day(page, "due_on", timezone.localdate() + timedelta(days=90))
    go(page, "Save the promise")
    expect(page.get_by_text(f"{world.council.name} is asked to take it on.")).to_be_visible()
    axe(page)


def take_it_on(page: Page, axe: Any) -> None:
    """Whoever stands for the council says yes: from then on it is promised, and told."""
    page.goto(f"{Commitment.objects.get(will_do=PROMISE).get_absolute_url()}answer/")
    page.get_by_label("We take it on").check()
    go(page, "Save the answer")
    expect(page.get_by_text("Promised", exact=True).first).to_be_visible()
    axe(page)


def wait_until_owed(kind: str) -> None:
    limit = time.monotonic() + PATIENCE
    while not Notice.objects.filter(kind=kind).exists() and time.monotonic() < limit:
        time.sleep(0.2)


def follow_the_message(page: Page, delivered: Delivered, subject: str) -> str:
    """Read the message as Ada does, her own words first; return where its link leads."""
    let_the_morning_come()
    message = delivered.to("ada@example.org", subject=subject)
    plain = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    payload = plain.get_payload(decode=True)
    assert isinstance(payload, bytes)
    text = payload.decode()
    assert text.index(WORDS) < text.index("/said/")
    link = re.search(r"https?://\S+(/said/\S+/)", text)
    assert link
    return link[1]


@BOTH_ENDS
def test_she_follows_the_line_from_her_words_to_the_promise(
    page: Page, axe: Any, delivered: Delivered, place: World, session: Session, live_server: Any
) -> None:
    say_it(page, session, axe)
    page.goto("/")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    axe(page)
    become(page, place, "facilitator", live_server.url)
    let_it_be_seen(page, session, axe)
    become(page, place, "chair", live_server.url)
    decide(page, session, axe)
    promise(page, place, axe)
    become(page, place, "representative", live_server.url)
    take_it_on(page, axe)
    page.context.clear_cookies()
    assert follow_the_message(page, delivered, "We are doing what you said")
    app.send_task("reminders.tasks.owe_reminders")  # as the clock does every few minutes
    wait_until_owed("said-commitment")
    page.goto(follow_the_message(page, delivered, "Promised, after what you said"))
    stations = page.locator(".thread__station")
    expect(stations.first).to_contain_text(WORDS)
    expect(stations.filter(has_text="Decided")).to_contain_text(WHY)
    expect(stations.filter(has_text="Promised")).to_contain_text(PROMISE)
    expect(stations.last).to_contain_text("Not yet")
    axe(page)
    page.goto("/what-changed/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe(page)
    page.goto("/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text(PROMISE)).to_be_visible()
