"""Who may do what with measures and objectives. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from challenges.models import Challenge, Measure, RoleObjective
from leaders.models import LeadershipRole
from partnership.models import Hat, Partnership
from partnership.models.capacity import HEADS


def can_set_up_measures(by: Actor, partnership: Partnership) -> bool:
    """Leaders and those who head the partnership say what is measured."""
    return by.wears(partnership.pk, Hat.Capacity.LEADER, *HEADS)


def can_keep(by: Actor, measure: Measure) -> bool:
    """Whoever may set measures up may revise this one, enter its readings and re-base it."""
    return by.wears(measure.partnership_id, Hat.Capacity.LEADER, *HEADS)


def can_choose_measures(by: Actor, challenge: Challenge) -> bool:
    """Leaders and heads say what a challenge is measured by, until it is closed."""
    return not challenge.is_closed and by.wears(
        challenge.partnership_id, Hat.Capacity.LEADER, *HEADS
    )


def can_set_objectives(by: Actor, role: LeadershipRole) -> bool:
    """Those who head the partnership say what a role is to achieve for the place."""
    return by.wears(role.partnership_id, *HEADS)


def can_end_objective(by: Actor, objective: RoleObjective) -> bool:
    """They also end an objective, and say why."""
    return can_set_objectives(by, objective.role)
