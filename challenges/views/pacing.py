"""When people are reminded of a challenge."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.pacing import set_pace
from challenges.forms.challenge import PaceForm
from challenges.pace_in_words import in_words
from challenges.rules import can_pace
from challenges.views.finding import carried_out, crumbs_to, found_challenge
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def challenge_cadence(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_pace, found)
    today = timezone.localdate()
    stands = {name: getattr(found, name) for name in PaceForm.base_fields}
    form = PaceForm(request.POST or None, initial=stands)
    paced = carried_out(form, lambda: set_pace(found, by=by, **form.cleaned_data))
    if paced is not None:
        messages.success(request, f"Saved. {in_words(paced, today)}")
        return redirect("challenge_cadence", partnership=partnership, challenge=found.slug)
    context = {
        "challenge": found,
        "form": form,
        "pace": in_words(found, today),
        "crumbs": crumbs_to(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_cadence.html", context, status=status)
