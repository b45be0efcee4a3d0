"""Figures of the people whom a challenge is about, its team, and the aims that it serves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from challenges.actions.surrounding import (
    add_figure,
    choose_team,
    name_aim,
    remove_figure,
    withdraw_aim,
)
from challenges.forms.question import AimForm, FigureForm, TeamForm
from challenges.models import PolicyAim
from challenges.rules import can_revise
from challenges.views.finding import carried_out, found_challenge
from challenges.views.one_form import form_answer, page_of
from leaders.models import Cohort, LeadershipRole
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def figure_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    form = FigureForm(request.POST or None)
    if carried_out(form, lambda: add_figure(found, by=by, **form.cleaned_data)):
        messages.success(request, "Saved. The figure stands on the page with its source.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    lede = "A published figure only: never one that you counted yourselves from people’s records."
    page = page_of(found, "A figure of the people it is about", "Save the figure", lede)
    return form_answer(request, found, form, page)


@require_POST
def figure_remove(
    request: HttpRequest, partnership: str, challenge: str, figure: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    remove_figure(get_object_or_404(found.population_figures, pk=figure), by=by)
    messages.success(request, "Taken off.")
    return redirect("question_detail", partnership=partnership, challenge=found.slug)


@require_http_methods(["GET", "POST"])
def team_edit(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    in_team = {
        "roles": list(found.role_links.values_list("role", flat=True)),
        "cohorts": list(found.cohort_links.values_list("cohort", flat=True)),
    }
    here = found.partnership_id
    roles = LeadershipRole.objects.agreed().filter(partnership=here)
    cohorts = Cohort.objects.filter(programme__partnership=here).select_related("programme")
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        roles=roles.on(timezone.localdate()) | roles.filter(pk__in=in_team["roles"]),
        cohorts=cohorts,
        initial=in_team,
    )
    if form.is_valid():
        choose_team(found, by=by, **form.cleaned_data)
        messages.success(request, "Saved. The team is whoever holds these roles or takes part.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    lede = "Leaders join by themselves. Roles and cohorts are chosen here, and bring their people."
    return form_answer(request, found, form, page_of(found, "Who is in the team", "Save", lede))


@require_http_methods(["GET", "POST"])
def aim_name(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    served = found.serves.values("aim")
    aims = PolicyAim.objects.exclude(pk__in=served).select_related("plan")
    form = AimForm(
        request.POST or None, aims=aims.order_by("-plan__published_on", "position", "pk")
    )
    if carried_out(form, lambda: name_aim(found, by=by, **form.cleaned_data)):
        messages.success(request, "Saved. The page of policy aims shows it as well.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    lede = "Which aims of national plans this work serves, so that a board can see what is covered."
    return form_answer(request, found, form, page_of(found, "Name a policy aim", "Save", lede))


@require_POST
def aim_withdraw(request: HttpRequest, partnership: str, challenge: str, aim: int) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    withdraw_aim(get_object_or_404(found.serves.select_related("challenge"), pk=aim), by=by)
    messages.success(request, "Taken off.")
    return redirect("question_detail", partnership=partnership, challenge=found.slug)
