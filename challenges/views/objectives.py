"""Objectives of a leadership role that point at measures of the place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import Refused
from challenges.actions.objectives import end_objective, put_to_holders, set_objective
from challenges.forms.objectives import EndObjectiveForm, ObjectiveForm
from challenges.measure_rules import can_end_objective, can_set_objectives
from challenges.models import Measure
from challenges.views.finding import Crumbs, carried_out
from leaders.models import LeadershipRole
from leaders.rules import can_propose_act
from leaders.views.roles import agreed_role
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def objective_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_set_objectives, found)
    known = Measure.objects.filter(partnership=found.partnership_id).of_the_place()
    form = ObjectiveForm(request.POST or None, known=known)
    if carried_out(form, lambda: set_objective(found, by=by, **form.cleaned_data)):
        messages.success(request, "The objective is set. It binds once its holders accept it.")
        return redirect("role_detail", partnership, role)
    context = {"role": found, "form": form, "crumbs": _crumbs(found), "known": known.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/objective_create.html", context, status=status)


@require_POST
def objective_put(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    """Put what waits to those who hold the role: the role's own joint act."""
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_propose_act, found)
    try:
        act = put_to_holders(found, by=by, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = "All who hold the role have accepted." if act.done_at else "They have been asked."
        messages.success(request, done)
    return redirect("role_detail", partnership, role)


@require_http_methods(["GET", "POST"])
def objective_end(
    request: HttpRequest, partnership: str, role: str, objective: int
) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    one = get_object_or_404(found.objectives.select_related("measure"), pk=objective)
    one.role = found
    by = permitted_actor(request, can_end_objective, one)
    form = EndObjectiveForm(request.POST or None)
    if carried_out(
        form,
        lambda: end_objective(one, by=by, today=timezone.localdate(), **form.cleaned_data),
    ):
        messages.success(request, "The objective has ended.")
        return redirect("role_detail", partnership, role)
    context = {"role": found, "objective": one, "form": form, "crumbs": _crumbs(found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/objective_end.html", context, status=status)


def _crumbs(role: LeadershipRole) -> Crumbs:
    partnership = role.partnership
    return [
        {"label": partnership.name, "url": reverse("partnership_detail", args=[partnership.slug])},
        {"label": role.title, "url": reverse("role_detail", args=[partnership.slug, role.slug])},
    ]
