"""What runs on a clock. A task only wakes what is written in the database."""

from __future__ import annotations

from celery import shared_task

from partnership.actions.taking_in import take_in_due
from reminders.clock import DatabaseClock


@shared_task  # type: ignore[untyped-decorator]
def take_in_tables() -> None:
    """Take in tables that were confirmed, and those whose worker died in the middle."""
    take_in_due(clock=DatabaseClock())
