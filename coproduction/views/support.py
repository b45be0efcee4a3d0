"""What people need to take part, for those who arrange it. Every reading is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coproduction import rules
from coproduction.actions.support import arrange, read_support, undo_arranged
from coproduction.models import Support
from coproduction.views.running import running


@require_safe
def session_support(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_arrange_support)
    asked = read_support(found, by=actor, now=timezone.now())
    open_ones = sum(1 for one in asked if one.support.arranged_at is None)
    context = {"session": found, "asked": asked, "still_open": open_ones}
    return render(request, "coproduction/session_support.html", context)


@require_POST
def support_arrange(
    request: HttpRequest, partnership: str, session: str, support: int
) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_arrange_support)
    one = get_object_or_404(Support, pk=support, booking__session=found)
    if "undo" in request.POST:
        undo_arranged(one, by=actor, now=timezone.now())
    else:
        arrange(one, by=actor, now=timezone.now())
    return redirect("session_support", partnership, session)
