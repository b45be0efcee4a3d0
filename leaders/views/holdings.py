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
from leaders.actions.holdings import end_holding, hold_role, invite_to_role, step_down
from leaders.forms.roles import EndForm, HoldingForm, first_day_without
from leaders.models import LeadershipRole, RoleHolding
from leaders.rules import can_manage_roles, can_step_down
from leaders.standing import consequence, in_words
from leaders.total import share_total
from leaders.views.roles import address, answer, is_setting_up, redirect_to_step, role_seen
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def holding_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = role_seen(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    today = timezone.localdate()
    suggested = {"share": share_to_suggest(found, today), "starts_on": max(today, found.starts_on)}
    form = HoldingForm(request.POST or None, role=found, initial=suggested)
    context = {"role": found, "form": form, "step": step_of(request, found)}
    context["total"] = share_total(found, request.POST or request.GET, suggested)
    if request.htmx and request.method == "GET":  # type: ignore[attr-defined]
        return render(request, "leaders/holding_create.html#share-total", context)
    if form.is_valid():
        try:
            given = give_share(found, by=by, form=form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return on_after(request, found, given)
    return answer(request, "leaders/holding_create.html", context)


@require_http_methods(["GET", "POST"])
def holding_end(request: HttpRequest, partnership: str, role: str, holding: int) -> HttpResponse:
    found = role_seen(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    return ending(request, holding_of(found, holding), by=by, own=False)


@require_http_methods(["GET", "POST"])
def holding_step_down(
    request: HttpRequest, partnership: str, role: str, holding: int
) -> HttpResponse:
    found = holding_of(role_seen(request, partnership, role), holding)
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
            return redirect(*address(role))
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


def give_share(role: LeadershipRole, *, by: Actor, form: HoldingForm) -> RoleHolding:
    """Give the share that was asked for, to somebody known or to somebody new."""
    given: dict[str, Any] = form.cleaned_data
    terms = {name: given[name] for name in ("employer", "share", "starts_on")}
    if form.is_new():
        return invite_to_role(
            role,
            by=by,
            name=given["name"],
            email=given["email"],
            now=timezone.now(),
            **terms,
        )
    return hold_role(role, by=by, person=given["person"], **terms)


def on_after(request: HttpRequest, role: LeadershipRole, given: RoleHolding) -> HttpResponse:
    """To the second holder while the role is being set up, otherwise to its page."""
    first = role.holdings.count() == 0
    if is_setting_up(request) and given.share < 100 and first:
        return redirect_to_step("holding_create", role)
    messages.success(request, f"{given.person} now has {given.share}% of {role.title}.")
    return redirect(*address(role))


def step_of(request: HttpRequest, role: LeadershipRole) -> int | None:
    """Which step of setting a role up this is; none outside of it."""
    if not is_setting_up(request):
        return None
    return 4 if role.holdings.all() else 3


def share_to_suggest(role: LeadershipRole, day: date) -> int:
    """Half of a role for the first, the rest for whoever comes next."""
    taken = role.share_taken(max(day, role.starts_on))
    return 100 - taken if 0 < taken < 100 else 50
