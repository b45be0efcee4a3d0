"""One clock for all who deliver: the database's, read once and then carried on.

Clocks of hosts differ, and jump. A claim that one host dates and another judges must be dated by a
clock that both share.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import connection


class DatabaseClock:
    """Tells the database's time from when it was made on, whatever this host's clock does."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            [self._then] = cursor.fetchone()
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        now: datetime = self._then + timedelta(seconds=time.monotonic() - self._began)
        return now
