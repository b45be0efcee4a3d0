"""A leader logs work in three fields, and reads what was logged."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.logging import log_work
from challenges.corrections_in_words import corrections
from challenges.forms.log import EntryForm
from challenges.models import Challenge, EntryPractice, LogDraft, LogEntry
from challenges.rules import can_correct, can_log_work
from challenges.views.drafts import left_for_later, thrown_away
from challenges.views.finding import (
    carried_out,
    crumbs_to,
    found_challenge,
    found_entry,
    permitted_hats,
    visible_entries,
)
from challenges.views.working import work_of
from partnership.acting import hats_of, hidden_leads_to_sign_in, may
from partnership.models import Hat


@require_http_methods(["GET", "POST"])
def entry_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    hats = permitted_hats(request, can_log_work, found)
    like = _repeated(request, found, hats)
    if request.method != "POST":
        return _asking(request, found, _repeating(found, hats, like) if like else None)
    if "drop" in request.POST:
        return thrown_away(request, found, hats)
    if "later" in request.POST and (answer := left_for_later(request, found, hats)):
        return answer
    form = EntryForm(request.POST, hats=hats, today=timezone.localdate(), page="log")
    entry = carried_out(
        form,
        lambda: log_work(
            found,
            by=form.chosen_hat().actor(),
            work=form.work(like),
            now=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )
    if entry is not None:
        return _logged(request, found, entry, form.cleaned_data["page"] or "challenge")
    return _asking(request, found, form)


def _repeated(request: HttpRequest, challenge: Challenge, hats: list[Hat]) -> LogEntry | None:
    """One's own entry of this challenge that is to be repeated: named in the address, or sent."""
    named = (request.POST if request.method == "POST" else request.GET).get("like", "")
    if not named:
        return None
    own = visible_entries(request, challenge).filter(hat__in=[hat.pk for hat in hats])
    if named == "last":
        return own.first()
    return own.filter(pk=named).first() if named.isdecimal() and len(named) < 19 else None


def _repeating(challenge: Challenge, hats: list[Hat], like: LogEntry) -> EntryForm | None:
    """The form as an entry was; not while a draft waits, which would be written over."""
    if LogDraft.objects.of(hats).filter(challenge=challenge).exists():
        return None
    form = EntryForm(hats=hats, today=timezone.localdate(), page="log")
    form.repeat(like)
    return form


def _logged(request: HttpRequest, challenge: Challenge, entry: LogEntry, page: str) -> HttpResponse:
    """The entry in its place: swapped in, or after a redirect."""
    if request.htmx:  # type: ignore[attr-defined]
        shown = found_entry(request, challenge, entry.pk)
        context = work_of(request, challenge, page=page, arrived=shown)
        return render(request, "challenges/_challenge_work.html", context)
    messages.success(request, "Logged. You can add details to it whenever you like.")
    name = "entry_create" if page == "log" else "challenge_detail"
    address = reverse(name, args=[challenge.partnership.slug, challenge.slug])
    return HttpResponseRedirect(f"{address}?logged={entry.pk}#entry-{entry.pk}")


def _asking(request: HttpRequest, challenge: Challenge, form: EntryForm | None) -> HttpResponse:
    """The quick-add form: swapped into the page it came from, or on its own page."""
    refused = form is not None and form.is_bound
    page = (form.data.get("page") or "challenge") if form and refused else "log"
    logged = request.GET.get("logged", "")
    own = [hat.pk for hat in hats_of(request)]
    arrived = visible_entries(request, challenge).filter(
        pk=logged if logged.isdecimal() else 0, hat__in=own
    )
    context = work_of(
        request,
        challenge,
        page=page if request.htmx else "log",  # type: ignore[attr-defined]
        form=form,
        arrived=arrived.first() if logged else None,
    )
    context["crumbs"] = crumbs_to(challenge.partnership, challenge)[-1:]
    name = "_challenge_work" if request.htmx else "entry_create"  # type: ignore[attr-defined]
    status = 422 if refused else 200
    return render(request, f"challenges/{name}.html", context, status=status)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def entry_detail(
    request: HttpRequest, partnership: str, challenge: str, entry: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    shown = found_entry(request, found, entry)
    practised = EntryPractice.objects.visible_to(request.user).filter(entry=shown)
    context = {
        "challenge": found,
        "partnership": found.partnership,
        "entry": shown,
        "strengths": list(shown.strengths.visible_to(request.user)),
        "practised": list(practised.select_related("practice")),
        "corrections": corrections(shown, request.user) if shown.corrected_at else [],
        "crumbs": crumbs_to(found.partnership, found),
        "may_correct": may(request, can_correct, shown),
        "may_repeat": may(request, can_log_work, found) and may(request, can_correct, shown),
    }
    return render(request, "challenges/entry_detail.html", context)
