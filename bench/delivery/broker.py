"""Reminders and pages while the broker is killed, wiped, refusing, and silent.

    python -m config.local exec -- python -m bench.delivery.broker [NOTICES] [SECONDS_AWAY]

A worker, two beats and a web server of ours reach a Redis protocol server of this proof through a
gate that can be open, refuse, or take connections and never say a word (a black hole). Three times
the server is killed with all that it held; in between pages are asked for and places are booked.
The bar: no page fails, however long it is away; nothing is lost and nothing sent twice; all is
sent within five minutes of its last return, and no hand is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.delivery.kills import WORKER
from bench.delivery.stage import owed, running, said, sink, states
from bench.server import Server, scratch_database, serving
from config.local.daemon import talk, wait_until
from config.local.folder import free_port
from config.local.valkey import binary

NOTICES = 3_000
AWAY = 600.0
RETURN = 300.0  # seconds within which all must be sent
PAGES = ["/", "/sessions/", "/places/", "/health/live", "/health/ready", "/accounts/login/"]


class Broker:
    """A server that keeps nothing: to kill it is to wipe it."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = ["--port", str(self.port), "--save", "", "--appendonly", "no"]
        command = [str(binary()), *settings, "--bind", "127.0.0.1", "--databases", "4"]
        with Path("/dev/null").open("wb") as nowhere:
            self._process = subprocess.Popen(command, stdout=nowhere, cwd=tempfile.gettempdir())
        asked = b"PING\r\n"
        if not wait_until(
            lambda: b"PONG" in talk(self.port, asked, until=b"PONG"), self._process, 30
        ):
            raise RuntimeError("the broker did not start")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Gate:
    """A port in front of the broker that can be shut in two ways."""

    def __init__(self, inner: int) -> None:
        self.inner, self.port = inner, free_port()
        self.mode = "open"
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        self._loop.create_task(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        self._loop.run_forever()

    def turn(self, mode: str) -> None:
        """Be "open", "refuse", or a "black hole"; what was open before is cut."""
        self.mode = mode
        self._loop.call_soon_threadsafe(self._cut)

    def _cut(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            if self.mode == "open":
                await self._carry(reader, writer)
            elif self.mode == "black hole":
                while await reader.read(4096):
                    pass
        except OSError:
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far, there = await asyncio.open_connection("127.0.0.1", self.inner)
        self._open.add(there)
        await asyncio.gather(_pour(reader, there), _pour(far, writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while part := await reader.read(65_536):
            writer.write(part)
            await writer.drain()
    writer.close()


@dataclass
class Pages:
    """What the web answered meanwhile."""

    asked: int = 0
    failed: int = 0
    slowest: float = 0.0

    def ask(self, server: Server) -> None:
        """Each page once, and one place booked."""
        from bench.bookings.__main__ import browser, new_session
        from bench.bookings.at_once import send_at_once

        for page in PAGES:
            began = time.monotonic()
            try:
                with urllib.request.urlopen(server.url + page, timeout=60) as answer:
                    good = answer.status == 200
            except (urllib.error.URLError, OSError):
                good = False
            self._count(good, time.monotonic() - began)
        began = time.monotonic()
        session = new_session(self.asked)
        [booked] = send_at_once(server.url, [browser(session, self.asked)])
        self._count(booked.status == 302, time.monotonic() - began)

    def _count(self, good: bool, seconds: float) -> None:
        self.asked += 1
        self.failed += not good
        self.slowest = max(self.slowest, seconds)


@contextlib.contextmanager
def everything(gate: Gate, mail_url: str, database: str) -> Iterator[Server]:
    """A web server, a worker and two beats behind the gate."""
    url = f"redis://127.0.0.1:{gate.port}/0"
    ours = {"REDIS_URL": url, "CACHE_REDIS_URL": f"{url[:-1]}1", "EMAIL_URL": mail_url}
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as open_ones:
        server = open_ones.enter_context(serving(database, environment=ours))
        open_ones.enter_context(running(WORKER, **ours))
        for number in (1, 2):
            schedule = f"{folder}/beat-{number}"
            beat = ["-m", "celery", "-A", "config", "beat", "-l", "ERROR", "-s", schedule]
            open_ones.enter_context(running([*beat, "--pidfile="], **ours))
        yield server


def go_away(broker: Broker, gate: Gate, mode: str, server: Server, seconds: float) -> Pages:
    """Kill the broker, ask for pages until it has been away so long, and bring it back."""
    pages = Pages()
    time.sleep(5)
    broker.kill()
    gate.turn(mode)
    until = time.monotonic() + seconds
    pages.ask(server)
    while time.monotonic() < until:
        pages.ask(server)
        time.sleep(1)
    print(f"away ({mode}): {pages}; {dict(states())}", flush=True)
    broker.start()
    gate.turn("open")
    pages.ask(server)
    return pages


def all_sent() -> float:
    """Wait until nothing is owed; the seconds that it took."""
    began = time.monotonic()
    while states().keys() & {"owed", "claimed"} and time.monotonic() - began < RETURN:
        time.sleep(1)
    return time.monotonic() - began


def prove(database: str, notices: int, away: float) -> bool:
    from reminders.actions.owing import owe
    from reminders.models import Notice

    broker = Broker()
    broker.start()
    gate, failed = Gate(broker.port), 0
    try:
        with sink() as mail, everything(gate, mail.url, database) as server:
            for mode in ("open", "refuse", "black hole"):
                owe(owed(notices // 3))
                failed += go_away(broker, gate, mode, server, away / 3).failed
            seconds = all_sent()
            copies = mail.copies()
    finally:
        broker.kill()
    booked = Notice.objects.filter(kind="booking-confirmed").count()
    once = set(copies.values()) == {1} and len(copies) == Notice.objects.count()
    print(
        f"{booked} booked meanwhile, {failed} pages failed; {len(copies)} mails, once each: {once}"
    )
    print(f"all sent {seconds:.0f} s after the last return; {dict(states())}")
    return not failed and once and set(states()) == {"sent"}


def main(notices: int, away: float) -> int:
    with scratch_database() as database:
        return said(prove(database, notices, away))


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:3]]
    sys.exit(main(int(given[0]) if given else NOTICES, given[1] if given[1:] else AWAY))
