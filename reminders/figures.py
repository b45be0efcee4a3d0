"""How delivery does, in figures for operators: counts alone, never what was said to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncHour

from accounts.models import ContactPoint
from reminders.actions.claiming import CLAIM_LASTS
from reminders.health import CLOCK_STANDS_STILL, MANY, THE_CLOCK
from reminders.models import Notice, TaskRun

State = Notice.State
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Hour:
    """How many went in one hour."""

    starts_at: datetime
    sent: int


def sent_by_hour(now: datetime) -> list[Hour]:
    """The last 24 hours, the one that has just begun last."""
    latest = now.replace(minute=0, second=0, microsecond=0)
    first = latest - 23 * HOUR
    rows = (
        Notice.objects.filter(state=State.SENT, settled_at__gte=first)
        .values_list(TruncHour("settled_at"))
        .annotate(Count("pk"))
    )
    sent = dict(rows)
    return [Hour(at, sent.get(at, 0)) for at in (first + step * HOUR for step in range(24))]


def by_channel(now: datetime) -> list[dict[str, object]]:
    """What went and what failed in a day, for each way."""
    rows = (
        Notice.objects.filter(settled_at__gte=now - DAY)
        .values("contact__kind")
        .annotate(
            sent=Count("pk", filter=Q(state=State.SENT)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
            skipped=Count("pk", filter=Q(state=State.SKIPPED)),
        )
    )
    found = {row["contact__kind"]: row for row in rows}
    none = {"sent": 0, "failed": 0, "skipped": 0}
    return [
        {"label": kind.label, **none, **found.get(kind.value, {})} for kind in ContactPoint.Kind
    ]


def why_failed(now: datetime) -> Sequence[dict[str, object]]:
    """The reasons of a day's failures, the most frequent first."""
    failed = Notice.objects.filter(state=State.FAILED, settled_at__gte=now - DAY)
    return list(failed.values("why").annotate(count=Count("pk")).order_by("-count", "why")[:SHOWN])


def waiting_for_others() -> dict[str, int]:
    """What waits for a digest, for a person to find out, or for a person to tell."""
    states = (State.HELD, State.UNCERTAIN, State.TO_CALL)
    return {state.value: Notice.objects.filter(state=state)[:MANY].count() for state in states}


def stuck(now: datetime) -> list[Notice]:
    """Claims of deliverers that died: the sweeper gives them back."""
    dead = Notice.objects.filter(state=State.CLAIMED, claimed_at__lt=now - CLAIM_LASTS)
    return list(dead.order_by("claimed_at")[:SHOWN])


def ticks(now: datetime) -> tuple[list[TaskRun], str]:
    """When each task of the clock last ran, and in words what is wrong with the clock, if it is."""
    runs = list(TaskRun.objects.order_by("name")[:SHOWN])
    last = next((run.ran_at for run in runs if run.name == THE_CLOCK), None)
    if last is None:
        return runs, "The clock has never run: start beat, and a worker."
    if now - last > CLOCK_STANDS_STILL:
        return runs, "The clock stands still: is beat running, and a worker, and Redis?"
    return runs, ""
