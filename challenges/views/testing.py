"""A test of change is planned, begun and ended, each on a page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.cycles import (
    change_plan,
    end_cycle,
    link_entries,
    plan_cycle,
    start_cycle,
)
from challenges.change_rules import can_plan_cycle, can_run_cycle
from challenges.forms.cycle import EndForm, EntriesForm, PlanForm, StartForm
from challenges.models import Challenge, Cycle, Measure
from challenges.views.cycles import found_cycle
from challenges.views.finding import carried_out, found_challenge, visible_entries
from challenges.views.one_form import form_shown
from partnership.acting import permitted_actor

RECENT = 60


@require_http_methods(["GET", "POST"])
def cycle_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """Plan a test; with `?follows=` the one that follows another, with `?idea=` of an idea."""
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_plan_cycle, found)
    before = _asked(request, found)
    form = _plan_form(request, found, before)
    planned = carried_out(
        form,
        lambda: plan_cycle(found, by=by, plan=form.says(), now=timezone.now(), follows=before),
    )
    if planned is not None:
        messages.success(request, "Planned. Start it on its first day: the prediction then stands.")
        return redirect(planned.get_absolute_url())
    return form_shown(request, "cycle_create", found, form, follows=before)


def _asked(request: HttpRequest, challenge: Challenge) -> Cycle | None:
    """The test that this one is to follow, if the address names one."""
    number = request.GET.get("follows", "")
    return found_cycle(challenge, int(number)) if number.isdecimal() else None


def _plan_form(request: HttpRequest, challenge: Challenge, before: Cycle | None) -> PlanForm:
    measures = Measure.objects.visible_to(request.user)
    if request.method == "POST":
        return PlanForm(request.POST, challenge=challenge, measures=measures)
    if before is not None:
        return PlanForm.of_cycle(before, measures=measures, following=True)
    idea = request.GET.get("idea", "")
    initial = {"idea": int(idea)} if idea.isdecimal() else {}
    return PlanForm(challenge=challenge, measures=measures, initial=initial)


@require_http_methods(["GET", "POST"])
def cycle_edit(request: HttpRequest, partnership: str, challenge: str, cycle: int) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    test = found_cycle(found, cycle)
    by = permitted_actor(request, can_run_cycle, test)
    measures = Measure.objects.visible_to(request.user)
    form = (
        PlanForm(request.POST, challenge=found, measures=measures)
        if request.method == "POST"
        else PlanForm.of_cycle(test, measures=measures)
    )
    if carried_out(form, lambda: change_plan(test, by=by, plan=form.says())):
        return redirect(test.get_absolute_url())
    return form_shown(request, "cycle_edit", found, form, cycle=test)


@require_http_methods(["GET", "POST"])
def cycle_start(request: HttpRequest, partnership: str, challenge: str, cycle: int) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    test = found_cycle(found, cycle)
    by = permitted_actor(request, can_run_cycle, test)
    today = timezone.localdate()
    form = StartForm(request.POST or None, today=today)
    if carried_out(form, lambda: start_cycle(test, by=by, on=form.cleaned_data["on"], today=today)):
        messages.success(request, "Begun. From now on its prediction stands.")
        return redirect(test.get_absolute_url())
    return form_shown(request, "cycle_start", found, form, cycle=test)


@require_http_methods(["GET", "POST"])
def cycle_end(request: HttpRequest, partnership: str, challenge: str, cycle: int) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    test = found_cycle(found, cycle)
    by = permitted_actor(request, can_run_cycle, test)
    today = timezone.localdate()
    form = EndForm(request.POST or None, today=today)
    if carried_out(
        form,
        lambda: end_cycle(
            test, by=by, outcome=form.outcome(), on=form.cleaned_data["on"], today=today
        ),
    ):
        messages.success(request, "Ended. What you saw stands beside what you predicted.")
        return redirect(test.get_absolute_url())
    return form_shown(request, "cycle_end", found, form, cycle=test)


@require_http_methods(["GET", "POST"])
def cycle_entries(
    request: HttpRequest, partnership: str, challenge: str, cycle: int
) -> HttpResponse:
    """Which entries of the log tell of it, among the recent ones that this person may read."""
    found = found_challenge(request, partnership, challenge)
    test = found_cycle(found, cycle)
    by = permitted_actor(request, can_run_cycle, test)
    readable = visible_entries(request, found)
    known = readable.filter(pk__in=list(readable.values_list("pk", flat=True)[:RECENT]))
    initial = {"entries": list(known.filter(cycles=test))}
    form = EntriesForm(request.POST if request.method == "POST" else None, known=known)
    form.initial = initial
    if form.is_valid():
        link_entries(test, by=by, among=known, chosen=form.cleaned_data["entries"])
        return redirect(test.get_absolute_url())
    return form_shown(request, "cycle_entries", found, form, cycle=test)
