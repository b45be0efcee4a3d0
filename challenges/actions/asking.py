"""A challenge's question is asked anew, with every wording kept; it enters its next stage."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.models import Challenge, Question, StagePeriod
from challenges.question_errors import (
    AskedMeanwhile,
    BeforeThisStage,
    SameQuestion,
    SameStage,
    SayWhyAsked,
    SayWhyBack,
    StageMeanwhile,
    StillToCome,
)
from challenges.rules import can_revise


def begin(challenge: Challenge, *, by: Actor) -> None:
    """Write down the first wording and the first stage, as the challenge is raised."""
    _first_wording(challenge, hat=by.hat_id)
    _stage_so_far(challenge, hat=by.hat_id)


def ask_anew(
    challenge: Challenge, *, by: Actor, wording: str, why: str, seen: int, now: datetime
) -> Question:
    """Ask it in other words. `seen` is the number of the wording that whoever writes has read.

    Raises `SameQuestion`, `SayWhyAsked`, and `AskedMeanwhile` when there is a later wording.
    """
    require(can_revise(by, challenge))
    with recorded(by, "asked the question anew"):
        held = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        latest = held.questions.first() or _first_wording(held, hat=None)
        if latest.number != seen:
            raise AskedMeanwhile()
        if wording.strip() == held.question.strip():
            raise SameQuestion()
        if not why.strip():
            raise SayWhyAsked()
        held.question = wording.strip()
        held.save(update_fields=["question"])
        return Question.objects.create(
            challenge=held,
            number=latest.number + 1,
            wording=held.question,
            why=why.strip(),
            asked_at=now,
            asked_by_id=by.hat_id,
        )


def enter_stage(
    challenge: Challenge,
    *,
    by: Actor,
    stage: str,
    reached: str,
    entered_on: date,
    seen: str,
    now: datetime,
) -> StagePeriod:
    """Enter a stage on a day: the one before ends then, with what was reached or why it goes back.

    `seen` is the stage that whoever decides has read. Raises `SameStage`, `SayWhyBack`,
    `BeforeThisStage`, `StillToCome`, and `StageMeanwhile` when it is in another stage by now.
    """
    require(can_revise(by, challenge))
    with recorded(by, "moved the challenge to another stage"):
        held = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        if held.stage != seen:
            raise StageMeanwhile()
        if held.stage == stage:
            raise SameStage()
        if goes_back(held.stage, stage) and not reached.strip():
            raise SayWhyBack()
        if entered_on > timezone.localdate(now):
            raise StillToCome("entered_on")
        before = held.stages.filter(ends_on__isnull=True).first() or _stage_so_far(held, hat=None)
        if entered_on < before.starts_on:
            raise BeforeThisStage()
        before.ends_on = entered_on
        before.reached = reached.strip()
        before.save(update_fields=["ends_on", "reached"])
        held.stage = stage
        held.save(update_fields=["stage"])
        return StagePeriod.objects.create(
            challenge=held, stage=stage, starts_on=entered_on, entered_by_id=by.hat_id
        )


def goes_back(before: str, after: str) -> bool:
    """Whether a stage comes before another one."""
    order = Challenge.Stage.values
    return order.index(after) < order.index(before)


def _first_wording(challenge: Challenge, *, hat: int | None) -> Question:
    """How it was asked when it was raised: also for those from before wordings were kept."""
    return Question.objects.create(
        challenge=challenge,
        number=1,
        wording=challenge.question,
        asked_at=challenge.raised_at,
        asked_by_id=hat,
    )


def _stage_so_far(challenge: Challenge, *, hat: int | None) -> StagePeriod:
    """The stage that it is in, since it was raised or since its last stage ended."""
    ended = challenge.stages.order_by("-ends_on").first()
    return StagePeriod.objects.create(
        challenge=challenge,
        stage=challenge.stage,
        starts_on=(ended and ended.ends_on) or timezone.localdate(challenge.raised_at),
        entered_by_id=hat,
    )
