"""A leader says which skill a piece of work asked for; a peer or a citizen confirms it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.practising import note_practice
from challenges.forms.log import NotedSkillForm
from challenges.rules import can_correct
from challenges.views.finding import carried_out, crumbs_to, found_challenge, found_entry
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def entry_practise(
    request: HttpRequest, partnership: str, challenge: str, entry: int
) -> HttpResponse:
    found = found_entry(request, found_challenge(request, partnership, challenge), entry)
    by = permitted_actor(request, can_correct, found)
    form = NotedSkillForm(request.POST or None, initial={"learned": found.learned[:1000]})
    noted = carried_out(
        form, lambda: note_practice(found, by=by, now=timezone.now(), **form.cleaned_data)
    )
    if noted is not None:
        messages.success(request, "Noted in your own record. Who can say that it was so?")
        return redirect("practice_ask", noted.practice_id)
    context = {
        "challenge": found.challenge,
        "entry": found,
        "form": form,
        "crumbs": crumbs_to(found.challenge.partnership, found.challenge),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/entry_practise.html", context, status=status)
