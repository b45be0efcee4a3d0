"""What a challenge is measured by: its page, and choosing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import Actor
from accounts.errors import Refused
from challenges.actions.measuring import call_it, let_lead, measure_by, stop_measuring_by
from challenges.forms.measures import MeasureByForm
from challenges.measure_panels import measured_by
from challenges.measure_rules import can_choose_measures
from challenges.models import ChallengeMeasure, Measure
from challenges.views.finding import carried_out, crumbs_to, found_challenge
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def challenge_measures(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """All that a challenge is measured by, the one that leads first."""
    found = found_challenge(request, partnership, challenge)
    context = {
        "challenge": found,
        "partnership": found.partnership,
        "measured": measured_by(request, found),
        "crumbs": crumbs_to(found.partnership, found),
        "may_choose": may(request, can_choose_measures, found),
    }
    return render(request, "challenges/challenge_measures.html", context)


@require_http_methods(["GET", "POST"])
def challenge_measure_choose(
    request: HttpRequest, partnership: str, challenge: str
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_choose_measures, found)
    others = Measure.objects.filter(partnership=found.partnership_id).exclude(challenges=found)
    form = MeasureByForm(request.POST or None, known=others)
    if carried_out(form, lambda: measure_by(found, by=by, **form.cleaned_data)):
        return redirect("challenge_measure_choose", partnership=partnership, challenge=found.slug)
    context = {
        "challenge": found,
        "form": form,
        "links": found.measure_links.select_related(
            "measure__partnership", "measure__place", "measure__organisation"
        )[:100],
        "kinds": ChallengeMeasure.Kind.choices,
        "others": others.exists(),
        "crumbs": crumbs_to(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_measure_choose.html", context, status=status)


@require_POST
def challenge_measure_lead(
    request: HttpRequest, partnership: str, challenge: str, link: int
) -> HttpResponse:
    return _changed(request, partnership, challenge, link, let_lead)


@require_POST
def challenge_measure_kind(
    request: HttpRequest, partnership: str, challenge: str, link: int
) -> HttpResponse:
    kind = request.POST.get("kind", "")

    def say(one: ChallengeMeasure, *, by: Actor) -> object:
        return call_it(one, by=by, kind=kind) if kind in ChallengeMeasure.Kind.values else None

    return _changed(request, partnership, challenge, link, say)


@require_POST
def challenge_measure_remove(
    request: HttpRequest, partnership: str, challenge: str, link: int
) -> HttpResponse:
    return _changed(request, partnership, challenge, link, stop_measuring_by)


def _changed(
    request: HttpRequest,
    partnership: str,
    challenge: str,
    link: int,
    act: Callable[..., object],
) -> HttpResponse:
    """Do this with one of the measures of a challenge, and go back to all of them."""
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_choose_measures, found)
    one = get_object_or_404(found.measure_links.select_related("measure"), pk=link)
    one.challenge = found
    try:
        act(one, by=by)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("challenge_measure_choose", partnership=partnership, challenge=found.slug)
