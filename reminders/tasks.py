"""What runs on a clock. The database is the queue: a task only wakes what is written there.

No task takes an argument, and each may run at any time, any number of times, side by side.
"""

from __future__ import annotations

import time
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from celery import shared_task
from celery.app import app_or_default
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from reminders.actions import claiming, delivering, gathering, resolving
from reminders.actions.owing import owe
from reminders.actions.timing import noted
from reminders.clock import DatabaseClock
from reminders.health import alarms

log = structlog.get_logger(__name__)

# A page must not wait for a broker that is away. Kombu retries for ever unless it is told not to,
# and redis-py retries by itself besides (measured, 2026).
IMPATIENT = {
    "socket_connect_timeout": 0.4,
    "socket_timeout": 0.4,
    "retry_on_timeout": False,
    "max_retries": 0,
}
# After a failure the broker is left alone for a while: the clock wakes delivery anyway.
QUIET_SECONDS = 15.0
_quiet_until = 0.0


@shared_task  # type: ignore[untyped-decorator]
def owe_reminders() -> None:
    """Ask every source what is owed as of now, and write it down. Owing twice is harmless."""
    clock = DatabaseClock()
    now = clock()
    with noted("owe_reminders"):
        for source in settings.REMINDER_SOURCES:
            try:
                owe(import_string(source)(now))
            except Exception as error:
                log.error("source_failed", source=source, error=type(error).__name__)
        claiming.sweep(now=now)
        gathering.follow_digests(now)
        resolving.resolve_uncertain(now=now)
        resolving.lapse(now=now)
        resolving.drop_what_is_over(now=now)
    if reasons := alarms(clock()):
        log.error("delivery_alarm", reasons=reasons)


@shared_task  # type: ignore[untyped-decorator]
def deliver_due() -> None:
    """Send what is due, until nothing is or the time of a task is nearly up."""
    with noted("deliver_due"):
        delivering.deliver_due(clock=DatabaseClock())


@shared_task  # type: ignore[untyped-decorator]
def forget() -> None:
    """Let each app forget what must not be kept."""
    now: datetime = timezone.now()
    with noted("forget"):
        for path in settings.RETENTION:
            try:
                gone = import_string(path)(now)
                log.info("forgotten", what=path, rows=gone)
            except Exception as error:
                log.error("forgetting_failed", what=path, error=type(error).__name__)


def wake(task: Any = deliver_due) -> None:
    """Have what is due delivered once this transaction is committed. Never raises.

    When the broker is away the rows wait for the clock, at most a minute after its return. Another
    `task` that looks after rows of its own may be woken as well.
    """
    transaction.on_commit(partial(_poke, task), robust=True)


def _poke(task: Any) -> None:
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        _publish(task)
    except Exception as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        log.warning("broker_away", error=type(error).__name__)


def _publish(task: Any) -> None:
    app = app_or_default()
    with app.connection_for_write(transport_options=IMPATIENT) as connection:
        task.apply_async(connection=connection, retry=False, expires=60)
