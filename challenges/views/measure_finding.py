"""A measure by its address, as far as a request may see it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.actor import Actor
from challenges.measure_rules import can_keep
from challenges.models import Measure
from challenges.views.finding import Crumbs
from partnership.acting import permitted_actor
from partnership.models import Partnership


def visible_measures(request: HttpRequest, partnership: Partnership) -> QuerySet[Measure]:
    """Those of the place first."""
    return (
        Measure.objects.visible_to(request.user)
        .filter(partnership=partnership)
        .select_related("partnership", "place", "organisation")
    )


def found_measure(request: HttpRequest, partnership: str, measure: str) -> Measure:
    visible = Measure.objects.visible_to(request.user).select_related(
        "partnership__place", "place", "organisation"
    )
    return get_object_or_404(visible, partnership__slug=partnership, slug=measure)


def kept_measure(request: HttpRequest, partnership: str, measure: str) -> tuple[Measure, Actor]:
    """A measure, and in which hat this request keeps it; otherwise 404."""
    found = found_measure(request, partnership, measure)
    return found, permitted_actor(request, can_keep, found)


def crumbs_of(partnership: Partnership, measure: Measure | None = None) -> Crumbs:
    """The way back from a page about a measure."""
    crumbs = [
        {"label": partnership.name, "url": reverse("partnership_detail", args=[partnership.slug])},
        {"label": "Measures", "url": reverse("measure_list", args=[partnership.slug])},
    ]
    if measure is not None:
        crumbs.append({"label": measure.name, "url": measure.get_absolute_url()})
    return crumbs
