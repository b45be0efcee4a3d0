"""An entry is corrected; when two people did so at once, the second sees both texts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.logging import correct_entry
from challenges.errors import ChangedMeanwhile
from challenges.forms.log import CorrectionForm
from challenges.models import LogEntry, Strength
from challenges.rules import can_correct
from challenges.views.finding import carried_out, crumbs_to, found_challenge, found_entry
from partnership.acting import permitted_actor
from partnership.models import Organisation


@require_http_methods(["GET", "POST"])
def entry_edit(request: HttpRequest, partnership: str, challenge: str, entry: int) -> HttpResponse:
    found = found_entry(request, found_challenge(request, partnership, challenge), entry)
    by = permitted_actor(request, can_correct, found)
    form = _form(request, found)
    if "join" in request.POST:
        return _compare(request, found)
    try:
        saved = carried_out(
            form,
            lambda: correct_entry(
                found,
                by=by,
                version=form.cleaned_data["version"],
                work=form.work(),
                now=timezone.now(),
            ),
        )
    except ChangedMeanwhile:
        return _compare(request, found_entry(request, found.challenge, entry))
    if saved is None:
        status = 422 if form.is_bound else 200
        return render(request, "challenges/entry_edit.html", _context(found, form), status=status)
    messages.success(request, "Corrected. The entry says so, with today’s date.")
    return HttpResponseRedirect(found.get_absolute_url())


def _form(request: HttpRequest, entry: LogEntry) -> CorrectionForm:
    others = Organisation.objects.filter(challenge_links__challenge=entry.challenge_id)
    if entry.hat.organisation_id is not None:
        others = others.exclude(pk=entry.hat.organisation_id)
    partnership = entry.challenge.partnership_id
    strengths = Strength.objects.visible_to(request.user).filter(partnership=partnership)
    if request.method == "POST":
        return CorrectionForm(request.POST, others=others, strengths=strengths.published())
    return CorrectionForm.filled_from(entry, others, strengths.published())


def _compare(request: HttpRequest, stored: LogEntry) -> HttpResponse:
    """Both texts side by side. What this person wrote stays in the boxes, to be saved on purpose.

    With `join` what is stored is put above it, so that one text can be made of two.
    """
    written = request.POST.copy()
    written["version"] = str(stored.version)
    joining = "join" in written
    if joining:
        for name in ("did", "learned"):
            texts = [getattr(stored, name).strip(), written.get(name, "").strip()]
            written[name] = "\n\n".join(dict.fromkeys(filter(None, texts)))
    form = _form(request, stored)
    form.data = written
    context = {**_context(stored, form), "joined": joining}
    status = 200 if joining else 409
    return render(request, "challenges/entry_conflict.html", context, status=status)


def _context(entry: LogEntry, form: CorrectionForm) -> dict[str, object]:
    way = crumbs_to(entry.challenge.partnership, entry.challenge)
    return {"challenge": entry.challenge, "entry": entry, "form": form, "crumbs": way}
