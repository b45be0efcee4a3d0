from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.actor import Actor
from accounts.links import private_token
from accounts.models import ContactPoint
from reminders.actions.delivering import deliver_due
from reminders.actions.preferring import leave, pause, rejoin
from reminders.hours import LOCAL, months_after
from reminders.kinds import mailings, mailings_for
from reminders.links import PURPOSE, leave_path, preferences_path
from reminders.models import Preference, Rhythm
from reminders.wishes import Often, Wishes, wishes_of_one
from tests.cast import World
from tests.reminders.factories import NOON, make_contact, make_notice

pytestmark = pytest.mark.django_db
TOPIC = "quiet-challenges"


def pause_path(contact: ContactPoint) -> str:
    return reverse("mailing_pause", args=[private_token(PURPOSE, contact.pk)])


@pytest.fixture
def contact() -> ContactPoint:
    return make_contact()


def test_a_hundred_looks_of_a_scanner_change_nothing(client: Client, contact: ContactPoint) -> None:
    for _ in range(100):
        assert client.get(leave_path(contact.pk, TOPIC)).status_code == 302
        assert client.head(leave_path(contact.pk, TOPIC)).status_code == 302
        assert client.get(preferences_path(contact.pk)).status_code == 200
        assert client.get(pause_path(contact)).status_code == 405
    assert not Preference.objects.exists() and not Rhythm.objects.exists()


def test_one_post_without_sign_in_or_cookie_leaves_the_mailing(contact: ContactPoint) -> None:
    strict = Client(enforce_csrf_checks=True)
    queued = make_notice("mailing", contact)
    response = strict.post(leave_path(contact.pk, TOPIC), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert "You have left: Challenges that have been quiet." in response.content.decode()
    deliver_due(clock=lambda: NOON)
    queued.refresh_from_db()
    assert queued.state == "skipped" and mail.outbox == []


def test_every_mailing_that_is_declared_can_be_left(client: Client, contact: ContactPoint) -> None:
    for topic in mailings():
        assert client.post(leave_path(contact.pk, topic)).status_code == 200
        assert Preference.objects.has_left(contact.pk, topic)


def test_leaving_three_times_is_leaving_once(client: Client, contact: ContactPoint) -> None:
    for _ in range(3):
        client.post(leave_path(contact.pk, TOPIC))
    assert Preference.objects.get().wanted is False


def test_booking_messages_cannot_be_left_by_the_back_door(
    client: Client, contact: ContactPoint
) -> None:
    assert client.post(leave_path(contact.pk, "bookings")).status_code == 200
    assert not Preference.objects.exists()


def test_what_is_wanted_can_be_changed_and_changed_back(
    client: Client, contact: ContactPoint
) -> None:
    page = preferences_path(contact.pk)
    assert b"checked" in client.get(page).content
    client.post(page, {"often": "each"})
    assert Preference.objects.has_left(contact.pk, TOPIC)
    assert f'value="{TOPIC}" checked' not in client.get(page).content.decode()
    saved = client.post(page, {"wanted": [TOPIC], "often": "each"}, follow=True)
    assert b"Saved." in saved.content
    assert not Preference.objects.has_left(contact.pk, TOPIC)


def test_the_page_of_preferences_is_guarded_against_forged_posts(contact: ContactPoint) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(preferences_path(contact.pk), {}).status_code == 403


def test_a_topic_that_nobody_knows_is_refused_with_the_page(
    client: Client, contact: ContactPoint
) -> None:
    response = client.post(preferences_path(contact.pk), {"wanted": ["bookings"], "often": "each"})
    assert response.status_code == 422
    assert b"<title>Error: " in response.content
    assert not Preference.objects.exists()


def test_the_page_tells_nobody_whose_address_it_is_about(
    client: Client, contact: ContactPoint
) -> None:
    content = client.get(preferences_path(contact.pk)).content.decode()
    assert contact.value not in content and "Joan" not in content


@pytest.mark.parametrize("token", ["1", "1:forged"])
def test_a_forged_link_leads_nowhere(client: Client, contact: ContactPoint, token: str) -> None:
    assert client.get(reverse("preference_edit", args=[token])).status_code == 404


def test_a_link_for_another_use_leads_nowhere(client: Client, contact: ContactPoint) -> None:
    other = private_token("booking", contact.pk)
    assert other != private_token(PURPOSE, contact.pk)
    assert client.get(reverse("preference_edit", args=[other])).status_code == 404
    assert client.post(reverse("mailing_leave", args=[other, TOPIC])).status_code == 404


def test_one_contact_point_leaves_for_itself_alone(client: Client, contact: ContactPoint) -> None:
    twin = make_contact(value=contact.value)
    client.post(leave_path(contact.pk, TOPIC))
    assert not Preference.objects.has_left(twin.pk, TOPIC)


def test_a_page_of_preferences_takes_few_statements(
    client: Client, contact: ContactPoint, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(preferences_path(contact.pk))


def test_how_often_and_when_not_is_saved_with_the_same_button(
    client: Client, contact: ContactPoint
) -> None:
    page = preferences_path(contact.pk)
    client.post(page, {"wanted": [*mailings_for(contact)], "often": "weekly", "spared": "on"})
    assert wishes_of_one(contact.pk) == Wishes(often=Often.WEEKLY, weekends=False)
    words = client.get(page).content.decode()
    weekly = re.search(r'<input[^>]*value="weekly"[^>]*>', words)
    assert weekly is not None and "checked" in weekly.group()
    assert client.post(page, {"often": "hourly"}).status_code == 422
    assert wishes_of_one(contact.pk).often is Often.WEEKLY


def test_a_pause_says_until_when_and_can_end_now(client: Client, contact: ContactPoint) -> None:
    page, token = preferences_path(contact.pk), private_token(PURPOSE, contact.pk)
    with time_machine.travel(NOON, tick=False):
        assert "Pause until 23 February 2027" in client.get(page).content.decode()
        paused = client.post(pause_path(contact), follow=True).content.decode()
        assert "Paused until Tuesday 23 February 2027." in paused
        assert "Pause until" not in paused
        resumed = client.post(reverse("mailing_resume", args=[token]), follow=True)
    assert "We write to you again from now on." in resumed.content.decode()
    assert wishes_of_one(contact.pk).paused_until is None


def test_a_pause_outlasts_other_changes_and_ends_by_itself(
    client: Client, contact: ContactPoint
) -> None:
    client.post(pause_path(contact))
    client.post(preferences_path(contact.pk), {"wanted": [TOPIC], "often": "daily"})
    paused = wishes_of_one(contact.pk)
    assert paused.paused_until is not None and paused.often is Often.DAILY
    with time_machine.travel(paused.paused_until + timedelta(minutes=1)):
        assert "Pause until" in client.get(preferences_path(contact.pk)).content.decode()


@pytest.mark.parametrize(
    ("day", "end"),
    [("2026-11-30", "2027-02-28"), ("2027-11-30", "2028-02-29"), ("2026-12-31", "2027-03-31")],
)
def test_a_pause_of_three_months_ends_on_a_day_that_there_is(day: str, end: str) -> None:
    until = months_after(datetime.fromisoformat(f"{day}T12:00+00:00"), 3)
    assert f"{until.astimezone(LOCAL):%Y-%m-%d %H:%M}" == f"{end} 08:00"


def test_whoever_left_all_by_one_click_is_told_so_and_can_come_back(
    client: Client, contact: ContactPoint
) -> None:
    left = client.post(leave_path(contact.pk, "all")).content.decode()
    assert "You have left everything that you can choose" in left
    for topic in mailings_for(contact).values():
        assert str(escape(topic.label)) in left
    assert wishes_of_one(contact.pk).left == {*mailings(), "all"}
    page = client.get(preferences_path(contact.pk)).content.decode()
    assert "You have left everything" in page
    token = private_token(PURPOSE, contact.pk)
    client.post(reverse("mailing_rejoin", args=[token, "all"]))
    assert wishes_of_one(contact.pk) == Wishes()


def test_whoever_left_all_and_ticks_one_has_that_one_again(
    client: Client, contact: ContactPoint
) -> None:
    client.post(leave_path(contact.pk, "all"))
    client.post(preferences_path(contact.pk), {"wanted": [TOPIC], "often": "each"})
    assert wishes_of_one(contact.pk).left == set(mailings()) - {TOPIC}


def test_a_guest_is_not_asked_about_what_only_staff_are_told(client: Client, world: World) -> None:
    guest = ContactPoint.objects.create(kind="email", value="guest@example.org")
    staff = world.hats["leader"].person.contact_points.get()
    for contact, asked in ((guest, False), (staff, True)):
        page = client.get(preferences_path(contact.pk)).content.decode()
        assert ("Work on your challenges" in page) is asked
        assert "What became of what you said" in page


def test_only_who_works_here_chooses_about_work(client: Client, world: World) -> None:
    of_work = [str(topic.label) for topic in mailings().values() if topic.for_work]
    citizen = world.citizen.contact_points.get()
    leader = world.hats["leader"].person.contact_points.get()
    former = world.ended["leader"].person.contact_points.get()
    resident = world.hats["resident"].person.contact_points.get()
    shown = {
        one: client.get(preferences_path(one.pk)).content.decode()
        for one in (citizen, leader, former, resident)
    }
    assert of_work
    for label in map(escape, of_work):
        assert label in shown[leader]
        assert not any(label in shown[one] for one in (citizen, former, resident))
    make_notice("challenge-quiet", resident, state="sent", settled_at=NOON)
    told = client.get(preferences_path(resident.pk)).content.decode()
    assert "Work on your challenges" in told and "Roles that nobody holds" not in told


def test_it_is_kept_when_somebody_left_and_came_back(contact: ContactPoint) -> None:
    leave(contact, by=Actor.guest(), topic=TOPIC)
    rejoin(contact, by=Actor.guest(), topic=TOPIC)
    pause(contact, by=Actor.guest(), now=NOON)
    events = Preference.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    assert [(one.wanted, one.pgh_context["action"]) for one in events] == [
        (False, "left a mailing"),
        (True, "joined a mailing again"),
    ]
    [rest] = Rhythm.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    assert rest.paused_until == months_after(NOON, 3)
