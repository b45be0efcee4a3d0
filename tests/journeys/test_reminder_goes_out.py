"""A confirmation at once, a reminder the day before, and a mailing that can be left in one step.

Broker, worker and mail server are real. For what is due on another day, the test delivers itself,
with that day's clock, over the same mail server.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect

from challenges.reminders import quiet_challenges
from coproduction.actions.booking import book
from coproduction.actions.sessions import cancel_session
from coproduction.models import Session
from coproduction.reminders import session_tomorrow
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import owe
from reminders.hours import next_working_hour
from reminders.models import Notice
from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.coproduction.booked import GUEST, make_session, make_wish
from tests.journeys.delivery import Delivered

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(world: World) -> Session:
    """Ten days from now, at two in the afternoon."""
    day = timezone.now().astimezone(LONDON).date() + timedelta(days=10)
    starts_at = datetime(day.year, day.month, day.day, 14, 0, tzinfo=LONDON).astimezone(UTC)
    return make_session(world.partnership, starts_at=starts_at)


def words(message: Any) -> str:
    parsed = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(bytes(message))
    part = parsed.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def pass_of(now: datetime) -> None:
    """What the clock does each few minutes, as of another moment."""
    owe(session_tomorrow(now))
    deliver_due(clock=lambda: now)


def day_before(session: Session, hour: int, minute: int = 0) -> datetime:
    local = session.starts_at.astimezone(LONDON) - timedelta(days=1)
    return local.replace(hour=hour, minute=minute)


def test_a_citizen_is_confirmed_at_once_and_reminded_the_day_before(
    session: Session, delivered: Delivered
) -> None:
    book(session, by=GUEST, wish=make_wish("Ada"), now=timezone.now())
    confirmation = delivered.to("ada@example.org", subject="You have a place")
    first, second = words(confirmation).split("\n\n")[:2]
    assert first.startswith("When: ") and second.startswith("Where: Bishop’s Park Hall")
    assert "invite.ics" in bytes(confirmation).decode()

    # Owed at ten; a deliverer that wakes at three in the night sends nothing.
    pass_of(day_before(session, 3))
    Notice.objects.filter(state="owed").update(due_at=F("due_at") - timedelta(hours=8))
    pass_of(day_before(session, 4))
    assert len(delivered.messages()) == 1
    for minute in range(3):
        pass_of(day_before(session, 10, minute))
    reminder = delivered.to("ada@example.org", subject="See you")
    assert words(reminder).startswith("When: ")
    assert len(delivered.messages()) == 2


def test_nobody_is_reminded_of_what_was_cancelled_or_has_begun(
    session: Session, world: World, delivered: Delivered
) -> None:
    book(session, by=GUEST, wish=make_wish("Ada"), now=timezone.now())
    delivered.to("ada@example.org", subject="You have a place")
    pass_of(day_before(session, 3))  # the reminder is written, and waits
    owed = Notice.objects.get(kind="session-tomorrow")

    late = Notice.objects.create(
        kind=owed.kind,
        contact=owed.contact,
        subject_type=owed.subject_type,
        subject_id=owed.subject_id,
        version="again",
        due_at=owed.due_at,
        not_after=session.starts_at,
    )
    deliver_due(clock=lambda: session.starts_at + timedelta(seconds=1))
    late.refresh_from_db()
    assert late.state == "skipped"

    Notice.objects.filter(pk=owed.pk).update(state="owed", why="", settled_at=None)
    cancel_session(
        session, by=world.actor("chair"), because="The hall is flooded.", now=timezone.now()
    )
    delivered.to("ada@example.org", subject="Cancelled")
    pass_of(day_before(session, 10))
    owed.refresh_from_db()
    assert (owed.state, owed.why) == ("skipped", "The session was cancelled.")
    subjects = [str(message["Subject"]) for message in delivered.messages()]
    assert not any("See you" in subject for subject in subjects)


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_a_leader_hears_of_a_quiet_challenge_and_leaves_the_mailing(
    page: Page, world: World, delivered: Delivered, axe: Any
) -> None:
    make_challenge(world)
    tomorrow = timezone.now().astimezone(LONDON).replace(hour=12) + timedelta(days=1)
    noon = next_working_hour(tomorrow)
    owe(quiet_challenges(noon))
    deliver_due(clock=lambda: noon)
    message = delivered.to("asha.leader@example.org", subject="Quiet for three weeks")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    lines = words(message).splitlines()
    page.goto(urlsplit(next(line for line in lines if "/preferences/" in line)).path)
    axe(page)
    page.get_by_role("checkbox", name="Work on your challenges").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. This holds from now on.")).to_be_visible()
    axe(page)
    Notice.objects.update(version="an earlier spell")
    owe(quiet_challenges(noon))
    deliver_due(clock=lambda: noon)
    assert Notice.objects.get(state="skipped").why == "They do not want to hear of this."
    assert len(delivered.messages()) == 1
