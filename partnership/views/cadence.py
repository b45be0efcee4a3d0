"""When and how often a partnership writes to people."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import Refused
from partnership.acting import permitted_actor
from partnership.actions.pacing import set_cadence
from partnership.cadence_in_words import consequences, in_words
from partnership.forms.cadence import CadenceForm
from partnership.rules import can_set_cadence
from partnership.seen import partnership_seen


@require_http_methods(["GET", "POST"])
def partnership_cadence(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_set_cadence, found)
    stands = {name: getattr(found, name) for name in CadenceForm.names()}
    form = CadenceForm(request.POST or None, initial=stands)
    if form.is_valid():
        try:
            paced = set_cadence(
                found,
                by=by,
                cadence=form.cadence(),
                quiet_after_days=form.cleaned_data["quiet_after_days"],
                summary_weekday=form.cleaned_data["summary_weekday"],
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"Saved. {in_words(paced)}.")
            return redirect("partnership_cadence", partnership=found.slug)
    context = {"form": form, "partnership": found, "consequences": consequences(found)}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/partnership_cadence.html", context, status=status)
