"""A citizen books: with and without scripts, by keyboard, when it is full, when a place is free."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import Message
from typing import Any

import icalendar
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coproduction.actions.booking import book
from coproduction.models import Session
from tests.cast import make_world
from tests.coproduction.booked import GUEST, make_session, make_wish
from tests.journeys.delivery import Delivered

BOTH_WIDTHS = pytest.mark.parametrize("width", [320, 1280])
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False])
# The two ends: a wide window with scripts, and a phone without.
BOTH_ENDS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])


@pytest.fixture
def session(transactional_db: None) -> Session:
    """Two places in the room, three weeks from now."""
    return make_session(
        make_world().partnership,
        starts_at=timezone.now() + timedelta(days=21),
        not_open_to_change="It runs in Harlow.",
    )


def go(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def heading(page: Page) -> Any:
    return expect(page.get_by_role("heading", level=1))


def open_session(page: Page, session: Session, axe: Any) -> None:
    page.goto("/sessions/")
    axe(page)
    page.get_by_role("link", name=session.title).click()
    heading(page).to_have_text(session.title)
    axe(page)


def answer_who(page: Page, name: str, axe: Any) -> None:
    go(page, "Continue")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Tell us your name")
    axe(page)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("By email").check()
    page.get_by_label("Your email address").fill(f"{name.lower()}@example.org")
    axe(page)
    go(page, "Continue")


def walk_to_the_check(page: Page, name: str, axe: Any) -> None:
    axe(page)
    page.get_by_label(re.compile("^In the room")).check()
    go(page, "Continue")
    if page.get_by_role("button", name="Join the waiting list").count():
        axe(page)
        go(page, "Join the waiting list")
    answer_who(page, name, axe)
    page.get_by_label("A hearing loop").check()
    axe(page)
    go(page, "Continue")
    heading(page).to_have_text("Check your answers")
    expect(page.get_by_text(f"{name.lower()}@example.org")).to_be_visible()
    axe(page)


def parts(message: Message) -> dict[str, str]:
    """The content of each part of a message by its type."""
    return {
        part.get_content_type(): (part.get_payload(decode=True) or b"").decode()  # type: ignore[union-attr]
        for part in message.walk()
        if not part.is_multipart()
    }


def link_in_the_message(delivered: Delivered, session: Session) -> str:
    """Read the confirmation as Ada does: when, where and how first; then follow its link."""
    said = parts(delivered.to("ada@example.org", subject="You have a place"))
    lines = [line for line in said["text/plain"].splitlines() if line.strip()]
    opening = "\n".join(lines[:6])
    assert session.day in opening and "Bishop’s Park Hall" in opening
    assert "Bus 2 stops outside." in opening
    calendar = icalendar.Calendar.from_ical(said["text/calendar"])
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [session.title]

    link = re.search(r"https?://\S+(/bookings/\S+/)", said["text/plain"])
    assert link
    return link[1]


def manage(page: Page, session: Session, axe: Any) -> None:
    """Change what would help, change how to join, and cancel."""
    heading(page).to_have_text(session.title)
    axe(page)
    page.get_by_role("link", name="Change what would help you").click()
    axe(page)
    page.get_by_label("Papers in large print").check()
    go(page, "Save")
    expect(page.get_by_text("Papers in large print")).to_be_visible()
    page.get_by_role("link", name="Change how you join").click()
    axe(page)
    page.get_by_label(re.compile("^Online")).check()
    go(page, "Save the change")
    expect(page.get_by_text("Online, 1 place")).to_be_visible()
    page.get_by_role("link", name="Cancel this booking").click()
    axe(page)
    go(page, "Yes, cancel my booking")
    expect(page.get_by_text("You cancelled this booking")).to_be_visible()
    axe(page)


@BOTH_WIDTHS
@BOTH_WAYS
def test_a_citizen_books_is_told_and_gives_the_place_back(
    page: Page, axe: Any, delivered: Delivered, session: Session
) -> None:
    open_session(page, session, axe)
    page.get_by_role("link", name="Book a place").click()
    walk_to_the_check(page, "Ada", axe)
    go(page, "Book now")
    heading(page).to_have_text("You have a place")
    axe(page)
    booking = session.bookings.get()
    expect(page.locator(".reference")).to_have_text(booking.reference)

    page.goto(link_in_the_message(delivered, session))
    manage(page, session, axe)
    booking.refresh_from_db()
    assert booking.is_cancelled


@BOTH_ENDS
def test_a_full_session_takes_names_and_a_freed_place_is_offered_to_the_next(
    page: Page, axe: Any, delivered: Delivered, session: Session
) -> None:
    now = timezone.now()
    first, _second = (book(session, by=GUEST, wish=make_wish(n), now=now) for n in ("Bea", "Cy"))
    Session.objects.filter(pk=session.pk).update(online_places=0)
    open_session(page, session, axe)
    page.get_by_role("link", name="Join the waiting list").click()
    walk_to_the_check(page, "Dot", axe)
    go(page, "Join the waiting list")
    heading(page).to_have_text("You are on the waiting list")
    expect(page.get_by_text("You are first")).to_be_visible()
    axe(page)
    delivered.to("dot@example.org", subject="waiting list")

    page.get_by_role("link", name="See, change or cancel").click()
    own = page.url
    from coproduction.actions.booking import cancel_booking

    cancel_booking(first, by=first.holder(), now=timezone.now())
    page.goto(own)
    expect(page.get_by_role("heading", name="A place is free for you")).to_be_visible()
    axe(page)


def test_the_last_place_goes_while_somebody_answers(page: Page, axe: Any, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(online_places=0)
    page.goto(f"/partnerships/{session.partnership.slug}/sessions/{session.slug}/book/")
    walk_to_the_check(page, "Eve", axe)
    book(session, by=GUEST, wish=make_wish(party_size=2), now=timezone.now())
    page.get_by_label("put me on the waiting list").uncheck()
    go(page, "Book now")
    expect(page.get_by_role("alert")).to_contain_text("The last place has just gone")
    axe(page)
    go(page, "Join the waiting list")
    heading(page).to_have_text("Check your answers")
    go(page, "Join the waiting list")
    heading(page).to_have_text("You are on the waiting list")


def press_to(page: Page, target: Any) -> None:
    """Move on with the Tab key until the target has focus, as somebody without a mouse does."""
    for _each in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the Tab key never reached {target}")


@BOTH_WAYS
def test_a_citizen_books_by_keyboard_alone(page: Page, session: Session, scripts: bool) -> None:
    page.goto(f"/partnerships/{session.partnership.slug}/sessions/{session.slug}/")
    press_to(page, page.get_by_role("link", name="Book a place"))
    page.keyboard.press("Enter")
    press_to(page, page.get_by_label(re.compile("^In the room")))
    page.keyboard.press("Space")
    press_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    press_to(page, page.get_by_label("Your name"))
    page.keyboard.type("Fay")
    press_to(page, page.get_by_label("By email"))
    page.keyboard.press("Space")
    press_to(page, page.get_by_label("Your email address"))
    page.keyboard.type("fay@example.org")
    press_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    press_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    press_to(page, page.get_by_role("button", name="Book now"))
    page.keyboard.press("Enter")
    heading(page).to_have_text("You have a place")


@BOTH_ENDS
def test_the_agenda_is_filtered_with_and_without_scripts(
    page: Page, axe: Any, session: Session, scripts: bool
) -> None:
    soon = timezone.now() + timedelta(days=40)
    make_session(session.partnership, title="From home", room_places=0, starts_at=soon)
    page.goto("/sessions/")
    page.get_by_label("How to join").select_option("Online")
    if not scripts:
        go(page, "Show")
    expect(page.get_by_role("link", name="From home")).to_be_visible()
    page.get_by_label("How to join").select_option("In the room")
    if not scripts:
        go(page, "Show")
    expect(page.get_by_role("link", name="From home")).to_have_count(0)
    expect(page).to_have_url(re.compile("mode=room"))
    axe(page)
