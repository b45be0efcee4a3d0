"""What a team believes, what it saw of that, and how it judges the place to be."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.errors import AlreadyClosed
from challenges.models import Challenge, Hypothesis, Judgement, Measure
from challenges.question_errors import (
    NotItsMeasure,
    SayWhatShowsIt,
    SayWhatWasSeen,
    SettledAlready,
    StillToCome,
)
from challenges.rules import can_close, can_revise
from challenges.rules_question import can_judge, can_settle


def judge(
    challenge: Challenge,
    *,
    by: Actor,
    verdict: str,
    evidence: str,
    judged_on: date,
    now: datetime,
    measure: Measure | None = None,
) -> Judgement:
    """Say how things are for the people whom it is about, and what shows it.

    Raises `SayWhatShowsIt`, `StillToCome`, `NotItsMeasure`.
    """
    require(can_judge(by, challenge))
    with recorded(by, "judged how things are"):
        return _judged(challenge, by, verdict, evidence, judged_on, now, measure)


def close(
    challenge: Challenge,
    *,
    by: Actor,
    verdict: str,
    evidence: str,
    now: datetime,
    measure: Measure | None = None,
) -> Challenge:
    """End the work on a challenge, with how things are then. Its page, log and promises stay."""
    require(can_close(by, challenge))
    with recorded(by, "closed the challenge"):
        held = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        if held.is_closed:
            raise AlreadyClosed()
        _judged(held, by, verdict, evidence, timezone.localdate(now), now, measure)
        held.state = Challenge.State.CLOSED
        held.closed_at = now
        held.save(update_fields=["state", "closed_at"])
    return held


def _judged(
    challenge: Challenge,
    by: Actor,
    verdict: str,
    evidence: str,
    judged_on: date,
    now: datetime,
    measure: Measure | None,
) -> Judgement:
    if not evidence.strip():
        raise SayWhatShowsIt()
    if judged_on > timezone.localdate(now):
        raise StillToCome("judged_on")
    if measure is not None and not challenge.measure_links.filter(measure=measure).exists():
        raise NotItsMeasure()
    return Judgement.objects.create(
        challenge=challenge,
        verdict=verdict,
        evidence=evidence.strip(),
        measure=measure,
        judged_on=judged_on,
        judged_by_id=by.worn_hat_id,
    )


def believe(
    challenge: Challenge,
    *,
    by: Actor,
    we_believe: str,
    because: str,
    we_would_see: str,
    now: datetime,
) -> Hypothesis:
    """Write down what would help, why, and what would be seen if it were so."""
    require(can_revise(by, challenge))
    with recorded(by, "wrote down what the team believes"):
        return Hypothesis.objects.create(
            challenge=challenge,
            we_believe=we_believe,
            because=because,
            we_would_see=we_would_see,
            written_by_id=by.worn_hat_id,
            written_at=now,
        )


def settle(
    hypothesis: Hypothesis,
    *,
    by: Actor,
    state: str,
    what_we_saw: str,
    settled_on: date,
    now: datetime,
) -> Hypothesis:
    """Say whether it was borne out, and what was seen. Raises `SettledAlready`, `StillToCome`."""
    require(can_settle(by, hypothesis))
    with recorded(by, "said what was seen of what the team believes"):
        held = Hypothesis.objects.select_for_update().get(pk=hypothesis.pk)
        if held.state != Hypothesis.State.HELD:
            raise SettledAlready()
        if not what_we_saw.strip():
            raise SayWhatWasSeen()
        if settled_on > timezone.localdate(now):
            raise StillToCome("settled_on")
        held.state = state
        held.what_we_saw = what_we_saw.strip()
        held.settled_on = settled_on
        held.save(update_fields=["state", "what_we_saw", "settled_on"])
    return held
