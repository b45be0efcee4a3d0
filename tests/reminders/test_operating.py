from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reminders.models import TaskRun
from tests.reminders.factories import make_contact, make_notice

pytestmark = pytest.mark.django_db
PAGE = "/operator/delivery/"


@pytest.fixture
def operator(client_as: Callable[..., Client]) -> Client:
    return client_as("operator")


def test_with_nothing_at_all_it_says_what_to_start(operator: Client) -> None:
    page = operator.get(PAGE).content.decode()
    assert "The clock has never run" in page
    for words in ("Nothing is due", "Nothing failed.", "Nothing is stuck."):
        assert words in page


def test_it_says_what_waits_what_failed_and_why_and_never_to_whom(operator: Client) -> None:
    now = timezone.now()
    for minutes in (3, 1):
        make_notice(due_at=now - timedelta(minutes=minutes))
    for number in range(3):
        contact = make_contact(value=f"secret{number}@example.org")
        facts: dict[str, Any] = {"state": "failed", "settled_at": now, "why": "No such mailbox."}
        make_notice(contact=contact, **facts)
    make_notice(state="uncertain", why="Nobody knows.")
    make_notice(state="sent", settled_at=now)
    make_notice(state="sent", settled_at=now - timedelta(hours=30))
    TaskRun.objects.create(name="owe_reminders", ran_at=now, lasted_ms=41)
    page = operator.get(PAGE).content.decode()
    assert "All is well" in page and "41 ms" in page
    assert "1 message went in the last 24 hours" in page
    assert 'No such mailbox.</td><td class="number">3<' in page
    assert "secret" not in page


def test_it_raises_the_alarm_in_words(operator: Client) -> None:
    make_notice(due_at=timezone.now() - timedelta(minutes=30))
    TaskRun.objects.create(name="owe_reminders", ran_at=timezone.now() - timedelta(hours=2))
    page = operator.get(PAGE).content.decode()
    assert "Somebody should look at once" in page
    assert "due for 30 minutes" in page and "stood still for 120 minutes" in page


def test_what_is_stuck_is_repaired_at_once(operator: Client) -> None:
    long_ago = timezone.now() - timedelta(minutes=20)
    notice = make_notice(state="claimed", claimed_at=long_ago, attempts=1)
    assert "Told: taken up on" in operator.get(PAGE).content.decode()
    done = operator.post(f"{PAGE}repair/", follow=True).content.decode()
    assert "1 went back into the queue." in done and "Nothing is stuck." in done
    notice.refresh_from_db()
    assert notice.state == "owed"
    assert "Nothing had to be repaired." in operator.post(f"{PAGE}repair/", follow=True).text


def test_the_statements_do_not_grow(operator: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(25) as few:
        operator.get(PAGE)
    now = timezone.now()
    for number in range(30):
        make_notice(state="failed", settled_at=now, why=f"Reason {number}")
        make_notice(state="claimed", claimed_at=now - timedelta(hours=1))
    with django_assert_max_num_queries(len(few.captured_queries)):
        operator.get(PAGE)
