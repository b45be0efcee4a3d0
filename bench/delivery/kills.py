"""Reminders sent while the workers are killed again and again.

    python -m config.local exec -- python -m bench.delivery.kills [NOTICES] [KILLS]

A Celery worker with two processes delivers over SMTP. At random moments its whole group is killed
(SIGKILL) and another is started. The bar: none lost; every repeat bears the Message-ID of the
first, and there are at most as many repeats as kills × processes.

What a killed worker had claimed is owed again after three minutes. The proof does not wait for
them: when nothing but such claims is left, it lets the clock jump.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bench.delivery.stage import owed, running, said, sink, start, states
from bench.server import scratch_database

NOTICES = 10_000
KILLS = 20
PROCESSES = 2
PATIENCE = 60.0  # seconds without anything happening
WORKER = [
    *("-m", "celery", "-A", "config", "worker", "--concurrency", str(PROCESSES)),
    *("--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"),
]


class Gateway(Protocol):
    """What takes the messages: how workers are told of it, and how many it took."""

    @property
    def environment(self) -> dict[str, str]: ...

    def accepted(self) -> int: ...


@dataclass(frozen=True)
class Workers:
    """How a group of workers is started, and how it is told that something is due."""

    command: Sequence[str]
    poke: Callable[[], None]


@dataclass(frozen=True)
class Outcome:
    """What came of it. `repeats` counts every copy after the first."""

    notices: int
    kills: int
    arrived: int
    repeats: int
    unknown: int
    states: dict[str, int]

    @property
    def is_right(self) -> bool:
        complete = self.arrived == self.notices and self.states == {"sent": self.notices}
        return complete and not self.unknown and self.repeats <= self.kills * PROCESSES

    def __str__(self) -> str:
        return (
            f"{self.notices} notices, {self.kills} kills: {self.arrived} arrived, "
            f"{self.repeats} repeats (at most {self.kills * PROCESSES}), "
            f"{self.unknown} under another Message-ID; {self.states}"
        )


def poke() -> None:
    """As the clock does each minute."""
    from config.celery import app

    for _process in range(PROCESSES):
        app.send_task("reminders.tasks.deliver_due", expires=60)


def kill(worker: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def send_and_kill(gateway: Gateway, notices: int, kills: int, how: Workers) -> None:
    """Kill a worker each time that another share of the notices has been sent."""
    share = notices / (kills + 1)
    for number in range(1, kills + 1):
        if not states()["owed"]:
            release_what_the_dead_claimed()  # else the next kill would hit an idle worker
        worker = start(how.command, **gateway.environment)
        goal = gateway.accepted() + random.uniform(0.2, 1.0) * share
        limit = time.monotonic() + PATIENCE
        while gateway.accepted() < goal and time.monotonic() < limit and states()["owed"]:
            how.poke()
            time.sleep(random.uniform(0.02, 0.3))
        kill(worker)
        print(f"kill {number}: {gateway.accepted()} accepted, {dict(states())}", flush=True)


def release_what_the_dead_claimed() -> None:
    """Sweep as three minutes later: nobody waits that long here."""
    from django.utils import timezone

    from reminders.actions.claiming import CLAIM_LASTS, sweep

    sweep(now=timezone.now() + CLAIM_LASTS * 2)


def finish(gateway: Gateway, how: Workers) -> None:
    """Let a last worker send the rest."""
    release_what_the_dead_claimed()
    with running(how.command, **gateway.environment):
        before, limit = -1, time.monotonic() + PATIENCE
        while states().keys() & {"owed", "claimed"} and time.monotonic() < limit:
            how.poke()
            time.sleep(0.5)
            if gateway.accepted() != before:
                before, limit = gateway.accepted(), time.monotonic() + PATIENCE


def prove(notices: int, kills: int, *how: str, workers: Workers | None = None) -> Outcome:
    """Owe, send, kill, and count; `how` are options of the sink."""
    workers = workers or Workers(WORKER, poke)
    from reminders.actions.owing import owe
    from reminders.models import Notice

    owe(owed(notices))
    with sink(*how) as mail:
        send_and_kill(mail, notices, kills, workers)
        finish(mail, workers)
        copies = mail.copies()
    known = {f"{key}@localhost" for key in Notice.objects.values_list("key", flat=True)}
    return Outcome(
        notices=notices,
        kills=kills,
        arrived=len(copies.keys() & known),
        repeats=sum(copies.values()) - len(copies),
        unknown=len(copies.keys() - known),
        states=dict(states()),
    )


def main(notices: int, kills: int) -> int:
    with scratch_database():
        outcome = prove(notices, kills)
    print(outcome)
    return said(outcome.is_right)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(given or [NOTICES, KILLS])))
