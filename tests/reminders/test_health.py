from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from reminders import health
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


@pytest.mark.django_db
def test_the_age_of_the_oldest_due_notice_is_told(client: Client) -> None:
    assert client.get("/health/reminders").json()["oldest_due_seconds"] == 0
    now = timezone.now()
    make_notice(due_at=now - timedelta(minutes=7))
    make_notice(due_at=now - timedelta(hours=9), not_before=now + timedelta(hours=1))
    facts = client.get("/health/reminders").json()
    assert 419 <= facts["oldest_due_seconds"] <= 425
    assert facts["due"] == 1 and facts["failed_in_a_day"] == 0
