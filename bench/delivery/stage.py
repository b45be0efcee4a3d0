"""What the proofs of delivery share: a sink for mail, workers of ours, and things to tell of."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from config.local.daemon import end, talk, wait_until
from config.local.folder import CHECKOUT, free_port

if TYPE_CHECKING:
    from reminders.actions.owing import Owed

KIND = "said-received"  # at once at any hour, with a private link, without an attachment


@dataclass(frozen=True)
class Mail:
    """A running sink."""

    port: int
    file: Path

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {"EMAIL_URL": self.url}

    def accepted(self) -> int:
        """How many it took so far, copies counted."""
        return self.file.read_bytes().count(b"\n")

    def copies(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(line.split(" ")[0] for line in self.file.read_text().splitlines())


@contextmanager
def sink(*how: str) -> Iterator[Mail]:
    """A mail server of this proof; `how` are its own options, such as "--drop", "0.01"."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        mail = Mail(free_port(), Path(folder) / "lines")
        mail.file.touch()
        command = [sys.executable, "-m", "bench.delivery.sink", str(mail.port), str(mail.file)]
        with subprocess.Popen([*command, *how], cwd=CHECKOUT) as process:
            try:
                there = wait_until(
                    lambda: bool(talk(mail.port, b"QUIT\r\n", until=b"221 ")), process, 30
                )
                if not there:
                    raise RuntimeError("the sink did not start")
                yield mail
            finally:
                process.terminate()


def start(
    command: Sequence[str], *, stdin: int = subprocess.DEVNULL, **environment: str
) -> subprocess.Popen[bytes]:
    """A process of ours, leader of a group of its own."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=os.environ | environment,
        start_new_session=True,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=None if os.environ.get("BENCH_LOUD") else subprocess.DEVNULL,
    )


@contextmanager
def running(command: Sequence[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Such a process until the block ends, whatever became of it meanwhile."""
    process = start(command, **environment)
    try:
        yield process
    finally:
        end([process.pid])
        process.wait()


def owed(count: int, by: str = "email") -> list[Owed]:
    """So many receipts, each to a guest of their own, for words that they told us."""
    from django.utils import timezone

    from accounts.models import ContactPoint
    from coproduction.models import Contribution
    from partnership.models import Partnership
    from reminders.actions.owing import Owed
    from tests.cast import make_world
    from tests.coproduction.booked import make_session

    partnership = Partnership.objects.first() or make_world().partnership
    now = timezone.now()
    session = make_session(partnership, slug=f"told-{now:%H%M%S%f}", starts_at=now)
    contacts = ContactPoint.objects.bulk_create(
        ContactPoint(
            kind=by,
            value=f"guest.{n}@example.org" if by == "email" else f"+447700{n:06}",
        )
        for n in range(count)
    )
    words = Contribution.objects.bulk_create(
        Contribution(
            session=session,
            words="The bus stops too early.",
            kind=Contribution.Kind.EXPERIENCE,
            provenance=Contribution.Provenance.ONLINE,
            contact=contact,
            key=uuid4(),
        )
        for contact in contacts
    )
    due_at = now - timedelta(seconds=1)
    return [
        Owed(kind=KIND, to=contact, about=said, due_at=due_at)
        for contact, said in zip(contacts, words, strict=True)
    ]


def states() -> Counter[str]:
    """How many notices are in each state."""
    from reminders.models import Notice

    return Counter(Notice.objects.values_list("state", flat=True))


def said(passed: bool) -> int:
    """Say how it ended; the status to leave with."""
    print("passed" if passed else "FAILED: below the bar", flush=True)
    return 0 if passed else 1
