"""How delivery and what it stands on are doing, for whoever watches over the running system."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reminders.models import Notice, TaskRun

SECONDS = 0.5  # a probe must answer soon, whatever is away
_applied: set[bool] = set()  # once all are there, no probe need read every file again
# Delivery works while what is due goes within two minutes and the clock ticks every three.
OLDEST_DUE_AT_MOST = timedelta(minutes=10)
CLOCK_STANDS_STILL = timedelta(minutes=10)
THE_CLOCK = "owe_reminders"  # the task that nothing but the clock runs
MANY = 10_000  # counted no further, so that a full queue does not make the probe slow


def database_answers() -> bool:
    """Whether a statement reaches the database. Raises what the database raises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def unapplied_migrations() -> int:
    """How many migrations of this code the database does not have yet."""
    if _applied:
        return 0
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        _applied.add(True)
    return missing


def redis_answers(url: str) -> bool:
    """Whether the server behind an address answers within half a second."""
    try:
        return bool(_client(url).ping())
    except redis.RedisError:
        return False


@cache
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS, retry=None
    )


def cache_answers() -> bool:
    return redis_answers(settings.CACHE_URL)


def broker_answers() -> bool:
    return redis_answers(settings.REDIS_URL)


def delivery_figures(now: datetime) -> dict[str, int]:
    """The age of the oldest due notice in seconds, and how many there are of what matters."""
    due = Notice.objects.due(now)
    oldest = _longest_due(now)
    failed = Notice.objects.filter(
        state=Notice.State.FAILED, settled_at__gte=now - timedelta(days=1)
    )
    claimed = Notice.objects.filter(state=Notice.State.CLAIMED)
    return {
        "oldest_due_seconds": int(_waited(oldest, now).total_seconds()) if oldest else 0,
        "due": due.order_by()[:MANY].count(),
        "being_sent": claimed[:MANY].count(),
        "failed_in_a_day": failed[:MANY].count(),
    }


def _longest_due(now: datetime) -> Notice | None:
    """One that has waited too long, or else the longest due."""
    long_ago = now - OLDEST_DUE_AT_MOST
    late = Notice.objects.due(long_ago).filter(owed_at__lte=long_ago).first()
    return late or Notice.objects.due(now).first()


def _waited(notice: Notice, now: datetime) -> timedelta:
    """Since it could go: what is first owed after its time, as to whoever asks late, waits from
    then."""
    return now - max(notice.waits_until, notice.owed_at)


def alarms(now: datetime) -> list[str]:
    """Why somebody should look at once; empty while all is well."""
    reasons = []
    oldest = _longest_due(now)
    if oldest and _waited(oldest, now) > OLDEST_DUE_AT_MOST:
        late = int(_waited(oldest, now).total_seconds() // 60)
        reasons.append(f"A message has been due for {late} minutes and has not gone.")
    ticked = TaskRun.objects.filter(name=THE_CLOCK).first()
    if ticked is None:
        reasons.append("The clock has never run.")
    elif now - ticked.ran_at > CLOCK_STANDS_STILL:
        still = int((now - ticked.ran_at).total_seconds() // 60)
        reasons.append(f"The clock has stood still for {still} minutes.")
    return reasons
