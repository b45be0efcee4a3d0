"""The driver diagram of a challenge: a picture, its equal as a list, and the outline behind."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.diagrams import draw_diagram
from challenges.change_rules import can_draw_diagram, can_plan_cycle
from challenges.diagram_errors import DiagramChangedMeanwhile
from challenges.diagrams import branches_of, diagram_of, outline_of, retired_of
from challenges.driver_picture import picture_of
from challenges.forms.diagram import OutlineForm
from challenges.models import Challenge, Measure
from challenges.outline import rendered
from challenges.views.finding import carried_out, crumbs_to, found_challenge
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def diagram_detail(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    diagram = diagram_of(found)
    context = {
        "challenge": found,
        "diagram": diagram,
        "branches": branches_of(diagram) if diagram else [],
        "retired": retired_of(diagram) if diagram else [],
        "picture": picture_of(outline_of(diagram)) if diagram else None,
        "crumbs": crumbs_to(found.partnership, found),
        "may_draw": may(request, can_draw_diagram, found),
        "may_plan": may(request, can_plan_cycle, found),
    }
    return render(request, "challenges/diagram_detail.html", context)


@require_http_methods(["GET", "POST"])
def diagram_edit(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_draw_diagram, found)
    form = _form(request, found)
    try:
        drawn = carried_out(
            form,
            lambda: draw_diagram(found, by=by, now=timezone.now(), **form.cleaned_data),
        )
    except DiagramChangedMeanwhile:
        return _compare(request, found)
    if drawn is not None:
        messages.success(request, "Drawn. Lines that stayed keep their tests of change.")
        return redirect("diagram_detail", partnership=partnership, challenge=found.slug)
    context = {"challenge": found, "form": form, "crumbs": crumbs_to(found.partnership, found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/diagram_edit.html", context, status=status)


def _form(request: HttpRequest, challenge: Challenge) -> OutlineForm:
    measures = Measure.objects.visible_to(request.user)
    if request.method == "POST":
        return OutlineForm(request.POST, challenge=challenge, measures=measures)
    diagram = diagram_of(challenge)
    stands = {
        "outline": rendered(outline_of(diagram)) if diagram else "",
        "measure": diagram.measure_id if diagram else None,
        "version": diagram.version if diagram else 0,
    }
    return OutlineForm(challenge=challenge, measures=measures, initial=stands)


def _compare(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """What is stored beside what this person wrote, which is saved only if they send it again."""
    stored = diagram_of(challenge)
    written = request.POST.copy()
    written["version"] = str(stored.version if stored else 0)
    form = _form(request, challenge)
    form.data = written
    context = {
        "challenge": challenge,
        "form": form,
        "stored": rendered(outline_of(stored)) if stored else "",
        "crumbs": crumbs_to(challenge.partnership, challenge),
    }
    return render(request, "challenges/diagram_conflict.html", context, status=409)
