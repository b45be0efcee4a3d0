"""Who hosts a role and who pays for it, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.actions.roles import locked
from leaders.errors import EndsBeforeItStarts, HostsAlready, NoMoney, NotAgreedYet
from leaders.models import LeadershipRole, RoleFunding, RoleHost
from leaders.rules import can_manage_roles
from partnership.models import Organisation

_REFUSALS = {
    "organisation_hosts_a_role_once": HostsAlready,
    "rolehost_ends_after_it_starts": EndsBeforeItStarts,
    "rolefunding_ends_after_it_starts": EndsBeforeItStarts,
    "rolefunding_is_a_pound_at_least": NoMoney,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What an organisation pays a year; `ends_on` is the first day that is not secured."""

    organisation: Organisation
    pounds_a_year: int
    starts_on: date
    ends_on: date


def host_role(
    role: LeadershipRole,
    *,
    by: Actor,
    organisation: Organisation,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleHost:
    """Name an organisation that gives the role its desk and contract.

    Raises `NotAgreedYet`, `HostsAlready` and `EndsBeforeItStarts`.
    """
    require(can_manage_roles(by, role.partnership))
    with recorded(by, "named a host of a role", refusals=_REFUSALS):
        return RoleHost.objects.create(
            role=_agreed(role), organisation=organisation, starts_on=starts_on, ends_on=ends_on
        )


def change_host(
    host: RoleHost, *, by: Actor, starts_on: date | None, ends_on: date | None
) -> RoleHost:
    """Say from and until when an organisation hosts the role. Raises `EndsBeforeItStarts`."""
    require(can_manage_roles(by, host.role.partnership))
    with recorded(by, "changed a host of a role", refusals=_REFUSALS):
        held = RoleHost.objects.select_for_update().get(pk=host.pk)
        held.starts_on, held.ends_on = starts_on, ends_on
        held.save(update_fields=["starts_on", "ends_on"])
    return held


def fund_role(role: LeadershipRole, *, by: Actor, money: Money) -> RoleFunding:
    """Say what an organisation pays a year for the role, and until when that is secured.

    Raises `NotAgreedYet`, `NoMoney` and `EndsBeforeItStarts`.
    """
    require(can_manage_roles(by, role.partnership))
    with recorded(by, "added money for a role", refusals=_REFUSALS):
        return _funded(RoleFunding(role=_agreed(role)), money)


def change_funding(funding: RoleFunding, *, by: Actor, money: Money) -> RoleFunding:
    """Change what is paid, or until when it is secured: an earlier end is how money stops.

    Raises `NoMoney` and `EndsBeforeItStarts`.
    """
    require(can_manage_roles(by, funding.role.partnership))
    with recorded(by, "changed money for a role", refusals=_REFUSALS):
        return _funded(RoleFunding.objects.select_for_update().get(pk=funding.pk), money)


def _agreed(role: LeadershipRole) -> LeadershipRole:
    held = locked(role.pk)
    if held.proposed:
        raise NotAgreedYet()
    return held


def _funded(funding: RoleFunding, money: Money) -> RoleFunding:
    funding.organisation, funding.pounds_a_year = money.organisation, money.pounds_a_year
    funding.starts_on, funding.ends_on = money.starts_on, money.ends_on
    funding.save()
    return funding
