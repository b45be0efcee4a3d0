from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.panels import gather
from partnership.cartogram import england_in_hexagons
from partnership.place_facts import places_with_facts
from partnership.place_page import place_page
from partnership.place_search import KINDS, LONGEST, places_like


@login_not_required
@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in dict(KINDS) else ""
    found = places_like(typed, kind=kind)
    context: dict[str, Any] = {"q": typed, "kind": kind, "kinds": KINDS, "found": found}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "partnership/place_list.html#place-results", context)
    context["england"] = england_in_hexagons(request.user)
    return render(request, "partnership/place_list.html", context)


@login_not_required
@require_safe
def place_detail(request: HttpRequest, place: str) -> HttpResponse:
    found = get_object_or_404(places_with_facts(request.user), slug=place)
    context = {
        **place_page(found),
        "england": england_in_hexagons(request.user) if found.is_country else None,
        "panels": gather(settings.PLACE_PANELS, request, found),
    }
    return render(request, "partnership/place_detail.html", context)
