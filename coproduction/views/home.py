"""The first page: what this is, your place, the next sessions, and what changed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.figures import next_sessions, three_lines
from coproduction.threads import glance_of
from partnership.cartogram import england_in_hexagons


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    lines = [glance_of(answer, now=now) for answer in three_lines(request.user)]
    context = {
        "england": england_in_hexagons(request.user),
        "sessions": next_sessions(request.user, now=now, limit=4),
        "lines": lines,
    }
    return render(request, "coproduction/home.html", context)
