"""Who may draw a driver diagram and run tests of change. Each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from challenges.models import Challenge, Cycle
from partnership.models import Hat
from partnership.models.capacity import HEADS

LEADER, REPRESENTATIVE = Hat.Capacity.LEADER, Hat.Capacity.REPRESENTATIVE


def can_draw_diagram(by: Actor, challenge: Challenge) -> bool:
    """Leaders and those who head the partnership say what drives the aim, until it is closed."""
    return not challenge.is_closed and by.wears(challenge.partnership_id, LEADER, *HEADS)


def can_plan_cycle(by: Actor, challenge: Challenge) -> bool:
    """Whoever works on an active challenge plans a test of change: representatives as well."""
    return challenge.is_active and by.wears(
        challenge.partnership_id, LEADER, REPRESENTATIVE, *HEADS
    )


def can_run_cycle(by: Actor, cycle: Cycle) -> bool:
    """Whoever may plan tests of the challenge may change, start and end this one."""
    return can_plan_cycle(by, cycle.challenge)
