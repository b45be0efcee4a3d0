"""A real worker and a real mail server for journeys: what is owed arrives, or the journey fails."""

from __future__ import annotations

import mailbox
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from config.celery import app
from config.local.daemon import end, talk, wait_until
from config.local.folder import CHECKOUT, free_port
from reminders.actions.delivering import deliver_due
from reminders.hours import next_decent
from reminders.models import Notice
from tests.template import database_url

PATIENCE = 30.0  # seconds; a message that is owed arrives well within it


class Delivered:
    """What the mail server was given."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder

    def messages(self) -> list[Message]:
        """Return every message so far, oldest first."""
        box = mailbox.Maildir(self.folder)
        return [box[key] for key in sorted(box.keys())]

    def to(self, address: str, *, subject: str = "") -> Message:
        """Wait for a message to that address, whose subject has those words, and return it."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            for message in self.messages():
                if address in str(message["X-Envelope-To"]) and subject in str(message["Subject"]):
                    return message
            app.send_task("reminders.tasks.deliver_due")  # as the clock does each minute
            time.sleep(0.5)
        heard = [f"{message['To']}: {message['Subject']}" for message in self.messages()]
        raise AssertionError(f"nothing came to {address} about {subject!r}, only {heard}")

    def forget(self) -> None:
        """Throw away all messages."""
        mailbox.Maildir(self.folder).clear()


def let_the_morning_come() -> None:
    """Deliver what waits for a decent hour, at whatever hour this test is run."""
    limit = time.monotonic() + PATIENCE
    unseen = Notice.objects.filter(state__in=["owed", "claimed"], not_before__isnull=True)
    while unseen.exists() and time.monotonic() < limit:
        app.send_task("reminders.tasks.deliver_due")
        time.sleep(0.2)
    morning = next_decent(timezone.now())
    deliver_due(clock=lambda: morning)


QUEUE = "celery"  # the only one that there is


@pytest.fixture(scope="session")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivered]:
    """A mail server of this test run."""
    folder = tmp_path_factory.mktemp("delivered") / "mail"
    port = free_port()
    command = [sys.executable, "-m", "config.local.mailcatcher", str(port), str(folder)]
    with subprocess.Popen(command, cwd=CHECKOUT) as process:
        try:
            assert wait_until(lambda: bool(talk(port, b"QUIT\r\n", until=b"221 ")), process, 30)
            yield Delivered(port, folder)
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def worker(
    django_db_setup: None, mail_server: Delivered, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A Celery worker on the test database, the real broker and the mail server; yields its log."""
    log = tmp_path_factory.mktemp("worker") / "log"
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--loglevel", "INFO", "--without-gossip", "--without-mingle"],
            cwd=CHECKOUT,
            env=os.environ
            | {
                "DATABASE_URL": database_url(
                    connection.settings_dict, connection.settings_dict["NAME"]
                ),
                "REDIS_URL": django_settings.REDIS_URL,
                "CACHE_REDIS_URL": django_settings.CACHES["default"]["LOCATION"],
                "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
            },
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        assert wait_until(lambda: " ready." in log.read_text(), process, 60), log.read_text()
        yield log
    finally:
        end([process.pid])
        process.wait()


@pytest.fixture
def delivered(settings: Any, mail_server: Delivered, worker: Path) -> Iterator[Delivered]:
    """What is sent during this test, by the worker or by the web, over SMTP.

    The worker outlives the test, so it is told to listen no more: what other tests wake it for is
    theirs to do.
    """
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    app.control.purge()
    app.control.add_consumer(QUEUE, reply=True)
    mail_server.forget()
    yield mail_server
    app.control.cancel_consumer(QUEUE, reply=True)
