"""A session moves: its organiser sees who is told; then everybody hears the new time alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from coproduction.actions.booking import book
from coproduction.models import Session, SessionFacilitator
from coproduction.moments import day_before
from coproduction.reminders import session_soon, session_tomorrow
from coproduction.wishes import Reach
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import owe
from tests.cast import World
from tests.coproduction.booked import GUEST, make_session, make_wish
from tests.journeys.delivery import Delivered
from tests.journeys.signing_in import sign_in

LONDON = ZoneInfo("Europe/London")
WEEK = timedelta(days=7)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(world: World) -> Session:
    """Ten days from now at two in the afternoon, facilitated by the world's facilitator."""
    day = timezone.now().astimezone(LONDON).date() + timedelta(days=10)
    starts_at = datetime(day.year, day.month, day.day, 14, 0, tzinfo=LONDON).astimezone(UTC)
    session = make_session(world.partnership, starts_at=starts_at)
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    return session


def read(message: Any) -> tuple[str, Any]:
    """The plain words of a mail, and the event that it invites to."""
    parsed = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(bytes(message))
    plain = parsed.get_body(("plain",))
    assert plain is not None
    [invitation] = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(invitation.get_content())
    [event] = calendar.walk("VEVENT")
    return str(plain.get_content()), event


def pass_of(now: datetime) -> None:
    """What the clock does each few minutes, as of another moment."""
    owe(session_tomorrow(now))
    owe(session_soon(now))
    deliver_due(clock=lambda: now)


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_a_facilitator_moves_a_session_and_a_guest_hears_the_new_time_only(
    context: BrowserContext,
    page: Page,
    base_url: str,
    world: World,
    session: Session,
    delivered: Delivered,
    axe: Any,
) -> None:
    book(session, by=GUEST, wish=make_wish("Ada"), now=timezone.now())
    post = make_wish("Joan", reach=Reach("post", "1 High Street"), mode="online")
    book(session, by=GUEST, wish=post, now=timezone.now())
    first_words, first = read(delivered.to("ada@example.org", subject="You have a place"))
    assert f"When: {session.day}, 2pm to 4pm" in first_words
    old_day = session.day

    sign_in(context, world.hats["facilitator"].person, base_url)
    page.goto(reverse("session_edit", args=[session.partnership.slug, session.slug]))
    later = session.starts_at.astimezone(LONDON).date() + WEEK
    page.get_by_label("Day", exact=True).first.fill(str(later.day))
    page.get_by_label("Month", exact=True).first.fill(str(later.month))
    page.get_by_label("Year", exact=True).first.fill(str(later.year))
    page.get_by_label("Starts").fill("15:00")
    page.get_by_label("Ends").fill("17:00")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Move this session?")
    expect(page.get_by_text("2 people will be told at once")).to_be_visible()
    expect(page.get_by_text("1 by email")).to_be_visible()
    expect(page.get_by_text("1 must be phoned or written to by you")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Back to my changes").click()
    expect(page.get_by_label("Starts")).to_have_value("15:00")
    axe(page)
    page.get_by_role("button", name="Save").click()
    assert len(delivered.messages()) == 1
    page.get_by_role("button", name="Move it, and tell 2 people").click()
    session.refresh_from_db()
    expect(page.get_by_text(session.day).first).to_be_visible()
    assert session.starts_at.astimezone(LONDON).date() == later

    new_words, moved = read(delivered.to("ada@example.org", subject="New time or place"))
    assert f"When: {session.day}, 3pm to 5pm" in new_words and old_day not in new_words
    assert moved["UID"] == first["UID"] and int(moved["SEQUENCE"]) > int(first["SEQUENCE"])
    assert moved["DTSTART"].dt == session.starts_at
    facilitator = world.hats["facilitator"].person.email
    assert facilitator
    assert session.day in str(delivered.to(facilitator, subject="New time")["Subject"])

    heard = len(delivered.messages())
    pass_of(day_before(session.starts_at) - WEEK)  # the hour of the old reminder
    assert len(delivered.messages()) == heard
    pass_of(day_before(session.starts_at))
    reminder = delivered.to("ada@example.org", subject="See you")
    assert old_day not in bytes(reminder).decode()
    assert len(delivered.messages()) == heard + 1


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_somebody_makes_an_address_for_their_calendar_and_stops_it(
    context: BrowserContext,
    page: Page,
    base_url: str,
    world: World,
    session: Session,
    axe: Any,
) -> None:
    page.goto(reverse("session_list"))
    page.get_by_text("Subscribe in your calendar").click()
    link = page.get_by_role("link", name="Subscribe on this phone or computer")
    assert str(link.get_attribute("href")).startswith("webcal://")
    axe(page)
    sign_in(context, world.hats["facilitator"].person, base_url)
    page.goto("/me/")
    page.get_by_role("link", name="Put my sessions in my calendar").click()
    axe(page)
    page.get_by_role("link", name="Make my address").click()
    axe(page)
    page.get_by_role("button", name="Make the address").click()
    expect(page.get_by_text("Your address is made")).to_be_visible()
    axe(page)
    address = page.get_by_text("/calendars/").inner_text()
    path = "/" + address.split("://")[1].partition("/")[2]
    feed = page.request.get(base_url + path)
    assert feed.status == 200 and b"Cooking together" in feed.body()
    page.reload()
    expect(page.get_by_text("/calendars/")).to_have_count(0)
    page.get_by_role("link", name="Stop the address").click()
    axe(page)
    page.get_by_role("button", name="Stop the address").click()
    expect(page.get_by_role("link", name="Make my address")).to_be_visible()
    assert page.request.get(base_url + path).status == 404
