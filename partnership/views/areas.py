"""For which place a partnership is, and which areas of it it serves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import may, permitted_actor
from partnership.actions.areas import choose_place, serve_areas
from partnership.areas import (
    ALL,
    Area,
    areas_of,
    districts_like,
    fingerprint,
    map_of_areas,
    people_in,
)
from partnership.cartogram import england_in_hexagons
from partnership.errors import ChangedMeanwhile
from partnership.figures import people
from partnership.forms.areas import AreasTyped, rows_of
from partnership.models import Partnership, Place
from partnership.place_search import LONGEST, place_called, places_like
from partnership.rules import can_configure
from partnership.seen import partnership_seen


@require_safe
def place_choose(request: HttpRequest) -> HttpResponse:
    """Find the place of a partnership that is to begin: by name, former name, code or map."""
    permitted_actor(request, lambda actor, _: actor.person_id is not None, None)
    return render(request, "partnership/place_choose.html", finding_a_place(request))


@require_http_methods(["GET", "POST"])
def partnership_place(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    wanted = request.POST.get("place") or request.GET.get("place")
    chosen = place_called(wanted) if wanted else None
    if wanted and chosen is None:
        raise Http404
    if request.method == "POST" and chosen is not None:
        try:
            choose_place(found, by=by, place=chosen)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("partnership_place", partnership=found.slug)
        messages.success(
            request, f"{found.name} is for {chosen.name}. Check which areas it serves."
        )
        return redirect("areas_edit", partnership=found.slug)
    if chosen is not None:
        context = {"partnership": found, "chosen": chosen}
        return render(request, "partnership/partnership_place_check.html", context)
    context = {"partnership": found, **finding_a_place(request)}
    return render(request, "partnership/partnership_place.html", context)


def finding_a_place(request: HttpRequest) -> dict[str, Any]:
    """What was typed and what it found; the map where nothing was."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    return {
        "q": typed,
        "found": places_like(typed),
        "england": None if typed else england_in_hexagons(request.user),
    }


@require_http_methods(["GET", "POST"])
def areas_edit(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    today = timezone.localdate()
    areas = areas_of(found, on=today)
    areas += _added(request, areas)
    if request.method != "POST":
        return _table(request, found, areas)
    typed = AreasTyped(request.POST, areas)
    if typed.errors or "look" in request.POST:
        return _table(request, found, areas, typed)
    try:
        serve_areas(found, by=by, shares=typed.shares, seen=request.POST.get("seen", ""))
    except ChangedMeanwhile:
        return _table(request, found, areas, typed, meanwhile=True)
    except Refused as refused:
        typed.errors.append({"text": str(refused), "url": "#areas"})
        return _table(request, found, areas, typed)
    messages.success(request, "Saved. It is shown on the public page.")
    return redirect("areas_edit", partnership=found.slug)


def _added(request: HttpRequest, areas: list[Area]) -> list[Area]:
    """Districts that somebody found and put below the table, not saved yet."""
    known = {area.place.pk for area in areas}
    wanted = {int(one) for one in _asked(request)} - known
    districts = Place.objects.filter(pk__in=wanted, kind=Place.Kind.DISTRICT)
    places = districts.select_related("outline").order_by("name")
    return [Area(place, ALL) for place in places]


def _asked(request: HttpRequest) -> list[str]:
    asked = request.POST.getlist("added") or request.GET.getlist("added")
    return [one for one in asked[:60] if one.isdecimal() and len(one) < 10]


def _table(
    request: HttpRequest,
    found: Partnership,
    areas: list[Area],
    typed: AreasTyped | None = None,
    *,
    meanwhile: bool = False,
) -> HttpResponse:
    served = list(found.areas_served.all())
    shown = typed.as_typed() if typed else areas
    stored = {one.place_id: one.share for one in served}
    words = request.GET.get("q", "").strip()[:LONGEST]
    like = [one.place for one in places_like(words, kind=Place.Kind.DISTRICT)]
    context = {
        "partnership": found,
        "rows": rows_of(shown, typed, stored if meanwhile else None),
        "people": people(people_in(shown)),
        "map": map_of_areas(found.place, shown),
        "place": found.place,
        "seen": fingerprint(served),
        "said": bool(served),
        "meanwhile": meanwhile,
        "q": words,
        "like": districts_like(like, on=timezone.localdate()),
        "added": _asked(request),
        "errors": typed.errors if typed else [],
    }
    status = 409 if meanwhile else 422 if typed and typed.errors else 200
    return render(request, "partnership/areas_edit.html", context, status=status)


@login_not_required
@require_safe
def area_list(request: HttpRequest, partnership: str) -> HttpResponse:
    """Whom the partnership serves: the areas on a map, and in a table with their people."""
    found = partnership_seen(request, partnership)
    areas = [area for area in areas_of(found, on=timezone.localdate()) if area.is_served]
    context = {
        "partnership": found,
        "place": found.place,
        "areas": areas,
        "said": found.areas_served.exists(),
        "people": people(people_in(areas)),
        "map": map_of_areas(found.place, areas),
        "configures": may(request, can_configure, found),
    }
    return render(request, "partnership/area_list.html", context)
