"""The proofs of `bench/delivery` in a reduced form: real processes, killed for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.delivery import kills, texts, web
from bench.delivery.stage import owed, sink
from reminders.actions.claiming import BATCH, claim
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import owe
from reminders.clock import DatabaseClock
from reminders.models import Notice
from tests.template import database_url

pytestmark = pytest.mark.django_db(transaction=True)

# Each of the two processes of a worker, without Celery: it asks for what is due, again and again.
DELIVERS = """
import os, time, django
os.fork()
django.setup()
from reminders.actions.delivering import deliver_due
from reminders.clock import DatabaseClock
while True:
    deliver_due(clock=DatabaseClock())
    time.sleep(0.1)
"""


TWO = kills.Workers(["-c", DELIVERS], poke=lambda: None)


@pytest.fixture(autouse=True)
def processes_of_ours_use_this_database(monkeypatch: pytest.MonkeyPatch) -> str:
    known = connection.settings_dict
    url = database_url(known, known["NAME"])
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    return url


def test_workers_that_are_killed_lose_nothing_and_repeat_under_the_same_key() -> None:
    outcome = kills.prove(150, 2, workers=TWO)
    assert outcome.is_right, outcome


@pytest.mark.parametrize("forgets", [False, True])
def test_no_text_goes_twice_and_what_nobody_knows_of_is_flagged(forgets: bool) -> None:
    assert texts.prove(60, 2, forgets=forgets, workers=TWO)


@pytest.mark.parametrize("how", [("--drop", "0.3"), ("--refuse", "0.3"), ("--delay", "0.02")])
def test_a_mail_server_that_fails_or_dawdles_gets_each_in_the_end_under_its_key(
    settings: Any, how: tuple[str, str]
) -> None:
    owe(owed(30))
    now = timezone.now()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with sink(*how) as mail:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
        for minute in (0, 1, 6, 21, 81, 321):
            deliver_due(clock=lambda at=now + timedelta(minutes=minute): at)
        copies = mail.copies()
    known = {f"{key}@localhost" for key in Notice.objects.values_list("key", flat=True)}
    ended = set(Notice.objects.values_list("state", flat=True))
    assert copies.keys() <= known
    assert ended <= {"sent", "failed"}
    assert Notice.objects.filter(state="sent").count() <= len(copies)
    if how[0] == "--delay":
        assert set(copies.values()) == {1}


def test_a_web_server_that_is_killed_leaves_no_booking_without_its_notice(
    processes_of_ours_use_this_database: str,
) -> None:
    assert web.prove(processes_of_ours_use_this_database, 3)


def test_owing_and_claiming_take_a_few_statements_however_many_there_are() -> None:
    due = owed(3_000)
    with CaptureQueriesContext(connection) as seen:
        owe(due)
    inserts = [query for query in seen if "INSERT" in query["sql"]]
    assert len(inserts) == 3
    assert Notice.objects.count() == 3_000
    with CaptureQueriesContext(connection) as seen:
        assert len(claim(now=timezone.now())) == BATCH
    assert len(seen) <= 5  # with its BEGIN and COMMIT


def test_a_clock_that_jumps_changes_nothing_for_who_claims_and_who_sweeps() -> None:
    clock = DatabaseClock()
    before = clock()
    for days in (-400, 400):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert timedelta() <= clock() - before < timedelta(minutes=5)
            assert timedelta() <= DatabaseClock()() - before < timedelta(minutes=5)
