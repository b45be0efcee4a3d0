"""Acts set off together, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections


def at_once(count: int, work: Callable[[], object]) -> None:
    """Do this so many times at one moment, and wait for all."""
    ready = threading.Barrier(count)

    def run() -> None:
        try:
            ready.wait(20)
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
