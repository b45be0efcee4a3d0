"""No text goes twice, whenever its sender is killed. Processes, database and gateway are real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from config.local.folder import CHECKOUT
from reminders.actions.claiming import CLAIM_LASTS, sweep
from reminders.actions.resolving import resolve_uncertain
from reminders.models import Notice
from tests.reminders.factories import make_contact, make_notice
from tests.reminders.gateways import NOTIFY_KEY, TEMPLATES, NotifyStub
from tests.template import database_url

pytestmark = pytest.mark.django_db(transaction=True)

DELIVERS = """
import django; django.setup()
from django.conf import settings
settings.NOTICE_KINDS = ["tests.reminders.kinds.KINDS"]
from django.utils import timezone
from reminders.actions import delivering, settling
from reminders.channels import notify
import os, signal
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
{dies}
delivering.deliver_due(clock=timezone.now)
"""
BEFORE_IT_LEAVES = "notify.NotifyLine._handed_over = die"
BEFORE_THE_STAMP = "settling.stamp_sent = die"


def deliverer(gateway: NotifyStub, dies: str = "") -> subprocess.Popen[bytes]:
    known = connection.settings_dict
    return subprocess.Popen(
        [sys.executable, "-c", DELIVERS.format(dies=dies)],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": database_url(known, known["NAME"]),
            "NOTIFY_API_KEY": NOTIFY_KEY,
            "NOTIFY_URL": gateway.url,
            "NOTIFY_TEXT_TEMPLATE": TEMPLATES["phone"],
        },
    )


def texts(count: int) -> None:
    for number in range(count):
        contact = make_contact("phone", f"+4477009{number:05}")
        make_notice(contact=contact, due_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def gateway(settings: object) -> NotifyStub:
    stub = NotifyStub()
    settings.NOTIFY_API_KEY = NOTIFY_KEY  # type: ignore[attr-defined]
    settings.NOTIFY_TEMPLATES = TEMPLATES  # type: ignore[attr-defined]
    return stub


@pytest.mark.parametrize(
    ("dies", "gone", "state"), [(BEFORE_IT_LEAVES, 0, "uncertain"), (BEFORE_THE_STAMP, 1, "sent")]
)
def test_a_sender_killed_around_the_handing_over_sends_no_text_twice(
    gateway: NotifyStub, settings: object, dies: str, gone: int, state: str
) -> None:
    texts(1)
    with gateway:
        settings.NOTIFY_URL = gateway.url  # type: ignore[attr-defined]
        process = deliverer(gateway, dies)
        assert process.wait(120) == -signal.SIGKILL
        later = timezone.now() + CLAIM_LASTS
        sweep(now=later)
        resolve_uncertain(now=later)
        assert deliverer(gateway).wait(120) == 0
        assert Notice.objects.get().state == state
        assert len(gateway.taken) == gone


def test_senders_killed_at_any_moment_send_no_text_twice_and_none_is_lost_from_sight(
    gateway: NotifyStub, settings: object
) -> None:
    texts(60)
    gateway.seconds = 0.02
    with gateway:
        settings.NOTIFY_URL = gateway.url  # type: ignore[attr-defined]
        for kills in range(3):
            process = deliverer(gateway)
            before = len(gateway.taken)
            limit = time.monotonic() + 60
            while len(gateway.taken) < before + 5 + kills and time.monotonic() < limit:
                time.sleep(0.003)
            process.kill()
            process.wait()
            sweep(now=timezone.now() + CLAIM_LASTS)
        assert deliverer(gateway).wait(120) == 0
        resolve_uncertain(now=timezone.now())
    taken = Counter(gateway.references())
    assert set(taken.values()) == {1}
    for notice in Notice.objects.all():
        expected = "sent" if str(notice.key) in taken else "uncertain"
        assert notice.state == expected
    assert Notice.objects.filter(state="uncertain").count() <= 3  # one to a kill
