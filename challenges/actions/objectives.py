"""What a role is to achieve for the place: set by those who head it, accepted by its holders."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.measure_errors import (
    EndedAlready,
    EndedWithoutReason,
    NothingToAccept,
    ObjectiveOfThePlace,
    ObjectiveStands,
)
from challenges.measure_rules import can_end_objective, can_set_objectives
from challenges.models import Measure, RoleObjective
from leaders.actions.joint_acts import propose_act
from leaders.models import JointAct, LeadershipRole
from leaders.rules import can_propose_act

MOST_AT_ONCE = 10
REFUSALS = {
    "objective_points_at_the_place": ObjectiveOfThePlace,
    "role_has_one_objective_for_a_measure": ObjectiveStands,
}


def set_objective(
    role: LeadershipRole,
    *,
    by: Actor,
    measure: Measure,
    wording: str,
    aims_for: Decimal | None = None,
    by_when: date | None = None,
) -> RoleObjective:
    """Set an objective of a role. It binds once its holders accepted it, in a joint act.

    Raises `ObjectiveOfThePlace` and `ObjectiveStands`.
    """
    require(can_set_objectives(by, role))
    with recorded(by, "set an objective of the role", refusals=REFUSALS):
        return RoleObjective.objects.create(
            role=role,
            measure=measure,
            wording=wording,
            aims_for=aims_for,
            by_when=by_when,
            set_by_id=by.worn_hat_id,
        )


def end_objective(
    objective: RoleObjective, *, by: Actor, because: str, today: date
) -> RoleObjective:
    """End an objective and say why; it stays to be read. Raises `EndedWithoutReason`."""
    require(can_end_objective(by, objective))
    if not because.strip():
        raise EndedWithoutReason()
    with recorded(by, "ended an objective of the role"):
        held = RoleObjective.objects.select_for_update().get(pk=objective.pk)
        if held.ended_on is not None:
            raise EndedAlready()
        held.ended_on, held.ended_because = today, because.strip()
        held.save(update_fields=["ended_on", "ended_because"])
    return held


def put_to_holders(role: LeadershipRole, *, by: Actor, now: datetime) -> JointAct:
    """Ask those who hold the role to accept, together, the objectives that wait for it.

    It is the role's own joint act, and raises what that raises; `NothingToAccept` besides.
    """
    require(can_propose_act(by, role))
    with recorded(by, "put the objectives of the role to those who hold it"):
        waiting = list(waiting_objectives(role).select_for_update(of=("self",))[:MOST_AT_ONCE])
        if not waiting:
            raise NothingToAccept()
        words = "\n".join(f"{number}. {one.wording}" for number, one in enumerate(waiting, 1))
        act = propose_act(role, by=by, kind=JointAct.Kind.OBJECTIVES, words=words, now=now)
        RoleObjective.objects.filter(pk__in=[one.pk for one in waiting]).update(act=act)
    return act


def waiting_objectives(role: LeadershipRole) -> QuerySet[RoleObjective]:
    """Those that stand, and that no act has accepted or is asked to."""
    return role.objectives.filter(ended_on__isnull=True).filter(
        Q(act__isnull=True) | Q(act__withdrawn_at__isnull=False)
    )
