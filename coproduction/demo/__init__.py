"""Sessions, bookings and what people said, for the demonstration place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from coproduction.demo import after, messages, sessions, voices


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Repair or make all of it."""
    sessions.seed(now, say)
    voices.seed(now, say)
    after.seed(now, say)
    messages.seed(now, say)
