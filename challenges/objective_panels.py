"""What a leadership role is to achieve for the place, on the role's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.measure_rules import can_set_objectives
from challenges.models import Reading, RoleObjective
from challenges.periods import in_words
from leaders.models import LeadershipRole
from leaders.rules import can_propose_act, can_see_inside
from partnership.acting import may

MOST = 20


@dataclass(frozen=True, slots=True)
class Stands:
    """An objective, where its measure stands, and whether those who hold the role accepted it."""

    objective: RoleObjective
    latest: str
    aims_for: str
    status: str
    tone: str
    act_url: str


def objectives_of_role(request: HttpRequest, role: LeadershipRole) -> Panel | None:
    """Objectives that stand, each with its measure; those that ended below. One query."""
    may_set = may(request, can_set_objectives, role)
    latest = Reading.objects.filter(measure=OuterRef("measure")).order_by("-period")
    objectives = list(
        RoleObjective.objects.filter(role=role)
        .select_related("measure__partnership", "act")
        .annotate(
            latest_period=Subquery(latest.values("period")[:1]),
            latest_value=Subquery(latest.values("value")[:1]),
        )[:MOST]
    )
    if role.proposed or (not objectives and not may_set):
        return None
    sees_acts = may(request, can_see_inside, role)
    standing = [one for one in objectives if one.ended_on is None]
    waits = any(one.act is None or one.act.withdrawn_at for one in standing)
    context = {
        "role": role,
        "standing": [_stands(one, role, sees_acts=sees_acts) for one in standing],
        "ended": [one for one in objectives if one.ended_on is not None],
        "may_set": may_set,
        "may_put": waits and may(request, can_propose_act, role),
    }
    return Panel(
        _("What it is to achieve for the place"), "challenges/_objectives.html", context, 20
    )


def _stands(one: RoleObjective, role: LeadershipRole, *, sees_acts: bool) -> Stands:
    period = one.latest_period  # type: ignore[attr-defined]
    measure, act = one.measure, one.act
    latest = (
        ""
        if period is None
        else f"{measure.with_unit(one.latest_value)}, {in_words(period, measure.frequency)}"  # type: ignore[attr-defined]
    )
    aims_for = "" if one.aims_for is None else measure.with_unit(one.aims_for)
    act_url = ""
    if act is None or act.withdrawn_at is not None:
        status, tone = _("Not yet accepted"), "waiting"
    elif act.done_at is None:
        status, tone = _("Put to those who hold it"), "progress"
    else:
        status, tone = _("Accepted by all who held it"), "good"
    if act is not None and sees_acts:
        act_url = reverse("joint_act_detail", args=[role.partnership.slug, role.slug, act.pk])
    return Stands(one, latest, aims_for, status, tone, act_url)
