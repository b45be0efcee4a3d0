"""Every kind of message, previewed with what there is: for whoever words them.

Wired in `urls_development.py` alone, so that it exists nowhere else.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reminders.channels.text import LETTERS
from reminders.kinds import Kind, kinds
from reminders.previews import preview
from reminders.views.mailbox import WORDS_ONLY


def _kind_or_404(name: str) -> Kind[Any]:
    if name not in kinds():
        raise Http404
    return kinds()[name]


@login_not_required
@require_safe
def kind_list(request: HttpRequest) -> HttpResponse:
    """What is sent, by topic."""
    declared = sorted(kinds().values(), key=lambda kind: (kind.topic.optional, kind.topic.name))
    return render(request, "dev/kind_list.html", {"kinds": declared})


@login_not_required
@require_safe
def kind_preview(request: HttpRequest, name: str) -> HttpResponse:
    """One kind: its subject, its text, its text message, its letter."""
    kind = _kind_or_404(name)
    context = {"kind": kind, "preview": preview(kind), "most": LETTERS}
    return render(request, "dev/kind_preview.html", context)


@login_not_required
@require_safe
def kind_html(request: HttpRequest, name: str) -> HttpResponse:
    """Its HTML as it is, under a policy of its own."""
    shown = preview(_kind_or_404(name))
    if shown is None:
        raise Http404
    return HttpResponse(shown.html, headers={"Content-Security-Policy": WORDS_ONLY})
