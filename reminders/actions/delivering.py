"""To deliver what is due."""

from collections.abc import Callable
from datetime import datetime


def deliver_due(*, clock: Callable[[], datetime]) -> int:
    """Send what is due; return how many were settled."""
    return 0


def sweep(*, now: datetime) -> int:
    """Owe again what was claimed by a worker that died; return how many."""
    return 0
