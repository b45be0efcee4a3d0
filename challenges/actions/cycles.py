"""A test of change is planned with a prediction, begun, and ended: adopt, adapt or abandon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.change_rules import can_plan_cycle, can_run_cycle
from challenges.cycle_errors import (
    BeginsLater,
    BegunAlready,
    EndedAlready,
    EndsBeforeItBegan,
    EndsLater,
    NotBegun,
    NotStudied,
    NotStudiedYet,
)
from challenges.models import Challenge, ChangeIdea, Cycle, LogEntry, Measure
from partnership.models import Organisation


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be tried, and what those who try it expect to see."""

    title: str
    plan: str
    prediction: str
    idea: ChangeIdea | None = None
    measures: Iterable[Measure] = field(default_factory=tuple)
    run_by: Iterable[Organisation] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, what was seen against what was predicted, and what is done now, and why."""

    done: str
    studied: str
    act: str
    because: str


def plan_cycle(
    challenge: Challenge, *, by: Actor, plan: Plan, now: datetime, follows: Cycle | None = None
) -> Cycle:
    """Plan a test, or the one that follows a test which has ended. It gets the next number.

    Raises `NotStudiedYet` when the one before has not ended.
    """
    require(can_plan_cycle(by, challenge) and _lies_within(challenge, plan, follows))
    with recorded(by, "planned a test of change"):
        # Two plans at once get two numbers.
        Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        if (
            follows is not None
            and not Cycle.objects.filter(pk=follows.pk, ended_on__isnull=False).exists()
        ):
            raise NotStudiedYet()
        last = challenge.cycles.aggregate(last=Max("number"))["last"]
        cycle = Cycle.objects.create(
            challenge=challenge,
            number=(last or 0) + 1,
            follows=follows,
            title=plan.title,
            plan=plan.plan,
            prediction=plan.prediction,
            idea=plan.idea,
            planned_by_id=by.worn_hat_id,
            planned_at=now,
        )
        _join(cycle, plan)
    return cycle


def change_plan(cycle: Cycle, *, by: Actor, plan: Plan) -> Cycle:
    """Change what will be tried, before it has begun. Raises `BegunAlready`."""
    require(can_run_cycle(by, cycle) and _lies_within(cycle.challenge, plan, None))
    with recorded(by, "changed the plan of a test of change"):
        stored = _locked(cycle)
        if stored.started_on is not None:
            raise BegunAlready()
        stored.title, stored.plan, stored.prediction = plan.title, plan.plan, plan.prediction
        stored.idea = plan.idea
        stored.save(update_fields=["title", "plan", "prediction", "idea"])
        _join(stored, plan)
    return stored


def start_cycle(cycle: Cycle, *, by: Actor, on: date, today: date) -> Cycle:
    """Begin the test: from now on its prediction stands. Raises `BegunAlready`, `BeginsLater`."""
    require(can_run_cycle(by, cycle))
    if on > today:
        raise BeginsLater()
    refusals = {"prediction_stands_once_begun": BegunAlready}
    with recorded(by, "started a test of change", refusals=refusals):
        stored = _locked(cycle)
        if stored.started_on is not None:
            raise BegunAlready()
        stored.started_on = on
        stored.save(update_fields=["started_on"])
    return stored


def end_cycle(cycle: Cycle, *, by: Actor, outcome: Outcome, on: date, today: date) -> Cycle:
    """Say what was done and seen, and adopt, adapt or abandon the idea, with the reason.

    Raises `NotBegun`, `EndedAlready`, `EndsLater`, `EndsBeforeItBegan` and `NotStudied`.
    """
    require(can_run_cycle(by, cycle))
    if on > today:
        raise EndsLater()
    refusals = {"ended_cycle_was_studied_and_acted_on": NotStudied}
    with recorded(by, "ended a test of change", refusals=refusals):
        stored = _locked(cycle)
        if stored.started_on is None:
            raise NotBegun()
        if stored.ended_on is not None:
            raise EndedAlready()
        if on < stored.started_on:
            raise EndsBeforeItBegan()
        stored.ended_on, stored.done, stored.studied = on, outcome.done, outcome.studied
        stored.act, stored.act_because = outcome.act, outcome.because
        stored.save(update_fields=["ended_on", "done", "studied", "act", "act_because"])
    return stored


def link_entries(
    cycle: Cycle, *, by: Actor, among: Iterable[LogEntry], chosen: Iterable[LogEntry]
) -> None:
    """Say which entries of the log tell of this test, among those that one may read.

    What others have linked, and one may not read, stays linked.
    """
    ours = {entry.pk for entry in among if entry.challenge_id == cycle.challenge_id}
    wanted = {entry.pk for entry in chosen}
    require(can_run_cycle(by, cycle) and wanted <= ours)
    with recorded(by, "linked a test of change to the log"):
        stored = _locked(cycle)
        stored.entries.remove(*(ours - wanted))
        stored.entries.add(*wanted)


def _locked(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update().get(pk=cycle.pk)


def _lies_within(challenge: Challenge, plan: Plan, follows: Cycle | None) -> bool:
    """Whether all that a plan points at belongs to this challenge."""
    if plan.idea is not None and plan.idea.driver.diagram.challenge_id != challenge.pk:
        return False
    return follows is None or follows.challenge_id == challenge.pk


def _join(cycle: Cycle, plan: Plan) -> None:
    """Measures and organisations of the challenge; others are left out."""
    cycle.measures.set(cycle.challenge.measures.filter(pk__in=[one.pk for one in plan.measures]))
    cycle.run_by.set(cycle.challenge.organisations.filter(pk__in=[one.pk for one in plan.run_by]))
