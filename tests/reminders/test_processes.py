"""Delivery as it runs: processes that die, several at once, a broker that is away, real SMTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from config.celery import app
from config.local.folder import CHECKOUT
from reminders import tasks
from reminders.actions.claiming import CLAIM_LASTS, claim, sweep
from reminders.actions.delivering import deliver_due
from reminders.models import Notice
from tests.journeys.delivery import Delivered
from tests.races import at_once
from tests.reminders.factories import make_contact, make_notice
from tests.template import database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _broker_not_known_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_quiet_until", 0.0)


def owe_many(count: int) -> None:
    for number in range(count):
        make_notice(due_at=timezone.now() - timedelta(seconds=count - number))


def test_two_deliverers_at_once_send_each_once() -> None:
    owe_many(150)
    at_once(3, lambda: deliver_due(clock=timezone.now))
    assert Notice.objects.filter(state="sent").count() == 150
    sent = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(sent) == len(set(sent)) == 150


def test_without_skipping_what_is_locked_the_same_would_be_sent_twice() -> None:
    """The control: two who read before either writes hold the same rows."""
    owe_many(3)
    both = threading.Barrier(2)
    held: list[list[int]] = []

    def careless() -> None:
        due = list(Notice.objects.due(timezone.now()).values_list("pk", flat=True))
        both.wait(10)
        held.append(due)

    at_once(2, careless)
    assert held[0] == held[1] and len(held[0]) == 3


def test_one_deliverer_passes_over_what_another_has_locked() -> None:
    owe_many(2)
    first = Notice.objects.order_by("pk").first()
    assert first is not None
    taken: list[Notice] = []
    with transaction.atomic():
        Notice.objects.select_for_update().get(pk=first.pk)
        at_once(1, lambda: taken.extend(claim(now=timezone.now())))
    assert len(taken) == 1 and taken[0].pk != first.pk


@contextmanager
def deliverer(server: Delivered, code: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that delivers from the test database over real SMTP."""
    known = connection.settings_dict
    process = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": database_url(known, known["NAME"]),
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


DIES_BEFORE_STAMPING = """
import os, signal
from django.conf import settings
settings.NOTICE_KINDS = ["tests.reminders.kinds.KINDS"]
from django.utils import timezone
from reminders.actions import delivering, settling
settling.stamp_sent = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
delivering.deliver_due(clock=timezone.now)
"""


def test_a_kill_between_sending_and_stamping_repeats_with_the_same_message_id(
    mail_server: Delivered, settings: Any
) -> None:
    mail_server.forget()
    notice = make_notice(due_at=timezone.now())
    with deliverer(mail_server, DIES_BEFORE_STAMPING) as dying:
        said, _ = dying.communicate(timeout=120)
        assert dying.returncode == -signal.SIGKILL, said
    notice.refresh_from_db()
    assert notice.state == "claimed"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    assert sweep(now=timezone.now() + CLAIM_LASTS) == 1
    deliver_due(clock=timezone.now)
    notice.refresh_from_db()
    assert notice.state == "sent"
    twice = [str(message["Message-ID"]).strip() for message in mail_server.messages()]
    assert len(twice) == 2 and set(twice) == {f"<{notice.key}@localhost>"}


@contextmanager
def black_hole() -> Iterator[int]:
    """A port that takes connections and never says a word; its queue is full, so some hang."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for one in waiting:
            one.close()


def test_a_refused_or_black_holed_broker_holds_up_nobody(settings: Any) -> None:
    with black_hole() as hole:
        for port in (1, hole):
            with broker_at(f"redis://127.0.0.1:{port}/0"):
                for _ in range(3):
                    began = time.monotonic()
                    with transaction.atomic():
                        tasks.wake()
                    assert time.monotonic() - began < 5  # a second, on a machine at rest
                assert tasks._quiet_until > 0
                tasks._quiet_until = 0.0


@contextmanager
def broker_at(url: str) -> Iterator[None]:
    known = app.conf.broker_url
    app.conf.broker_url = url
    try:
        yield
    finally:
        app.conf.broker_url = known


def test_while_the_broker_is_away_pages_work_and_the_mail_comes_later(client: Client) -> None:
    with broker_at("redis://127.0.0.1:1/0"):
        with transaction.atomic():
            notice = make_notice(due_at=timezone.now())
            tasks.wake()
        assert client.get("/health/ready").status_code == 200
    assert mail.outbox == []
    tasks.deliver_due()  # as the clock does each minute after its return
    notice.refresh_from_db()
    assert notice.state == "sent" and len(mail.outbox) == 1


def test_a_transaction_that_fails_wakes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[bool] = []
    monkeypatch.setattr(tasks, "_publish", lambda task: woken.append(True))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tasks.wake()
        raise ZeroDivisionError
    assert woken == []
    with transaction.atomic():
        tasks.wake()
        assert woken == []
    assert woken == [True]


def test_every_task_run_three_times_has_the_effect_of_one() -> None:
    notice = make_notice(due_at=timezone.now())
    old = make_notice(contact=make_contact(), due_at=timezone.now() - timedelta(days=900))
    Notice.objects.filter(pk=old.pk).update(
        state="sent", settled_at=timezone.now() - timedelta(days=900)
    )
    for _ in range(3):
        tasks.owe_reminders()
        tasks.deliver_due()
        tasks.forget()
    assert len(mail.outbox) == 1
    assert list(Notice.objects.all()) == [notice]


def test_the_worker_delivers_over_smtp_what_was_owed(delivered: Delivered) -> None:
    """All is real: broker, Celery worker, SMTP. The kind is unknown to it, and it says so."""
    notice = make_notice("unknown-to-the-worker", due_at=timezone.now())
    with transaction.atomic():
        tasks.wake()
    limit = time.monotonic() + 60
    while notice.state in ("owed", "claimed") and time.monotonic() < limit:
        time.sleep(0.2)
        notice.refresh_from_db()
    assert notice.state == "failed" and "kind" in notice.why
