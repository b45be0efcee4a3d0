from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from accounts.panels import gather
from leaders.actions.roles import RoleFacts, create_role, end_role, revise_role
from leaders.figures import shape_on
from leaders.forms.roles import EndForm, RoleForm, RoleScopeForm, first_day_without
from leaders.inside import acts_told, inside_of
from leaders.models import LeadershipRole
from leaders.portrait import groups_of, portrait_of
from leaders.proposed import proposed_role
from leaders.rules import can_manage_roles, can_propose_role, can_see_money
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor
from partnership.seen import partnership_seen

A_YEAR = timedelta(days=365)


def role_seen(request: HttpRequest, partnership: str, role: str) -> LeadershipRole:
    """The role with its story, as far as this request may see it; 404 otherwise."""
    found = LeadershipRole.objects.visible_to(request.user).with_story()
    return get_object_or_404(
        found.select_related("follows"), partnership__slug=partnership, slug=role
    )


def agreed_role(request: HttpRequest, partnership: str, role: str) -> LeadershipRole:
    """The same, of a role that is more than a proposal."""
    found = role_seen(request, partnership, role)
    if found.proposed:
        raise Http404
    return found


@login_not_required
@require_safe
def role_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    today = timezone.localdate()
    seen = LeadershipRole.objects.visible_to(request.user).filter(partnership=found)
    roles = seen.with_holders().in_force_first(today)
    page = Paginator(roles, 20).get_page(request.GET.get("page"))
    context = {
        "partnership": found,
        "page": page,
        "groups": groups_of(page.object_list, today),
        "shape": shape_on(found, today),
        "manages_roles": may(request, can_manage_roles, found),
        "proposes": may(request, can_propose_role, found),
    }
    return render(request, "leaders/role_list.html", context)


@login_not_required
@hidden_leads_to_sign_in
@require_safe
def role_detail(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    seen = LeadershipRole.objects.visible_to(request.user).select_related("partnership", "place")
    found = get_object_or_404(seen, partnership__slug=partnership, slug=role)
    if found.proposed:
        return render(request, "leaders/role_proposed.html", proposed_role(found, request))
    today, acts = timezone.localdate(), acts_told(found)
    shows_money = may(request, can_see_money, found)
    context = {
        "role": found,
        "partnership": found.partnership,
        "portrait": portrait_of(
            found, today, viewer=request.user, acts=acts, shows_money=shows_money
        ),
        "inside": inside_of(found, request, today, acts),
        "panels": gather(settings.ROLE_PANELS, request, found),
        "manages_roles": may(request, can_manage_roles, found.partnership),
    }
    return render(request, "leaders/role_detail.html", context)


@require_http_methods(["GET", "POST"])
def role_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_manage_roles, found)
    form = RoleForm(request.POST or None)
    if form.is_valid():
        facts = RoleFacts(**form.cleaned_data, place=found.place, starts_on=timezone.localdate())
        role = create_role(found, by=by, facts=facts)
        return redirect_to_step("role_scope", role)
    context = {"partnership": found, "form": form, "step": 1}
    return answer(request, "leaders/role_create.html", context)


@require_http_methods(["GET", "POST"])
def role_edit(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    form = RoleForm(request.POST or None, initial={"title": found.title, "remit": found.remit})
    if form.is_valid():
        revise_role(found, by=by, facts=replace(facts_of(found), **form.cleaned_data))
        return redirect(*address(found))
    return answer(request, "leaders/role_edit.html", {"role": found, "form": form})


@require_http_methods(["GET", "POST"])
def role_scope(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    facts = facts_of(found)
    known = {name: getattr(facts, name) for name in facts.__slots__}
    known["hosts"] = list(found.hosts.all())
    if is_setting_up(request):
        known["review_on"] = facts.review_on or facts.starts_on + A_YEAR
    form = RoleScopeForm(
        request.POST or None, role=found, setting_up=is_setting_up(request), initial=known
    )
    if form.is_valid():
        try:
            revise_role(found, by=by, facts=replace(facts, **form.cleaned_data))
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            if is_setting_up(request):
                return redirect_to_step("holding_create", found)
            return redirect(*address(found))
    step = 2 if is_setting_up(request) else None
    return answer(request, "leaders/role_scope.html", {"role": found, "form": form, "step": step})


@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    form = EndForm(
        request.POST or None,
        label="From which day does the role no longer exist?",
        initial={"ends_on": first_day_without(found.starts_on)},
    )
    if form.is_valid():
        try:
            end_role(found, by=by, ends_on=form.cleaned_data["ends_on"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{found.title} has an end. Its page stays, as history.")
            return redirect(*address(found))
    holdings = [one for one in found.holdings.all() if runs_on(one.ends_on)]
    context = {"role": found, "form": form, "holdings": holdings}
    return answer(request, "leaders/role_end.html", context)


def facts_of(role: LeadershipRole) -> RoleFacts:
    """What is said of a role now, to change a part of it."""
    return RoleFacts(
        title=role.title,
        remit=role.remit,
        place=role.place,
        population=role.population,
        starts_on=role.starts_on,
        review_on=role.review_on,
        follows=role.follows,
    )


def address(role: LeadershipRole) -> tuple[str, str, str]:
    """Where a role's public page is, for `redirect`."""
    return "role_detail", role.partnership.slug, role.slug


def redirect_to_step(view: str, role: LeadershipRole) -> HttpResponse:
    """On to the next page of setting a role up."""
    response = redirect(view, partnership=role.partnership.slug, role=role.slug)
    response["Location"] += "?setting-up=1"
    return response


def is_setting_up(request: HttpRequest) -> bool:
    """Whether this page is a step on the way of setting a role up."""
    return "setting-up" in request.GET


def runs_on(ends_on: date | None) -> bool:
    return ends_on is None or ends_on > timezone.localdate()


def answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: 422 when what was sent could not be used."""
    return render(request, template, context, status=422 if context["form"].is_bound else 200)
