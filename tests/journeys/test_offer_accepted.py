"""A place in a full session is given back: it is offered, declined, offered on, and taken."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coproduction.actions.booking import book_or_wait
from coproduction.actions.offers import lapse_offers
from coproduction.models import Booking, Session
from coproduction.moments import deadline_in_words
from reminders.actions.delivering import deliver_due
from reminders.hours import next_decent
from tests.cast import make_world
from tests.coproduction.booked import GUEST, make_session, make_wish
from tests.journeys.delivery import Delivered, let_the_morning_come
from tests.journeys.test_citizen_books import go, heading, parts

pytestmark = pytest.mark.django_db(transaction=True)

# The two ends: a wide window with scripts, and a phone without.
BOTH_ENDS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])


@pytest.fixture
def session(transactional_db: None) -> Session:
    """One place, three weeks from now: Ada has it; Bea, Cy and Dot wait in this order."""
    session = make_session(
        make_world().partnership,
        starts_at=timezone.now() + timedelta(days=21),
        room_places=1,
        online_places=0,
    )
    for name in ("Ada", "Bea", "Cy", "Dot"):
        book_or_wait(session, by=GUEST, wish=make_wish(name), now=timezone.now())
    return session


def of(session: Session, name: str) -> Booking:
    return session.bookings.get(name=name)


def link_mailed(delivered: Delivered, name: str, subject: str) -> tuple[str, str]:
    """The plain words of a message, and the path of its link."""
    # At night an offer is told in the morning: this delivers as the clock of that hour does.
    deliver_due(clock=lambda: next_decent(timezone.now()))
    words = parts(delivered.to(f"{name}@example.org", subject=subject))["text/plain"]
    link = re.search(r"https?://\S+(/bookings/\S+/)", words)
    assert link
    return words, link[1]


def give_back(page: Page, delivered: Delivered) -> None:
    """Ada opens the link of her confirmation and cancels."""
    _words, link = link_mailed(delivered, "ada", "You have a place")
    page.goto(link)
    page.get_by_role("link", name="Cancel this booking").click()
    go(page, "Yes, cancel my booking")


@BOTH_ENDS
def test_a_place_given_back_is_offered_until_somebody_takes_it(
    page: Page, axe: Any, delivered: Delivered, session: Session
) -> None:
    give_back(page, delivered)

    words, link = link_mailed(delivered, "bea", "A place is free, please answer")
    deadline = of(session, "Bea").offer_until
    assert deadline and deadline_in_words(deadline) in words
    assert words.index("When:") < words.index("Where:") < words.index("Say yes by:")
    page.goto(link)
    expect(
        page.get_by_role("heading", name="A place is free for you. Will you come?")
    ).to_be_visible()
    expect(page.get_by_text(f"Please answer by {deadline_in_words(deadline)}")).to_be_visible()
    axe(page)
    go(page, "No, offer it to the next person")
    expect(page.get_by_role("heading", name="You cancelled this booking")).to_be_visible()
    axe(page)

    _words, link = link_mailed(delivered, "cy", "A place is free, please answer")
    page.goto(link)
    go(page, "Yes, I take the place")
    heading(page).to_have_text("You have a place")
    axe(page)
    link_mailed(delivered, "cy", "You have a place")
    page.goto(link)
    expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    states = session.bookings.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["cancelled", "cancelled", "confirmed", "waiting"]


@BOTH_ENDS
def test_an_offer_that_is_not_answered_goes_to_the_next_and_one_can_ask_again(
    page: Page, axe: Any, delivered: Delivered, session: Session
) -> None:
    give_back(page, delivered)
    _words, link = link_mailed(delivered, "bea", "A place is free, please answer")
    page.goto(link)

    # The deadline passes while the page is open: yes comes too late, and the page says so.
    made = timezone.now() - timedelta(days=1)
    Booking.objects.filter(name="Bea").update(offered_at=made, offer_until=timezone.now())
    go(page, "Yes, I take the place")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("The time to take this place is over")
    axe(page)

    assert lapse_offers(timezone.now()) == 1
    let_the_morning_come()
    link_mailed(delivered, "bea", "Your time to answer is over")
    link_mailed(delivered, "cy", "A place is free, please answer")
    page.goto(link)
    axe(page)
    go(page, "Ask for a place again")
    expect(page.get_by_role("heading", name="You are number 2 on the waiting list")).to_be_visible()
    axe(page)
