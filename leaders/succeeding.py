"""What passes on of this app when one body takes over from another: shares, desks and money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from leaders.errors import BOUNDS
from leaders.models import (
    Duty as RoleDuty,
)
from leaders.models import (
    Handover,
    LeadershipRole,
    Programme,
    ProgrammeFunding,
    RoleFunding,
    RoleHolding,
    RoleHost,
)
from partnership.models import Organisation
from partnership.succeeding import pass_on
from partnership.succession import Case, Duty, Succeeding


def _shares(case: Case) -> Sequence[Duty]:
    held = RoleHolding.objects.filter(
        case.runs_on, role__partnership=case.partnership, employer=case.ended
    ).select_related("person", "role")
    return [
        Duty(one.pk, f"{one.person.name}, employed for {one.share}% of “{one.role.title}”")
        for one in held
        if one.was_taken_up
    ]


def _pass_share(case: Case, pk: int, successor: Organisation) -> None:
    """The old share is history; what was said of it for later goes with the new one."""
    share = RoleHolding.objects.get(pk=pk)
    LeadershipRole.objects.select_for_update(no_key=True).get(pk=share.role_id)
    share = RoleHolding.objects.select_for_update().get(pk=pk)
    began = pass_on(case, share, employer=successor)
    RoleDuty.objects.filter(falls_to=share).update(falls_to=began)
    Handover.objects.filter(outgoing=share).update(outgoing=began)


def _desks(case: Case) -> Sequence[Duty]:
    hosted = RoleHost.objects.filter(
        case.runs_on, role__partnership=case.partnership, organisation=case.ended
    ).exclude(role__ends_on__lte=case.today)
    return [Duty(one.pk, f"hosts “{one.role.title}”") for one in hosted.select_related("role")]


def _pass_desk(case: Case, pk: int, successor: Organisation) -> None:
    """A body hosts a role once: where the successor did so before, it goes on."""
    desk = RoleHost.objects.select_for_update().get(pk=pk)
    known = RoleHost.objects.filter(role=desk.role_id, organisation=successor).first()
    if known is None:
        pass_on(case, desk, organisation=successor)
        return
    if known.ends_on is not None and desk.ends_on != known.ends_on:
        known.ends_on = max(known.ends_on, desk.ends_on) if desk.ends_on else None
        known.save(update_fields=["ends_on"])
    desk.ends_on = case.begins(desk.starts_on)
    desk.save(update_fields=["ends_on"])


def _role_money(case: Case) -> Sequence[Duty]:
    paid = RoleFunding.objects.filter(
        case.runs_on, role__partnership=case.partnership, organisation=case.ended
    ).select_related("role")
    return [
        Duty(one.pk, f"pays £{one.pounds_a_year:,} a year for “{one.role.title}”") for one in paid
    ]


def _pass_role_money(case: Case, pk: int, successor: Organisation) -> None:
    pass_on(case, RoleFunding.objects.select_for_update().get(pk=pk), organisation=successor)


def _programme_money(case: Case) -> Sequence[Duty]:
    paid = ProgrammeFunding.objects.filter(
        case.runs_on, programme__partnership=case.partnership, organisation=case.ended
    ).select_related("programme")
    return [
        Duty(one.pk, f"pays £{one.pounds_a_year:,} a year for {one.programme.name}") for one in paid
    ]


def _pass_programme_money(case: Case, pk: int, successor: Organisation) -> None:
    pass_on(case, ProgrammeFunding.objects.select_for_update().get(pk=pk), organisation=successor)


def _programmes(case: Case) -> Sequence[Duty]:
    run = Programme.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=case.today),
        partnership=case.partnership,
        run_by=case.ended,
    )
    return [Duty(one.pk, f"runs {one.name}") for one in run]


def _pass_programme(case: Case, pk: int, successor: Organisation) -> None:
    programme = Programme.objects.select_for_update().get(pk=pk)
    run_by: Any = programme.run_by
    run_by.remove(case.ended)
    run_by.add(successor)


SHARES = Succeeding(
    "share", "Shares of roles whose holders it employs", _shares, _pass_share, BOUNDS
)
DESKS = Succeeding("desk", "Roles that it hosts", _desks, _pass_desk)
ROLE_MONEY = Succeeding("role-money", "Money for roles", _role_money, _pass_role_money)
PROGRAMME_MONEY = Succeeding(
    "programme-money", "Money for programmes", _programme_money, _pass_programme_money
)
PROGRAMMES = Succeeding("programme", "Programmes that it runs", _programmes, _pass_programme)
