"""Two people enter the same period at once; two choose what leads: on real connections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest
from django.db.models import QuerySet

from accounts.errors import Refused
from challenges.actions.measuring import let_lead
from challenges.actions.readings import Entered, enter
from challenges.measure_errors import ReadMeanwhile
from challenges.models import Measure
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge
from tests.challenges.measured import FIRST, make_link, make_measure
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 25)
ROUNDS = 20


def entering(world: World, measure: Measure, told: list[Any]) -> Callable[[], None]:
    """Enter another value of one period each time, having seen it empty."""
    values = iter(range(1, 100))

    def act() -> None:
        value = Decimal(next(values))
        one = [Entered(FIRST, value)]
        by = world.actor("leader")
        try:
            enter(measure, by=by, readings=one, today=TODAY, seen={FIRST: None})
            told.append(value)
        except Refused as refused:
            told.append(refused)

    return act


def test_of_two_who_enter_a_period_one_is_told_of_the_other() -> None:
    world = make_world()
    for number in range(ROUNDS):
        measure = make_measure(world, f"Measure {number}")
        told: list[Any] = []
        at_once(2, entering(world, measure, told))
        (kept,) = [one for one in told if isinstance(one, Decimal)]
        (refused,) = [one for one in told if isinstance(one, Refused)]
        assert isinstance(refused, ReadMeanwhile)
        assert measure.readings.get().value == kept


def test_without_the_lock_both_would_write_and_the_database_refuses_one() -> None:
    """The race is real: with the lock off the constraint is what catches it, in words as well."""
    world = make_world()

    def unlocked(self: QuerySet[Any], **_options: Any) -> QuerySet[Any]:
        return self

    caught = 0
    with mock.patch.object(QuerySet, "select_for_update", unlocked):
        for number in range(ROUNDS):
            measure = make_measure(world, f"Measure {number}")
            told: list[Any] = []
            at_once(2, entering(world, measure, told))
            assert measure.readings.count() == 1
            broken = [one.__cause__ for one in told if isinstance(one, Refused)]
            caught += any(broken)
    assert caught >= ROUNDS // 4


def test_one_measure_leads_whoever_chooses_at_once() -> None:
    world = make_world()
    challenge = make_challenge(world)
    links = [make_link(challenge, make_measure(world, f"Measure {number}")) for number in range(4)]
    queue = links * 5
    for _ in range(5):
        at_once(4, lambda: let_lead(queue.pop(), by=world.actor("leader")))
        assert challenge.measure_links.filter(leads=True).count() == 1
