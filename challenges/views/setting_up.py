"""A draft is made ready: who works on it, what it builds on, who is in the team; then activated."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import Refused
from challenges.actions.challenge import (
    activate,
    choose_organisations,
    join_team,
    leave_team,
)
from challenges.figures import footing
from challenges.forms.challenge import OrganisationsForm
from challenges.models import Challenge
from challenges.pace_in_words import in_words
from challenges.rules import can_activate, can_close, can_join_team, can_pace, can_revise
from challenges.team import people_in_teams
from challenges.views.finding import carried_out, crumbs_to, found_challenge
from partnership.acting import may, permitted_actor
from partnership.models import Organisation, Partner


@require_safe
def challenge_setup(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    permitted_actor(request, can_revise, found)
    context = {
        "challenge": found,
        "partnership": found.partnership,
        "crumbs": crumbs_to(found.partnership, found),
        "footing": footing(found),
        "members": len(people_in_teams([found.pk], timezone.now())[found.pk]),
        "may_activate": may(request, can_activate, found),
        "may_close": may(request, can_close, found),
        "may_pace": may(request, can_pace, found),
        "pace": in_words(found, timezone.localdate()),
    }
    return render(request, "challenges/challenge_setup.html", context)


@require_http_methods(["GET", "POST"])
def challenge_organisations(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    form = OrganisationsForm(
        request.POST or None,
        partners=_partners(found),
        initial={"organisations": list(found.involved.values_list("organisation", flat=True))},
    )
    if form.is_valid():
        try:
            choose_organisations(found, by=by, organisations=form.cleaned_data["organisations"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("challenge_setup", partnership=partnership, challenge=found.slug)
    context = {"challenge": found, "form": form, "crumbs": crumbs_to(found.partnership, found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_organisations.html", context, status=status)


def _partners(challenge: Challenge) -> object:
    """Partners of today, and whoever works on the challenge already."""
    current = Partner.objects.on(timezone.localdate()).filter(partnership=challenge.partnership_id)
    joined = challenge.involved.values("organisation")
    partners = Organisation.objects.filter(pk__in=current.values("organisation"))
    return (partners | Organisation.objects.filter(pk__in=joined)).order_by("sector", "name")


@require_http_methods(["GET", "POST"])
def challenge_activate(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_activate, found)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: activate(found, by=by, now=timezone.now())):
        messages.success(request, "The challenge is active, and everybody can see it.")
        return redirect(found.get_absolute_url())
    context = {
        "challenge": found,
        "form": form,
        "crumbs": crumbs_to(found.partnership, found),
        "footing": footing(found),
        "members": len(people_in_teams([found.pk], timezone.now())[found.pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_activate.html", context, status=status)


@require_POST
def team_join(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    join_team(found, by=permitted_actor(request, can_join_team, found))
    messages.success(request, "You are in the team. We will tell you when it has been quiet.")
    return redirect(found.get_absolute_url())


@require_POST
def team_leave(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    leave_team(found, by=permitted_actor(request, can_join_team, found))
    messages.success(request, "You have left the team.")
    return redirect(found.get_absolute_url())
