"""What stands in the way is named, escalated to the chair where it must be, and lifted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.answering import told_of_escalation
from challenges.errors import (
    EscalatedAlready,
    LiftedAlready,
    MetInTheFuture,
    NobodyCanLiftIt,
    WithoutReason,
)
from challenges.models import Barrier, Challenge, LogEntry
from challenges.rules import can_escalate, can_lift, can_name_barrier
from partnership.models import Organisation
from reminders.actions.owing import owe
from reminders.tasks import wake

_REFUSALS = {"barrier_says_who_can_lift_it": NobodyCanLiftIt}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is said of a barrier when it is named."""

    what: str
    boundary: str
    met_on: date
    can_lift: Organisation | None = None
    who_can_lift: str = ""
    entry: LogEntry | None = None


def name_barrier(challenge: Challenge, *, by: Actor, obstacle: Obstacle, now: datetime) -> Barrier:
    """Say what stands in the way, and who can lift it.

    Raises `MetInTheFuture`, `NobodyCanLiftIt`.
    """
    require(can_name_barrier(by, challenge))
    if obstacle.met_on > timezone.localdate(now):
        raise MetInTheFuture()
    with recorded(by, "named a barrier", refusals=_REFUSALS):
        return Barrier.objects.create(
            challenge=challenge,
            what=obstacle.what,
            boundary=obstacle.boundary,
            met_on=obstacle.met_on,
            can_lift=obstacle.can_lift,
            who_can_lift=obstacle.who_can_lift,
            entry=obstacle.entry,
            named_by_id=by.worn_hat_id,
        )


def escalate(barrier: Barrier, *, by: Actor, because: str, now: datetime) -> Barrier:
    """Ask the chair to see to it. Raises `WithoutReason`, `EscalatedAlready`, `LiftedAlready`."""
    require(can_escalate(by, barrier))
    if not because.strip():
        raise WithoutReason()
    with recorded(by, "escalated a barrier to the chair"):
        held = _locked_while_open(barrier)
        if held.escalated_on is not None:
            raise EscalatedAlready()
        held.escalated_on = timezone.localdate(now)
        held.escalated_because = because
        held.save(update_fields=["escalated_on", "escalated_because"])
        owe(told_of_escalation(held, now))
    wake()
    return held


def lift(barrier: Barrier, *, by: Actor, how: str, now: datetime) -> Barrier:
    """Say that it stands in the way no more, and what lifted it. Raises `LiftedAlready`."""
    require(can_lift(by, barrier))
    if not how.strip():
        raise WithoutReason()
    with recorded(by, "lifted a barrier"):
        held = _locked_while_open(barrier)
        held.lifted_on = timezone.localdate(now)
        held.how_lifted = how
        held.save(update_fields=["lifted_on", "how_lifted"])
    return held


def _locked_while_open(barrier: Barrier) -> Barrier:
    held = Barrier.objects.select_for_update().get(pk=barrier.pk)
    if held.lifted_on is not None:
        raise LiftedAlready()
    return held
