from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.writing import count_writing
from leaders.actions.holdings import end_holding, hold_role, step_down
from leaders.actions.inviting import invite_to_role
from leaders.actions.preparing_shares import propose_share
from leaders.forms.roles import EndForm, HoldingForm, first_day_without
from leaders.models import AwaitedShare, LeadershipRole, ProposedShare, RoleHolding
from leaders.rules import can_give_share, can_manage_roles, can_prepare_share, can_step_down
from leaders.standing import consequence, in_words
from leaders.total import share_total
from leaders.views.roles import (
    address,
    agreed_role,
    answer,
    is_setting_up,
    redirect_to_step,
)
from partnership.acting import may, permitted_actor
from partnership.models import Partnership


@require_http_methods(["GET", "POST"])
def holding_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = share_giver(request, found.partnership)
    today = timezone.localdate()
    suggested = {"share": share_to_suggest(found, today), "starts_on": max(today, found.starts_on)}
    form = HoldingForm(request.POST or None, role=found, initial=suggested)
    context = {"role": found, "form": form, "step": step_of(request, found)}
    context["waits"] = not can_give_share(by, found.partnership)
    context["total"] = share_total(found, request.POST or request.GET, suggested)
    if request.htmx and request.method == "GET":  # type: ignore[attr-defined]
        return render(request, "leaders/holding_create.html#share-total", context)
    if form.is_valid():
        try:
            if form.is_new():
                count_writing(request)
            given = give_share(found, by=by, form=form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return on_after(request, found, given, first=context["step"] == 3)
    return answer(request, "leaders/holding_create.html", context)


@require_http_methods(["GET", "POST"])
def holding_end(request: HttpRequest, partnership: str, role: str, holding: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    return ending(request, holding_of(found, holding), by=by, own=False)


@require_http_methods(["GET", "POST"])
def holding_step_down(
    request: HttpRequest, partnership: str, role: str, holding: int
) -> HttpResponse:
    found = holding_of(agreed_role(request, partnership, role), holding)
    by = permitted_actor(request, can_step_down, found)
    return ending(request, found, by=by, own=True)


def ending(request: HttpRequest, holding: RoleHolding, *, by: Actor, own: bool) -> HttpResponse:
    """One page for whoever ends a share, the holder or those who manage roles."""
    first = first_day_without(holding.starts_on)
    label = (
        "From which day do you no longer hold it?"
        if own
        else "From which day do they no longer hold it?"
    )
    form = EndForm(request.POST or None, label=label, initial={"ends_on": first})
    role = holding.role
    day = form.cleaned_data["ends_on"] if form.is_valid() else first
    after = consequence(role, day, without=holding)
    if form.is_valid():
        act = step_down if own else end_holding
        try:
            act(holding, by=by, ends_on=day)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            until = f"The share of {holding.person} ends on {in_words(day)}."
            messages.success(request, f"{until} {after}")
            return redirect(*(hands_over(holding) if own else address(role)))
    context = {"role": role, "holding": holding, "form": form, "after": after, "own": own}
    return answer(request, "leaders/holding_end.html", context)


def holding_of(role: LeadershipRole, pk: int) -> RoleHolding:
    """A share of this role that has not ended; 404 otherwise."""
    holding = get_object_or_404(
        role.holdings.exclude(ends_on__lte=timezone.localdate()).select_related(
            "person", "employer"
        ),
        pk=pk,
    )
    holding.role = role
    return holding


def share_giver(request: HttpRequest, partnership: Partnership) -> Actor:
    """Whoever gives out a share: as a chair if they are one, otherwise by proposing it."""
    gives = may(request, can_give_share, partnership)
    return permitted_actor(request, can_give_share if gives else can_prepare_share, partnership)


def give_share(
    role: LeadershipRole, *, by: Actor, form: HoldingForm
) -> RoleHolding | ProposedShare | AwaitedShare:
    """Give or propose the share to somebody who acts here, or invite somebody new to it."""
    given: dict[str, Any] = form.cleaned_data
    terms = {name: given[name] for name in ("employer", "share", "starts_on")}
    if form.is_new():
        who = {"name": given["name"], "email": given["email"]}
        return invite_to_role(role, by=by, now=timezone.now(), **who, **terms)
    if can_give_share(by, role.partnership):
        return hold_role(role, by=by, person=given["person"], **terms)
    return propose_share(role, by=by, person=given["person"], now=timezone.now(), **terms)


def on_after(
    request: HttpRequest,
    role: LeadershipRole,
    given: RoleHolding | ProposedShare | AwaitedShare,
    *,
    first: bool,
) -> HttpResponse:
    """To the second holder while the role is being set up, otherwise to its page."""
    if first and given.share < 100:
        return redirect_to_step("holding_create", role)
    if isinstance(given, AwaitedShare):
        asked = given.invitation.name
        said = f"{asked} is invited. {given.share}% of {role.title} waits until they say yes."
    elif isinstance(given, ProposedShare):
        said = f"The chair is asked to approve {given.share}% of {role.title} for {given.person}."
    else:
        said = f"{given.person} now has {given.share}% of {role.title}."
    messages.success(request, said)
    return redirect(*address(role))


def hands_over(holding: RoleHolding) -> tuple[str, str, str, int]:
    """Where whoever steps down writes who follows, for `redirect`."""
    return "handover_edit", holding.role.partnership.slug, holding.role.slug, holding.pk


def step_of(request: HttpRequest, role: LeadershipRole) -> int | None:
    """Which step of setting a role up this is; none outside of it."""
    if not is_setting_up(request):
        return None
    begun = (
        role.holdings.all()
        or role.proposals.filter(decided_at=None).exists()
        or role.awaited.exists()
    )
    return 4 if begun else 3


def share_to_suggest(role: LeadershipRole, day: date) -> int:
    """Half of a role for the first, the rest for whoever comes next."""
    taken = role.share_taken(max(day, role.starts_on))
    return 100 - taken if 0 < taken < 100 else 50
