from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.logging import log_work
from challenges.forms.log import EntryForm
from challenges.models import Challenge, LogEntry
from challenges.rules import can_correct, can_log_work
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
from partnership.models import Sector


@require_http_methods(["GET", "POST"])
def entry_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    hats = permitted_hats(request, can_log_work, found)
    form = EntryForm(request.POST or None, hats=hats, today=timezone.localdate(), page="log")
    entry = carried_out(
        form,
        lambda: log_work(
            found,
            by=form.chosen_hat().actor(),
            work=form.work(),
            now=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )
    if entry is not None:
        return _logged(request, found, entry, form.cleaned_data["page"] or "challenge")
    return _asking(request, found, form)


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


def _asking(request: HttpRequest, challenge: Challenge, form: EntryForm) -> HttpResponse:
    """The quick-add form: swapped into the page it came from, or on its own page."""
    page = (form.data.get("page") or "challenge") if form.is_bound else "log"
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
    status = 422 if form.is_bound else 200
    return render(request, f"challenges/{name}.html", context, status=status)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def entry_list(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    entries = visible_entries(request, found)
    sector, seen_by = request.GET.get("sector", ""), request.GET.get("seen_by", "")
    if sector in Sector.values:
        entries = entries.filter(hat__organisation__sector=sector)
    if seen_by in LogEntry.Visibility.values:
        entries = entries.filter(visibility=seen_by)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "challenge": found,
        "partnership": found.partnership,
        "crumbs": crumbs_to(found.partnership, found),
        "page": Paginator(entries, 20).get_page(request.GET.get("page")),
        "query": f"{asked.urlencode()}&" if asked else "",
        "sectors": Sector.choices,
        "visibilities": LogEntry.Visibility.choices,
        "sector": sector,
        "seen_by": seen_by,
        "today": timezone.localdate(),
    }
    return render(request, "challenges/entry_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def entry_detail(
    request: HttpRequest, partnership: str, challenge: str, entry: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    shown = found_entry(request, found, entry)
    context = {
        "challenge": found,
        "entry": shown,
        "crumbs": crumbs_to(found.partnership, found),
        "may_correct": may(request, can_correct, shown),
    }
    return render(request, "challenges/entry_detail.html", context)
