"""The chair's page: what needs me, what changed, the shape of leadership; and the board's days."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import permitted_actor
from partnership.actions.boards import add_board, remove_board
from partnership.attention import SHOWN_AT_MOST, all_needs_of, coordinates
from partnership.board import board_of
from partnership.forms.boards import BoardForm, SinceForm
from partnership.rules import can_keep_boards, can_see_what_needs
from partnership.seen import partnership_seen


@require_safe
def partnership_chair(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_what_needs, found)
    board = board_of(request, found)
    context = {
        "partnership": found,
        "board": board,
        "needs": board.needs[:SHOWN_AT_MOST],
        "panels": board.shape,
        "coming": sorted(
            (one for one in board.meetings if one.meets_on >= board.today),
            key=lambda one: one.meets_on,
        ),
        "past": [one for one in board.meetings if one.meets_on < board.today],
        "since_form": SinceForm(initial={"since": board.since}),
    }
    return render(request, "partnership/partnership_chair.html", context)


@require_safe
def partnership_needs(request: HttpRequest, partnership: str) -> HttpResponse:
    """All that needs those who head a partnership, of one kind or of each."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_what_needs, found)
    needs = all_needs_of(found, timezone.now(), coordinates=coordinates(request, found))
    kinds = {slugify(need.kind): need.kind for need in needs}
    kind = request.GET.get("kind", "")
    if kind in kinds:
        needs = [need for need in needs if need.kind == kinds[kind]]
    context = {
        "partnership": found,
        "kinds": sorted(kinds.items(), key=lambda one: one[1]),
        "kind": kind if kind in kinds else "",
        "page": Paginator(needs, 25).get_page(request.GET.get("page")),
        "back": reverse("partnership_chair", args=[found.slug]),
        "query": f"{urlencode({'kind': kind})}&" if kind in kinds else "",
    }
    return render(request, "partnership/partnership_needs.html", context)


@require_http_methods(["GET", "POST"])
def board_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_keep_boards, found)
    form = BoardForm(request.POST or None)
    if form.is_valid():
        try:
            add_board(found, by=by, meets_on=form.cleaned_data["meets_on"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "The board meeting is kept.")
            return redirect("partnership_chair", partnership=found.slug)
    context = {"form": form, "partnership": found}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/board_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def board_remove(request: HttpRequest, partnership: str, board: int) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_keep_boards, found)
    meeting = get_object_or_404(found.board_meetings, pk=board)
    if request.method == "POST":
        remove_board(meeting, by=by)
        messages.success(request, "The board meeting is taken away.")
        return redirect("partnership_chair", partnership=found.slug)
    return render(
        request, "partnership/board_remove.html", {"meeting": meeting, "partnership": found}
    )
