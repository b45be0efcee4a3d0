"""What was sent, and what was not: the coordinator sees to it, an operator watches the machine."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import ContactPoint
from coproduction.models import Booking, Session
from reminders.models import Notice, TaskRun
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.journeys.signing_in import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)]),
]
NOWHERE = "The mail server refused the message (451)."


def told(session: Session, name: str, kind: str, value: str, **facts: Any) -> Notice:
    booking = make_booking(
        session, name=name, contact=ContactPoint.objects.create(kind=kind, value=value)
    )
    return Notice.objects.create(
        kind="booking-confirmed",
        contact=booking.contact,
        subject_type=Booking._meta.label_lower,
        subject_id=booking.pk,
        due_at=timezone.now() - timedelta(hours=2),
        not_after=session.starts_at,
        **facts,
    )


@pytest.fixture
def session(world: World) -> Session:
    """To which four are coming, of whom a mail reached one."""
    start = timezone.now() + timedelta(days=5)
    session = make_session(world.partnership, starts_at=start, room_places=9)
    settled = {"settled_at": timezone.now() - timedelta(hours=2)}
    told(session, "Ada Moss", "email", "ada@example.org", state="sent", **settled)
    told(session, "Bea Lund", "email", "bea@example.org", state="failed", why=NOWHERE, **settled)
    told(session, "Cai Rees", "phone", "+441632960123", state="to_call", why="By phone.")
    told(
        session,
        "Dot Ayre",
        "post",
        "4 Lamplighter Row\nHertford\nSG99 4ZZ",
        state="to_call",
        why="By post.",
    )
    return session


def test_a_coordinator_sends_again_and_tells_those_whom_no_machine_reaches(
    page: Page, world: World, session: Session, context: BrowserContext, base_url: str, axe: Any
) -> None:
    sign_in(context, world.hats["coordinator"].person, base_url)
    at = f"/partnerships/{world.partnership.slug}/sessions/{session.slug}/"
    page.goto(f"{at}messages/?state=failed")
    axe(page)
    page.get_by_role("link", name="You have a place to Bea Lund").click()
    expect(page.get_by_text(NOWHERE).first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Send it again?")
    axe(page)
    page.get_by_role("button", name="Send it again to one person").click()
    expect(page.get_by_text("It is on its way again.")).to_be_visible()
    axe(page)

    page.goto(f"{at}to-tell/")
    expect(page.get_by_role("link", name="01632 960123")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Open the letters to print").click()
    expect(page.get_by_text("4 Lamplighter Row")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("button", name="This letter is posted").click()
    page.get_by_role("button", name=re.compile("^Told.*Cai Rees")).click()
    expect(page.get_by_text("Nobody waits to be told")).to_be_visible()
    axe(page)


def test_an_operator_sees_what_is_wrong_and_repairs_it(
    page: Page, world: World, session: Session, context: BrowserContext, base_url: str, axe: Any
) -> None:
    stuck = told(session, "Eli Voss", "email", "eli@example.org", claimed_at=None)
    taken = timezone.now() - timedelta(minutes=9)
    Notice.objects.filter(pk=stuck.pk).update(state="claimed", claimed_at=taken, attempts=1)
    TaskRun.objects.create(
        name="reminders.tasks.deliver_due", ran_at=taken, lasted_ms=40, failed="OperationalError"
    )
    sign_in(context, world.operator, base_url)
    page.goto("/operator/delivery/")
    expect(page.get_by_text("Somebody should look at once")).to_be_visible()
    expect(page.get_by_text("You have a place: taken up on")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Repair now").click()
    expect(page.get_by_text("1 went back into the queue.")).to_be_visible()
    axe(page)
