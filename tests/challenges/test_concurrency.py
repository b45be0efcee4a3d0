"""Two people at once, on real connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from challenges.actions.logging import Work, correct_entry, log_work
from challenges.errors import ChangedMeanwhile
from challenges.models import LogEntry
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge, make_entry

PAIRS = 100
pytestmark = pytest.mark.django_db(transaction=True)


def both(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """What each of two answered or raised, begun at the same moment on a connection of its own."""
    ready = threading.Barrier(2)

    def tried(act: Callable[[], Any]) -> Any:
        try:
            ready.wait(timeout=30)
            return act()
        except ChangedMeanwhile as changed:
            return changed
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = [pool.submit(tried, act) for act in (first, second)]
        return [outcome.result() for outcome in outcomes]


def correcting(entry: LogEntry, by: Actor, text: str) -> Callable[[], LogEntry]:
    """A correction by somebody who read the entry at version 1."""
    work = Work(text, entry.happened_on)
    return lambda: correct_entry(entry, by=by, version=1, work=work, now=timezone.now())


def test_of_100_pairs_of_corrections_none_overwrites_silently() -> None:
    world = make_world()
    challenge, by = make_challenge(world), world.actor("leader")
    for number in range(PAIRS):
        entry = make_entry(challenge, world.hats["leader"], did=f"Text {number}")
        texts = (f"From the phone {number}", f"From the laptop {number}")
        answers = both(*(correcting(entry, by, text) for text in texts))
        saved = [answer for answer in answers if isinstance(answer, LogEntry)]
        refused = [answer for answer in answers if isinstance(answer, ChangedMeanwhile)]
        assert (len(saved), len(refused)) == (1, 1)
        entry.refresh_from_db()
        assert entry.did == saved[0].did == refused[0].stored.did
        assert entry.version == 2


def test_without_the_lock_the_race_is_there() -> None:
    """The control: with the row unlocked, both pass the check of the version, and one is lost.

    The unique constraint on versions would still stop it, so no version is kept here.
    """
    world = make_world()
    entry = make_entry(make_challenge(world), world.hats["leader"])
    by = world.actor("leader")
    read_both = threading.Barrier(2)
    unlocked = LogEntry.objects.all

    class Reading:
        def get(self, **lookup: Any) -> LogEntry:
            stored = unlocked().get(**lookup)
            read_both.wait(timeout=30)
            return stored

    with (
        mock.patch.object(LogEntry.objects, "select_for_update", Reading),
        mock.patch("challenges.actions.logging._keep_version"),
    ):
        answers = both(correcting(entry, by, "One."), correcting(entry, by, "Two."))
    assert all(isinstance(answer, LogEntry) for answer in answers)


def test_a_form_sent_twice_at_once_logs_once_and_answers_alike() -> None:
    world: World = make_world()
    challenge, by, now = make_challenge(world), world.actor("leader"), timezone.now()
    work = Work("Met the walk leaders.", timezone.localdate() - timedelta(days=1))
    for number in range(1, 11):
        key = uuid4()

        def send(key: Any = key) -> LogEntry:
            return log_work(challenge, by=by, work=work, now=now, key=key)

        first, second = both(send, send)
        assert first == second
        assert LogEntry.objects.count() == number
