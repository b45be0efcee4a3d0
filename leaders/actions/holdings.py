"""Somebody is given a share of a role, has it resized, and lays it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from leaders.actions.roles import locked
from leaders.errors import (
    BOUNDS,
    EmployerNotThere,
    EndedAlready,
    EndsBeforeItStarts,
    NotAgreedYet,
    NothingToResize,
    OutsideTheRole,
    SameShare,
    SharesOver100,
)
from leaders.models import Handover, LeadershipRole, RoleHolding
from leaders.rules import can_give_share, can_manage_roles, can_step_down
from partnership.models import Organisation


@dataclass(frozen=True, slots=True)
class Terms:
    """A share as it is to be held: by whom, for whom, how much in percent, from and to when."""

    person: Person
    employer: Organisation
    share: int
    starts_on: date
    ends_on: date | None = None


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
    `HeldAlready`, `OutsideTheRole`, `EndsBeforeItStarts`, `ShareIsNoPercentage`, and
    `NotAgreedYet` when the role is only proposed.
    """
    require(can_give_share(by, role.partnership))
    with recorded(by, "gave out a share of a role", refusals=BOUNDS):
        terms = Terms(person, employer, share, starts_on, ends_on)
        return given(locked(role.pk), terms)


def resize_share(holding: RoleHolding, *, by: Actor, share: int, starts_on: date) -> RoleHolding:
    """Make somebody's share larger or smaller from a day on: one ends, another begins.

    Raises `NothingToResize`, `SameShare` and what `hold_role` raises.
    """
    require(can_give_share(by, holding.role.partnership))
    with recorded(by, "resized a share of a role", refusals=BOUNDS):
        role = locked(holding.role_id)
        return resized(role, role.holdings.get(pk=holding.pk), share, starts_on)


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
        locked(holding.role_id)
        held = RoleHolding.objects.select_for_update().get(pk=holding.pk)
        if held.ends_on is not None and held.ends_on < ends_on:
            raise EndedAlready()
        if ends_on < held.starts_on:
            raise EndsBeforeItStarts()
        held.ends_on = ends_on
        held.save(update_fields=["ends_on"])
    return held


def given(role: LeadershipRole, terms: Terms) -> RoleHolding:
    """Give a share of a locked role, as part of another act."""
    check_terms(role, terms)
    return RoleHolding.objects.create(
        role=role,
        person=terms.person,
        employer=terms.employer,
        share=terms.share,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
    )


def resized(role: LeadershipRole, holding: RoleHolding, share: int, starts_on: date) -> RoleHolding:
    """End a share of a locked role on a day and begin another in its stead: see `replaced`."""
    if not holding.holds_on(starts_on):
        raise NothingToResize()
    if share == holding.share:
        raise SameShare()
    terms = Terms(holding.person, holding.employer, share, starts_on, holding.ends_on)
    return replaced(role, holding, terms)


def replaced(role: LeadershipRole, holding: RoleHolding, terms: Terms) -> RoleHolding:
    """End a share of a locked role on the day on which another of the same person begins.

    What fell to the old one falls to the new one, and so does a handover that is already written.
    """
    holding.ends_on = terms.starts_on
    holding.save(update_fields=["ends_on"])
    after = given(role, terms)
    for duty in holding.duties.select_for_update():
        duty.falls_to = after
        duty.save(update_fields=["falls_to"])
    for handover in Handover.objects.select_for_update().filter(outgoing=holding):
        handover.outgoing = after
        handover.save(update_fields=["outgoing"])
    return after


def check_terms(
    role: LeadershipRole, terms: Terms, *, instead_of: RoleHolding | None = None
) -> None:
    """Say how much is left; the database would refuse as well, but could not say that.

    Raises `NotAgreedYet`, `EmployerNotThere`, `OutsideTheRole` and `SharesOver100`.
    """
    if role.proposed:
        raise NotAgreedYet()
    if not terms.employer.exists_on(terms.starts_on):
        raise EmployerNotThere()
    until = terms.ends_on or date.max
    if terms.starts_on < role.starts_on or until > (role.ends_on or date.max):
        raise OutsideTheRole()
    taken = role.share_taken(terms.starts_on, terms.ends_on)
    taken -= instead_of.share if instead_of else 0
    if taken + terms.share <= 100:
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
