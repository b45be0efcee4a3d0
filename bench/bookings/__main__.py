"""500 bookings at once for 30 places, through the running web server.

    python -m config.local exec -- python -m bench.bookings [RUNS]

Each run sends 500 last forms ("Check your answers") of 500 browsers at one moment. The bar: in
every run 30 confirmed, 470 waiting in the order in which they were written, nobody twice, no
answer but the redirect to one's own booking. Then one form is sent 50 times at once: one booking,
fifty equal answers. The control repeats it with the lock and the trigger off: unless the race
then shows in nine runs of ten, the benchmark proves nothing, and fails.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.bookings.at_once import Answer, Post, send_at_once
from bench.server import scratch_database, serving

if TYPE_CHECKING:
    from coproduction.models import Session

PEOPLE = 500
PLACES = 30
SAME_FORM = 50
RUNS = 20
BAR = 0.9
# As many requests in hand at once as a small host would have; the control has the same.
WORKERS, THREADS = 4, 6


@dataclass(frozen=True)
class Run:
    """What one run left in the database, and what people were answered."""

    confirmed: int
    waiting: int
    in_order: bool
    booked_once: bool
    statuses: Counter[int]
    seconds: float

    @property
    def is_right(self) -> bool:
        counts = (self.confirmed, self.waiting) == (PLACES, PEOPLE - PLACES)
        answered = self.statuses == {302: PEOPLE}
        return counts and answered and self.in_order and self.booked_once

    def __str__(self) -> str:
        order = "in order" if self.in_order else "OUT OF ORDER"
        once = "nobody twice" if self.booked_once else "SOMEBODY TWICE"
        answers = ", ".join(f"{count} × {status}" for status, count in self.statuses.items())
        counts = f"{self.confirmed} confirmed, {self.waiting} waiting"
        return f"{counts}, {order}, {once}; answers {answers}; {self.seconds:.1f} s"


def new_session(number: int) -> Session:
    """A published session of the tests' partnership with 30 places."""
    from django.utils import timezone

    from partnership.models import Partnership
    from tests.cast import make_world
    from tests.coproduction.booked import make_session

    partnership = Partnership.objects.first() or make_world().partnership
    return make_session(
        partnership,
        slug=f"run-{number}-{uuid4().hex[:6]}",
        starts_at=timezone.now() + timedelta(days=30),
        room_places=PLACES,
        online_places=0,
    )


def browser(session: Session, number: int) -> Post:
    """A browser that has answered every question and is about to send the last form."""
    from dataclasses import asdict

    from django.contrib.sessions.backends.db import SessionStore
    from django.urls import reverse

    from coproduction.drafts import Draft
    from coproduction.secrets import seal

    draft = Draft(
        session_id=session.pk,
        mode="room",
        name=f"Person {number}",
        kind="email",
        value=f"person.{number}@example.org",
        needs=[("hearing_loop", "")] if number % 5 == 0 else [],
    )
    store = SessionStore()
    store[f"booking {session.pk}"] = seal(asdict(draft)).decode()
    store.create()
    path = reverse("booking_check", args=[session.partnership.slug, session.slug])
    return Post(path, str(store.session_key), {"key": draft.key, "or_wait": "on"})


def run_once(url: str, number: int) -> Run:
    session = new_session(number)
    posts = [browser(session, person) for person in range(PEOPLE)]
    began = time.monotonic()
    answers = send_at_once(url, posts)
    seconds = time.monotonic() - began
    return measured(session, answers, seconds)


def measured(session: Session, answers: list[Answer], seconds: float) -> Run:
    written = list(session.bookings.order_by("pk").values_list("pk", "state", "party_size"))
    people = Counter[str]()
    for _pk, state, size in written:
        people[state] += size
    # Keys are drawn under the lock, so with the lock on their order is the order of commits.
    states = [state for _pk, state, _size in written]
    queue = list(session.bookings.waiting().values_list("pk", flat=True))
    in_order = states == sorted(states) and queue == sorted(queue)
    locations = {answer.location for answer in answers}
    names = session.bookings.values("name").distinct().count()
    return Run(
        confirmed=people["confirmed"],
        waiting=people["waiting"],
        in_order=in_order,
        booked_once=len(locations) == len(written) == names == PEOPLE,
        statuses=Counter(answer.status for answer in answers),
        seconds=seconds,
    )


def same_form(url: str) -> bool:
    """One form, sent fifty times at once."""
    session = new_session(0)
    answers = send_at_once(url, [browser(session, 1)] * SAME_FORM)
    equal = {(answer.status, answer.location) for answer in answers}
    bookings = session.bookings.count()
    print(
        f"one form {SAME_FORM} times at once: {bookings} booking, {len(equal)} answer", flush=True
    )
    return bookings == 1 and len(equal) == 1 and answers[0].status == 302


def main(runs: int) -> int:
    with scratch_database() as database:
        from django.core.management import call_command

        with serving(database, workers=WORKERS, threads=THREADS) as server:
            right = 0
            for number in range(1, runs + 1):
                run = run_once(server.url, number)
                right += run.is_right
                print(f"run {number} of {runs}: {run}", flush=True)
            once = same_form(server.url)
        call_command("pgtrigger", "disable", "coproduction.Booking:booking_finds_a_place")
        with serving(
            database, app="bench.bookings.unlocked_wsgi", workers=WORKERS, threads=THREADS
        ) as server:
            raced = 0
            for number in range(1, runs + 1):
                run = run_once(server.url, number)
                raced += run.confirmed > PLACES
                print(f"control {number} of {runs}, lock off: {run}", flush=True)
    print(f"\nright in {right} of {runs}; with the lock off the race shows in {raced} of {runs}")
    passed = right == runs and once and raced >= BAR * runs
    print("passed" if passed else "FAILED: below the bar")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
