"""Places booked while the web server is killed at random moments.

    python -m config.local exec -- python -m bench.delivery.web [KILLS]

Browsers send the last form of a booking one after the other; every so often the processes that
serve them are killed (SIGKILL), wherever they are. The bar: no booking without its notice, no
notice without its booking; and whoever sends the same form again is booked once.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.bookings.__main__ import browser
from bench.bookings.at_once import Post
from bench.delivery.stage import said
from bench.server import Server, scratch_database, serving

if TYPE_CHECKING:
    from coproduction.models import Session

KILLS = 200
AT_ONCE = 6
FORMS = 20  # for each kill, so that there are always some on the way
WORKERS = 3
PATIENCE = 10.0  # seconds; then a person tries again


def children(pid: int) -> list[int]:
    """The processes that a gunicorn master started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(word) for word in found]


def status(url: str, form: Post) -> int:
    """What one form is answered; 0 when the line was cut."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), PATIENCE) as line:
        line.sendall(form.as_bytes(place.netloc))
        first = line.makefile("rb").readline().split()
        return int(first[1]) if len(first) > 1 else 0


class Answered:
    """How many forms were answered so far, by all who send."""

    def __init__(self) -> None:
        self.count = 0
        self._one_more = threading.Condition()

    def add(self) -> None:
        with self._one_more:
            self.count += 1
            self._one_more.notify_all()

    def wait_for_one(self) -> None:
        """Until another form is answered: to kill what does not serve would prove nothing."""
        with self._one_more:
            before = self.count
            self._one_more.wait_for(lambda: self.count > before, timeout=60)


def send_again_and_again(
    url: str, forms: Iterable[Post], stopped: threading.Event, answered: Answered
) -> None:
    """Send each form until it is answered, as a person does who sees no answer."""
    for form in forms:
        while not stopped.is_set():
            with contextlib.suppress(OSError):
                if status(url, form) == 302:
                    answered.add()
                    break
            time.sleep(0.05)


def kill_one(server: Server) -> bool:
    alive = children(server.pid)
    if not alive:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(random.choice(alive), signal.SIGKILL)
    return True


def roomy_session() -> Session:
    """A session in which everybody finds a place."""
    from django.utils import timezone

    from partnership.models import Partnership
    from tests.cast import make_world
    from tests.coproduction.booked import make_session

    return make_session(
        Partnership.objects.first() or make_world().partnership,
        slug=f"killed-{timezone.now():%H%M%S%f}",
        starts_at=timezone.now() + timedelta(days=30),
        room_places=1_000_000,
        online_places=0,
    )


def prove(database: str, kills: int) -> bool:
    from coproduction.models import Booking
    from reminders.models import Notice

    session = roomy_session()
    forms = [browser(session, number) for number in range(kills * FORMS)]
    stopped, answered = threading.Event(), Answered()
    with serving(database, workers=WORKERS, threads=2) as server:
        senders = [
            threading.Thread(
                target=send_again_and_again,
                args=(server.url, forms[first::AT_ONCE], stopped, answered),
            )
            for first in range(AT_ONCE)
        ]
        for sender in senders:
            sender.start()
        killed = 0
        while killed < kills:
            answered.wait_for_one()
            time.sleep(random.uniform(0.0, 0.5))
            killed += kill_one(server)
        stopped.set()
        for sender in senders:
            sender.join(60)
    bookings = set(Booking.objects.filter(session=session).values_list("pk", flat=True))
    told = list(
        Notice.objects.filter(kind="booking-confirmed").values_list("subject_id", flat=True)
    )
    print(f"{killed} kills, {len(bookings)} bookings, {len(told)} notices")
    print(f"bookings without a notice: {len(bookings - set(told))}", end="; ")
    print(f"notices without a booking: {len(set(told) - bookings)}")
    enough = len(bookings) >= kills
    return enough and bookings == set(told) and len(told) == len(bookings)


def main(kills: int) -> int:
    with scratch_database() as database:
        return said(prove(database, kills))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
