from __future__ import annotations

from collections.abc import Callable
from datetime import datetime


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Nothing yet."""
