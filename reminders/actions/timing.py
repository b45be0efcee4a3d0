"""To note when a task of the clock ran, so that a clock that stands still is seen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from reminders.models import TaskRun


@contextmanager
def noted(name: str) -> Iterator[None]:
    """Note when it began, how long it took, and what stopped it, if anything did."""
    ran_at, began, failed = timezone.now(), time.monotonic(), ""
    try:
        yield
    except Exception as error:
        failed = type(error).__name__
        raise
    finally:
        lasted = int((time.monotonic() - began) * 1000)
        TaskRun.objects.update_or_create(
            name=name, defaults={"ran_at": ran_at, "lasted_ms": lasted, "failed": failed[:100]}
        )
