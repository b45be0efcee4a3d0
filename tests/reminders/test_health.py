from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from reminders import health, tasks
from reminders.actions.resending import send_again
from reminders.models import TaskRun
from tests.reminders.factories import make_notice


def test_a_living_process_says_so_and_asks_nobody(client: Client) -> None:
    response = client.get("/health/live")  # without the mark no database may be reached
    assert response.status_code == 200 and response.json() == {"live": True}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_all_is_ready(client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True, "database": True, "migrations_missing": 0, "cache": True, "broker": True,
    }  # fmt: skip


@pytest.mark.django_db
def test_without_cache_and_broker_pages_can_still_be_served(client: Client, settings: Any) -> None:
    settings.CACHE_URL = settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health/ready")
    assert response.status_code == 200
    facts = response.json()
    assert facts["ready"] and not facts["cache"] and not facts["broker"]


@pytest.mark.django_db
def test_without_the_database_nothing_is_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> bool:
        raise OperationalError

    monkeypatch.setattr(health, "database_answers", away)
    response = client.get("/health/ready")
    assert response.status_code == 503 and response.json()["database"] is False


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_applied", set())
    monkeypatch.setattr(
        "reminders.health.MigrationExecutor.migration_plan", lambda *_: ["one", "two"]
    )
    response = client.get("/health/ready")
    assert response.status_code == 503 and response.json()["migrations_missing"] == 2


def the_clock_ticked(at: datetime) -> None:
    TaskRun.objects.update_or_create(name=health.THE_CLOCK, defaults={"ran_at": at})


@pytest.mark.django_db
def test_the_age_of_the_oldest_due_notice_is_told(client: Client) -> None:
    the_clock_ticked(timezone.now())
    response = client.get("/health/reminders")
    assert response.status_code == 200
    assert response.json()["oldest_due_seconds"] == 0 and response.json()["alarms"] == []
    now = timezone.now()
    make_notice(due_at=now - timedelta(minutes=7))
    make_notice(due_at=now - timedelta(hours=9), not_before=now + timedelta(hours=1))
    facts = client.get("/health/reminders").json()
    assert 419 <= facts["oldest_due_seconds"] <= 425
    assert facts["due"] == 1 and facts["failed_in_a_day"] == 0


@pytest.mark.django_db
def test_a_message_that_does_not_go_sounds_the_alarm(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notice(due_at=timezone.now() - timedelta(minutes=12))
    monkeypatch.setattr(settings, "REMINDER_SOURCES", [])
    tasks.owe_reminders()
    assert caplog.text.count("delivery_alarm") == 1
    response = client.get("/health/reminders")
    assert response.status_code == 503
    assert response.json()["alarms"] == ["A message has been due for 12 minutes and has not gone."]
    tasks.deliver_due()
    assert client.get("/health/reminders").status_code == 200


@pytest.mark.django_db
def test_what_is_owed_after_its_time_sounds_no_alarm_until_it_has_waited(client: Client) -> None:
    the_clock_ticked(timezone.now())
    days_ago, now = timezone.now() - timedelta(days=4), timezone.now()
    make_notice(due_at=days_ago, owed_at=now - timedelta(minutes=2))
    facts = client.get("/health/reminders").json()
    assert facts["alarms"] == [] and 119 <= facts["oldest_due_seconds"] <= 125
    make_notice(due_at=now - timedelta(minutes=12))
    [alarm] = client.get("/health/reminders").json()["alarms"]
    assert "for 12 minutes" in alarm


@pytest.mark.django_db
def test_a_message_sent_again_waits_from_now_on(client: Client) -> None:
    the_clock_ticked(timezone.now())
    long_ago = timezone.now() - timedelta(days=2)
    sent = make_notice(due_at=long_ago, state="sent", settled_at=long_ago)
    again = send_again(sent, by=Actor.for_job("test"), now=timezone.now())
    assert again.state == "owed" and client.get("/health/reminders").json()["alarms"] == []


@pytest.mark.django_db
def test_a_clock_that_stands_still_sounds_the_alarm(client: Client) -> None:
    response = client.get("/health/reminders")
    assert (response.status_code, response.json()["alarms"]) == (503, ["The clock has never run."])
    the_clock_ticked(timezone.now() - timedelta(minutes=9))
    assert client.get("/health/reminders").status_code == 200
    the_clock_ticked(timezone.now() - timedelta(minutes=11))
    response = client.get("/health/reminders")
    assert response.json()["alarms"] == ["The clock has stood still for 11 minutes."]


@pytest.mark.django_db
def test_each_task_notes_when_it_ran_and_what_stopped_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise OperationalError

    for _each in range(2):
        tasks.deliver_due()
    assert TaskRun.objects.get(name="deliver_due").failed == ""
    monkeypatch.setattr("reminders.actions.delivering.deliver_due", broken)
    with pytest.raises(OperationalError):
        tasks.deliver_due()
    assert TaskRun.objects.get(name="deliver_due").failed == "OperationalError"
