"""From the link in a mail to quiet: the page, the one click of a mail program, and the way back.

The worker and the mail server are real; the clock of the mailing is the test's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from challenges.reminders import QUIET, quiet_challenges
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import owe
from reminders.kinds import kinds
from reminders.links import leave_path
from reminders.models import Notice
from reminders.wishes import EVERYTHING, Often, wishes_of_one
from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.journeys.delivery import Delivered
from tests.journeys.test_reminder_goes_out import words

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_a_reader_chooses_rests_leaves_and_comes_back(
    page: Page, world: World, delivered: Delivered, axe: Any
) -> None:
    make_challenge(world)
    noon = timezone.now().astimezone(LONDON).replace(hour=12)
    while noon.weekday() > 3:
        noon += timedelta(days=1)
    owe(quiet_challenges(noon))
    deliver_due(clock=lambda: noon)
    mail = delivered.to("asha.leader@example.org", subject="Quiet for three weeks")
    contact = world.hats["leader"].person.contact_points.get()
    lines = words(mail).splitlines()
    page.goto(urlsplit(next(line for line in lines if "/preferences/" in line)).path)
    axe(page)

    page.get_by_label("Once a week, together, if there is anything").check()
    page.get_by_label("Not at weekends or on bank holidays").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. This holds from now on.")).to_be_visible()
    assert wishes_of_one(contact.pk).often is Often.WEEKLY

    page.get_by_role("button", name="Pause until").click()
    expect(page.get_by_role("button", name="Start again now")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Start again now").click()
    expect(page.get_by_role("button", name="Pause until")).to_be_visible()

    page.get_by_role("link", name="See what we sent you and why").click()
    expect(page.get_by_text("A challenge has been quiet", exact=True)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Stop messages like this one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We will not write to you about this again"
    )
    axe(page)
    page.get_by_role("button", name="Not what you meant?").click()
    expect(page.get_by_text("We write to you about this again from now on.")).to_be_visible()
    assert not wishes_of_one(contact.pk).left


def test_one_click_in_a_mail_program_stops_what_is_queued_already(
    world: World, delivered: Delivered
) -> None:
    make_challenge(world)
    noon = timezone.now().astimezone(LONDON).replace(hour=12)
    owe(quiet_challenges(noon))
    contact = world.hats["leader"].person.contact_points.get()
    queued = Notice.objects.get(contact=contact)
    address = leave_path(contact.pk, kinds()[QUIET].topic.name)
    program = Client(enforce_csrf_checks=True)
    for _look in range(100):
        program.get(address)
    assert wishes_of_one(contact.pk) == EVERYTHING
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    before = len(delivered.messages())
    deliver_due(clock=lambda: noon)
    queued.refresh_from_db()
    assert (queued.state, queued.why) == ("skipped", "They do not want to hear of this.")
    assert len(delivered.messages()) == before
