from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.links import private_token
from accounts.models import ContactPoint
from reminders.actions.delivering import deliver_due
from reminders.kinds import mailings
from reminders.links import PURPOSE, leave_path, preferences_path
from reminders.models import Preference
from tests.reminders.factories import NOON, make_contact, make_notice

pytestmark = pytest.mark.django_db
TOPIC = "quiet-challenges"


@pytest.fixture
def contact() -> ContactPoint:
    return make_contact()


def test_a_hundred_looks_of_a_scanner_change_nothing(client: Client, contact: ContactPoint) -> None:
    for _ in range(100):
        assert client.get(leave_path(contact.pk, TOPIC)).status_code == 302
        assert client.head(leave_path(contact.pk, TOPIC)).status_code == 302
        assert client.get(preferences_path(contact.pk)).status_code == 200
    assert not Preference.objects.exists()


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
    client.post(page, {})
    assert Preference.objects.has_left(contact.pk, TOPIC)
    assert b"checked" not in client.get(page).content
    saved = client.post(page, {"wanted": [TOPIC]}, follow=True)
    assert b"Saved." in saved.content
    assert not Preference.objects.has_left(contact.pk, TOPIC)


def test_the_page_of_preferences_is_guarded_against_forged_posts(contact: ContactPoint) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(preferences_path(contact.pk), {}).status_code == 403


def test_a_topic_that_nobody_knows_is_refused_with_the_page(
    client: Client, contact: ContactPoint
) -> None:
    response = client.post(preferences_path(contact.pk), {"wanted": ["bookings"]})
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
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        client.get(preferences_path(contact.pk))
