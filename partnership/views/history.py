from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnership.acting import permitted_actor
from partnership.history import history_of
from partnership.rules import can_see_history
from partnership.views.setup import configured


@require_safe
def partnership_history(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    permitted_actor(request, can_see_history, found)
    page = Paginator(history_of(found), 50).get_page(request.GET.get("page"))
    context = {"partnership": found, "page": page}
    return render(request, "partnership/partnership_history.html", context)
