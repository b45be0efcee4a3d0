"""What is public, the page as anybody will see it, and the step that makes it so."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import permitted_actor
from partnership.actions.opening import show_to_all
from partnership.actions.setting_up import publish
from partnership.forms.setting_up import OpenForm
from partnership.going_live import consequences_of
from partnership.preview import as_anybody, as_if_live
from partnership.public_page import public_page, shown_partnerships
from partnership.rules import can_configure, can_publish
from partnership.seen import partnership_seen
from partnership.setup_tasks import tasks_of


@require_http_methods(["GET", "POST"])
def partnership_open(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    form = OpenForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        show_to_all(
            found,
            by=by,
            terms=form.cleaned_data["shows_terms"],
            investment=form.cleaned_data["shows_investment"],
            network=form.cleaned_data["shows_network"],
        )
        messages.success(request, "Saved.")
        return redirect("partnership_setup", partnership=found.slug)
    context = {"form": form, "partnership": found}
    return render(request, "partnership/partnership_open.html", context)


@require_safe
def partnership_preview(request: HttpRequest, partnership: str) -> HttpResponse:
    """The real public page, as a visitor who has not signed in will see it."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_configure, found)
    visit = as_anybody(request)
    with as_if_live(found):
        live = shown_partnerships(visit.user).get(pk=found.pk)
        context = {**public_page(visit, live), "preview": found}
        return render(visit, "partnership/partnership_detail.html", context)


@require_http_methods(["GET", "POST"])
def partnership_publish(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_publish, found)
    refusal = ""
    if request.method == "POST":
        try:
            publish(found, by=by, now=timezone.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"{found.name} is live. Everybody can find it now.")
            return redirect("partnership_detail", partnership=found.slug)
    tasks = tasks_of(found, on=timezone.localdate())
    context = {
        "partnership": found,
        "missing": [task for task in tasks if task.needed and not task.done],
        "consequences": consequences_of(found, timezone.now()),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "partnership/partnership_publish.html", context, status=status)
