"""The weekly summary from the clock to the mailbox: once, on a working day, in open hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.core import mail

from partnership.actions.pacing import set_cadence
from partnership.reminders import WEEKLY, weekly_summaries
from reminders.actions.delivering import deliver_due
from reminders.actions.owing import owe
from reminders.cadence import Cadence
from reminders.models import Notice
from tests.cast import World
from tests.challenges.factories import make_challenge, make_commitment

BANK_HOLIDAY = datetime(2026, 8, 31, 8, 5, tzinfo=UTC)  # a Monday
TUESDAY = datetime(2026, 9, 1, 7, 5, tzinfo=UTC)  # five past eight in summer
MONDAY_EARLY, MONDAY_OPEN = (datetime(2026, 11, 23, hour, 5, tzinfo=UTC) for hour in (8, 10))


@pytest.fixture
def late(world: World) -> World:
    make_commitment(
        make_challenge(world), world.nhs, world.hats["leader"], due_on=date(2026, 8, 20)
    )
    return world


def run(at: datetime) -> list[str]:
    """Owed and delivered three times; the subjects that went to the chair so far."""
    with time_machine.travel(at, tick=False):
        for _ in range(3):
            owe(weekly_summaries(at))
            deliver_due(clock=lambda: at)
    return [
        one.subject for one in mail.outbox if "need" in one.subject and "asha.chair" in one.to[0]
    ]


def test_on_a_bank_holiday_it_waits_for_the_next_morning_and_comes_once(late: World) -> None:
    assert run(BANK_HOLIDAY) == []
    assert len(run(TUESDAY)) == 1
    assert len(run(TUESDAY.replace(hour=15))) == 1


def test_it_waits_for_the_hours_that_the_chair_has_set(late: World) -> None:
    set_cadence(
        late.partnership,
        by=late.actor("chair"),
        cadence=Cadence(opens=time(10, 0)),
        quiet_after_days=365,
        summary_weekday=0,
    )
    assert run(MONDAY_EARLY) == []
    assert len(run(MONDAY_OPEN)) == 1


def test_nothing_comes_when_nothing_needs_anybody(world: World) -> None:
    assert run(MONDAY_EARLY) == []
    whys = Notice.objects.filter(kind=WEEKLY).values_list("state", "why")
    assert set(whys) == {("skipped", "Nothing needed them.")}
