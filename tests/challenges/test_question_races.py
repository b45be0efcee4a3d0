"""Two people ask anew, or enter a stage, at the same moment, on real connections."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.actor import Actor
from challenges.actions.asking import ask_anew, enter_stage
from challenges.models import Challenge, Question, StagePeriod
from challenges.question_errors import AskedMeanwhile, StageMeanwhile
from tests.cast import make_world
from tests.challenges.factories import make_challenge
from tests.races import at_once

PAIRS = 25
pytestmark = pytest.mark.django_db(transaction=True)


def twice(act: Callable[[], Any], refused: type[Exception]) -> list[str]:
    """What became of two who did it together: "done" or "refused"."""
    told: list[str] = []

    def tried() -> None:
        try:
            act()
        except refused:
            told.append("refused")
        else:
            told.append("done")

    at_once(2, tried)
    return sorted(told)


def asking(challenge: Challenge, by: Actor, seen: int) -> Callable[[], Any]:
    return lambda: ask_anew(
        challenge, by=by, wording=f"Wording {seen}?", why="W", seen=seen, now=timezone.now()
    )


def test_of_two_who_ask_anew_one_reads_the_other() -> None:
    world = make_world()
    challenge, by = make_challenge(world), world.actor("leader")
    for number in range(1, PAIRS):
        assert twice(asking(challenge, by, number), AskedMeanwhile) == ["done", "refused"]
    assert Question.objects.filter(challenge=challenge).count() == PAIRS


def test_of_two_who_enter_a_stage_one_reads_the_other() -> None:
    world = make_world()
    challenge, by = make_challenge(world), world.actor("leader")
    stages = ["plan", "understand"] * (PAIRS // 2)
    for number, stage in enumerate(stages):
        seen = stages[number - 1] if number else "understand"

        def entering(stage: str = stage, seen: str = seen) -> Any:
            return enter_stage(
                challenge, by=by, stage=stage, reached="R", entered_on=timezone.localdate(),
                seen=seen, now=timezone.now(),
            )  # fmt: skip

        assert twice(entering, StageMeanwhile) == ["done", "refused"]
    challenge.refresh_from_db()
    assert challenge.stage == StagePeriod.objects.get(ends_on=None).stage == stages[-1]


def test_without_the_lock_both_pass_the_check() -> None:
    """The control: unlocked, the unique number of wordings is what stops the second."""
    world = make_world()
    challenge, by = make_challenge(world), world.actor("leader")
    stopped: list[str] = []

    def asked(number: int) -> None:
        try:
            asking(challenge, by, number)()
        except (IntegrityError, AskedMeanwhile) as error:
            stopped.append(type(error).__name__)

    with mock.patch("django.db.models.QuerySet.select_for_update", lambda self, **options: self):
        for number in range(1, PAIRS):
            at_once(2, partial(asked, number))
    assert "IntegrityError" in stopped
