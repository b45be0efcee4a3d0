"""Somebody new is invited to share a role."""

from __future__ import annotations

from datetime import date, datetime

from accounts.actions.inviting import invite
from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.actions.holdings import hold_role
from leaders.actions.preparing_shares import propose_share
from leaders.models import LeadershipRole, ProposedShare, RoleHolding
from leaders.rules import can_give_share, can_prepare_share
from partnership.actions.inviting import invite_to_hat
from partnership.models import Hat, Organisation


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
) -> RoleHolding | ProposedShare:
    """Invite somebody new, and give them a share of a role, or propose it to the chair.

    They act as a leader once they have accepted. Nobody is invited when the share is refused;
    raises what `hold_role` and `propose_share` raise, and `NotAPartner` when the
    employer is no partner now.
    """
    require(can_prepare_share(by, role.partnership))
    with recorded(by, "invited somebody to share a role"):
        person = invite(name=name, email=email)
        given: RoleHolding | ProposedShare
        if can_give_share(by, role.partnership):
            given = hold_role(
                role, by=by, person=person, employer=employer, share=share, starts_on=starts_on
            )
        else:
            given = propose_share(
                role,
                by=by,
                person=person,
                employer=employer,
                share=share,
                starts_on=starts_on,
                now=now,
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
    return given
