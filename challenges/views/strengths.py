from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import Refused
from challenges.actions.strengths import (
    build_on,
    confirm_strength,
    name_strength,
    stop_building_on,
)
from challenges.forms.strength import BuildOnForm, StrengthForm
from challenges.models import Strength
from challenges.rules import can_confirm_strength, can_revise
from challenges.views.finding import carried_out, crumbs_to, found_challenge, found_partnership
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def challenge_strengths(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """What a challenge builds on: choose among what is known here, or stop building on it."""
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    known = Strength.objects.published().filter(partnership=found.partnership_id)
    others = known.exclude(challenges=found)
    form = BuildOnForm(request.POST or None, known=others)
    if form.is_valid():
        build_on(found, by=by, strength=form.cleaned_data["strength"])
        return redirect("challenge_strengths", partnership=partnership, challenge=found.slug)
    context = {
        "challenge": found,
        "form": form,
        "crumbs": crumbs_to(found.partnership, found),
        "strengths": found.strengths.all()[:50],
        "others": others.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_strengths.html", context, status=status)


@require_http_methods(["GET", "POST"])
def strength_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    form = StrengthForm(request.POST or None)
    named = carried_out(
        form,
        lambda: name_strength(
            found.partnership,
            by=by,
            today=timezone.localdate(),
            challenge=found,
            **form.says(),
        ),
    )
    if named is not None:
        return redirect("challenge_strengths", partnership=partnership, challenge=found.slug)
    context = {"challenge": found, "form": form, "crumbs": crumbs_to(found.partnership, found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/strength_create.html", context, status=status)


@require_POST
def strength_remove(
    request: HttpRequest, partnership: str, challenge: str, strength: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    try:
        stop_building_on(found, by=by, strength=get_object_or_404(found.strengths, pk=strength))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("challenge_strengths", partnership=partnership, challenge=found.slug)


@require_http_methods(["GET", "POST"])
def strength_confirm(request: HttpRequest, partnership: str, strength: int) -> HttpResponse:
    place = found_partnership(request, partnership)
    found = get_object_or_404(
        Strength.objects.visible_to(request.user).select_related("partnership"),
        partnership=place,
        pk=strength,
    )
    by = permitted_actor(request, can_confirm_strength, found)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: confirm_strength(found, by=by, today=timezone.localdate())):
        messages.success(request, f"Thank you. {found.name} is confirmed as of today.")
        return redirect("strength_detail", partnership=partnership, strength=found.pk)
    context = {"strength": found, "form": form, "crumbs": crumbs_to(place)[:1]}
    return render(request, "challenges/strength_confirm.html", context)
