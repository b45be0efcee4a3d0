"""Somebody is given a share of a role, and lays it down."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.actions.inviting import invite
from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from leaders.errors import (
    BOUNDS,
    EmployerNotThere,
    EndedAlready,
    EndsBeforeItStarts,
    SharesOver100,
)
from leaders.models import LeadershipRole, RoleHolding
from leaders.rules import can_manage_roles, can_step_down
from partnership.actions.inviting import invite_to_hat
from partnership.models import Hat, Organisation


def hold_role(
    role: LeadershipRole,
    *,
    by: Actor,
    person: Person,
    employer: Organisation,
    share: int,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleHolding:
    """Give somebody a share of a role, in percent, from a day on.

    Raises `EmployerNotThere` when the employer does not exist on that day, `SharesOver100`,
    `HeldAlready`, `OutsideTheRole`, `EndsBeforeItStarts` and `ShareIsNoPercentage`.
    """
    require(can_manage_roles(by, role.partnership))
    with recorded(by, "gave out a share of a role", refusals=BOUNDS):
        held = LeadershipRole.objects.select_for_update(no_key=True).get(pk=role.pk)
        if not employer.exists_on(starts_on):
            raise EmployerNotThere()
        _check_what_is_left(held, share, starts_on, ends_on)
        return RoleHolding.objects.create(
            role=held,
            person=person,
            employer=employer,
            share=share,
            starts_on=starts_on,
            ends_on=ends_on,
        )


def invite_to_role(
    role: LeadershipRole,
    *,
    by: Actor,
    name: str,
    email: str,
    employer: Organisation,
    share: int,
    starts_on: date,
    now: datetime,
) -> RoleHolding:
    """Give somebody new a share of a role, and invite them to act as a leader.

    They act once they have accepted. Nobody is invited when the share is refused; raises what
    `hold_role` raises, and `NotAPartner` when the employer is no partner now.
    """
    require(can_manage_roles(by, role.partnership))
    with recorded(by, "invited somebody to share a role"):
        person = invite(name=name, email=email)
        holding = hold_role(
            role, by=by, person=person, employer=employer, share=share, starts_on=starts_on
        )
        leads = person.hats.current(now).filter(
            partnership=role.partnership_id, capacity=Hat.Capacity.LEADER
        )
        asked = role.partnership.invitations.open(now).filter(
            email=email.strip().lower(), capacity=Hat.Capacity.LEADER
        )
        if not leads.exists() and not asked.exists():
            invite_to_hat(
                role.partnership,
                by=by,
                name=name,
                email=email,
                capacity=Hat.Capacity.LEADER,
                organisation=employer,
                now=now,
            )
    return holding


def end_holding(holding: RoleHolding, *, by: Actor, ends_on: date) -> RoleHolding:
    """End somebody's share; the role stays. `ends_on` is the first day without them.

    Raises `EndedAlready` when it ended before that day, and `EndsBeforeItStarts`.
    """
    require(can_manage_roles(by, holding.role.partnership))
    return _end(holding, by=by, ends_on=ends_on, action="ended somebody’s share of a role")


def step_down(holding: RoleHolding, *, by: Actor, ends_on: date) -> RoleHolding:
    """Lay down one's own share; the role stays. `ends_on` is the first day without them.

    Raises `EndedAlready` and `EndsBeforeItStarts`.
    """
    require(can_step_down(by, holding))
    return _end(holding, by=by, ends_on=ends_on, action="stepped down from a role")


def _end(holding: RoleHolding, *, by: Actor, ends_on: date, action: str) -> RoleHolding:
    with recorded(by, action, refusals=BOUNDS):
        LeadershipRole.objects.select_for_update(no_key=True).get(pk=holding.role_id)
        held = RoleHolding.objects.select_for_update().get(pk=holding.pk)
        if held.ends_on is not None and held.ends_on < ends_on:
            raise EndedAlready()
        if ends_on < held.starts_on:
            raise EndsBeforeItStarts()
        held.ends_on = ends_on
        held.save(update_fields=["ends_on"])
    return held


def _check_what_is_left(
    role: LeadershipRole, share: int, starts_on: date, ends_on: date | None
) -> None:
    """Say how much is left; the database would refuse as well, but could not say that."""
    taken = role.share_taken(starts_on, ends_on)
    if taken + share <= 100:
        return
    if taken >= 100:
        raise SharesOver100(
            _("All of this role is held at that time. End a share first, or choose a later date.")
        )
    raise SharesOver100(
        _(
            "%(taken)s%% of this role is held at that time, so %(left)s%% is left. Enter "
            "%(left)s or less, or end another share first."
        )
        % {"taken": taken, "left": 100 - taken}
    )
