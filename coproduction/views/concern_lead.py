"""What worries people, for the safeguarding lead and the deputy. Every reading is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.models.contact_point import as_people_write
from coproduction.actions.safeguarding import acknowledge, read_concern, write_note
from coproduction.forms.concern import NoteForm
from coproduction.models import Concern
from coproduction.rules import can_safeguard
from partnership.acting import permitted_actor
from partnership.models import Partnership

PAGE = 25
READINGS = 50


@require_safe
@never_cache
def concern_list(request: HttpRequest, partnership: str) -> HttpResponse:
    """Those that wait first. No words of any: to read one is to open it."""
    seen = Partnership.objects.visible_to(request.user)
    found = get_object_or_404(seen, slug=partnership)
    permitted_actor(request, can_safeguard, found)
    concerns = Concern.objects.visible_to(request.user).filter(session__partnership=found)
    ordered = concerns.select_related("session", "acknowledged_by__person").waiting_first()
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {"partnership": found, "page": page}
    return render(request, "coproduction/concern_list.html", context)


@require_safe
@never_cache
def concern_detail(request: HttpRequest, partnership: str, concern: int) -> HttpResponse:
    found, actor = _concern_of(request, partnership, concern)
    return _page(request, found, actor, NoteForm())


@require_POST
def concern_acknowledge(request: HttpRequest, partnership: str, concern: int) -> HttpResponse:
    found, actor = _concern_of(request, partnership, concern)
    acknowledge(found, by=actor, now=timezone.now())
    messages.success(request, "Noted: you have seen it. Nobody is reminded of it any more.")
    return redirect("concern_detail", partnership, concern)


@require_POST
@never_cache
def concern_note(request: HttpRequest, partnership: str, concern: int) -> HttpResponse:
    """Keep the note, and with `close` close the concern."""
    found, actor = _concern_of(request, partnership, concern)
    form = NoteForm(request.POST)
    closes = "close" in request.POST
    if form.is_valid():
        try:
            write_note(
                found, by=actor, note=form.cleaned_data["note"], closes=closes, now=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "Closed." if closes else "Saved.")
            return redirect("concern_detail", partnership, concern)
    return _page(request, found, actor, form, status=422)


def _page(
    request: HttpRequest, concern: Concern, actor: Actor, form: NoteForm, status: int = 200
) -> HttpResponse:
    opened = read_concern(concern, by=actor, now=timezone.now())
    form.fields["note"].initial = opened.note
    context = {
        "opened": opened,
        "reach": as_people_write(opened.reach.kind, opened.reach.value) if opened.reach else "",
        "concern": concern,
        "session": concern.session,
        "readings": concern.readings.select_related("reader")[:READINGS],
        "form": form,
    }
    return render(request, "coproduction/concern_detail.html", context, status=status)


def _concern_of(request: HttpRequest, partnership: str, concern: int) -> tuple[Concern, Actor]:
    seen = Concern.objects.visible_to(request.user).select_related(
        "session__partnership", "contribution", "acknowledged_by__person"
    )
    found = get_object_or_404(seen, pk=concern, session__partnership__slug=partnership)
    return found, permitted_actor(request, can_safeguard, found.session.partnership)
