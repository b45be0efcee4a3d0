"""The session's team reads what was said, lets it be seen, and writes down cards and calls."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import Refused
from coproduction.actions.contributing import write_down
from coproduction.actions.moderating import hide, share
from coproduction.forms.contribution import CardForm, CardFormSet, HideForm
from coproduction.models import Contribution, Session
from coproduction.rules import can_enter_words, can_moderate, can_read_unmoderated
from partnership.acting import may, permitted_actor

PAGE = 20
QUEUES = {"waiting": "Waiting to be read", "published": "Shared", "hidden": "Not shared"}


@require_safe
def contribution_list(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    """The queue: what waits to be read, the oldest first; and what was read already."""
    found = _session_of(request, partnership, session)
    permitted_actor(request, can_read_unmoderated, found)
    queue = request.GET.get("state", "waiting")
    queue = queue if queue in QUEUES else "waiting"
    said = found.contributions.filter(state=queue).order_by("said_at", "pk")
    said = said.select_related("contact", "moderated_by__person")
    context = {
        "session": found,
        "queue": queue,
        "queues": QUEUES,
        "page": Paginator(said, PAGE).get_page(request.GET.get("page")),
        "moderates": may(request, can_moderate, found),
        "form": HideForm(),
        "page_query": f"state={queue}&",
    }
    return render(request, "coproduction/contribution_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contribution_create(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    """Write down what others said on cards, aloud or by phone, several at once."""
    found = _session_of(request, partnership, session)
    by = permitted_actor(request, can_enter_words, found)
    cards = CardFormSet(request.POST if request.method == "POST" else None, prefix="card")
    if cards.is_valid():
        sayings = [card.saying() for card in cards if card.has_changed()]
        if sayings:
            write_down(found, by=by, sayings=sayings, now=timezone.now())
            messages.success(request, f"{len(sayings)} written down. They wait to be read.")
            return redirect("contribution_list", partnership=partnership, session=session)
        cards[0].add_error("words", "Write down at least one card.")
    context = {"session": found, "cards": cards, "errors": _errors(cards)}
    status = 422 if cards.is_bound else 200
    return render(request, "coproduction/contribution_create.html", context, status=status)


@require_POST
def contribution_share(
    request: HttpRequest, partnership: str, session: str, contribution: int
) -> HttpResponse:
    found = _contribution_of(request, partnership, session, contribution)
    by = permitted_actor(request, can_moderate, found.session)
    try:
        found = share(found, by=by, now=timezone.now())
    except Refused as refused:
        return _answer(request, found, refused=str(refused))
    return _answer(request, found)


@require_POST
def contribution_hide(
    request: HttpRequest, partnership: str, session: str, contribution: int
) -> HttpResponse:
    found = _contribution_of(request, partnership, session, contribution)
    by = permitted_actor(request, can_moderate, found.session)
    form = HideForm(request.POST)
    if not form.is_valid():
        return _answer(request, found, form=form)
    try:
        found = hide(found, by=by, because=form.cleaned_data["because"], now=timezone.now())
    except Refused as refused:
        return _answer(request, found, refused=str(refused))
    return _answer(request, found)


def _answer(
    request: HttpRequest,
    contribution: Contribution,
    *,
    form: HideForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """The one line for htmx; without scripts the list again, or the same page with the error."""
    wrong = bool(refused or form)
    context = {
        "said": contribution,
        "session": contribution.session,
        "form": form or HideForm(),
        "moderates": True,
        "refused": refused,
        "settled": not wrong,
    }
    if request.htmx:  # type: ignore[attr-defined]
        template = "coproduction/contribution_list.html#contribution"
        return render(request, template, context, status=422 if wrong else 200)
    if wrong:
        template = "coproduction/contribution_moderate.html"
        return render(request, template, context, status=422)
    messages.success(request, f"{contribution.get_state_display()}.")
    session = contribution.session
    return redirect("contribution_list", session.partnership.slug, session.slug)


def _session_of(request: HttpRequest, partnership: str, session: str) -> Session:
    seen = Session.objects.visible_to(request.user).select_related("partnership", "challenge")
    return get_object_or_404(seen, partnership__slug=partnership, slug=session)


def _contribution_of(
    request: HttpRequest, partnership: str, session: str, contribution: int
) -> Contribution:
    found = _session_of(request, partnership, session)
    said = found.contributions.exclude(state=Contribution.State.WITHDRAWN)
    return get_object_or_404(said.select_related("session__partnership"), pk=contribution)


def _errors(cards: forms.BaseFormSet[CardForm]) -> list[dict[str, str]]:
    """What is wrong with which card, each leading to its field."""
    return [
        {"text": f"Card {number}: {error}", "url": f"#{card[name].id_for_label}"}
        for number, card in enumerate(cards, 1)
        for name, found in card.errors.items()
        for error in found
    ]
