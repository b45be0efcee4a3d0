"""Measures: the list of a partnership, the page of one, setting up and revising."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.feeding import set_up_from
from challenges.actions.measures import Facts, places_of, revise, set_up
from challenges.forms.measures import FactsForm, MeasureForm, PublishedForm
from challenges.measure_page import charted, published_of
from challenges.measure_rules import can_keep, can_set_up_measures
from challenges.measure_tables import (
    LIST_HEADINGS,
    READING_HEADINGS,
    latest_of,
    list_rows,
    reading_rows,
    shown_measures,
    shown_readings,
)
from challenges.views.finding import carried_out, found_partnership
from challenges.views.measure_finding import (
    crumbs_of,
    found_measure,
    kept_measure,
    visible_measures,
)
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor
from partnership.downloads import Format, table_response
from partnership.models import Organisation, Partnership, Place

PER_PAGE = 25


@login_not_required
@require_safe
def measure_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    measures = shown_measures(visible_measures(request, found))
    page = Paginator(measures, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "partnership": found,
        "page": page,
        "rows": [(measure, latest_of(measure)) for measure in page],
        "crumbs": crumbs_of(found)[:1],
        "may_set_up": may(request, can_set_up_measures, found),
    }
    return render(request, "challenges/measure_list.html", context)


@login_not_required
@require_safe
def measure_list_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = found_partnership(request, partnership)
    measures = shown_measures(visible_measures(request, found))[:5_000]
    return table_response(
        form, name=f"{found.slug}-measures", headings=LIST_HEADINGS, rows=list_rows(measures)
    )


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def measure_detail(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    found = found_measure(request, partnership, measure)
    prefetch_related_objects([found], "rebases")
    page = Paginator(found.readings.order_by("-period"), PER_PAGE)
    readings = page.get_page(request.GET.get("page"))
    series, published = published_of(found)
    links = found.challenge_links.exclude(challenge__state="draft")
    context = {
        "measure": found,
        "picture": charted(found),
        "page": readings,
        "rows": shown_readings(found, readings.object_list, published),
        "series": series,
        "target": None if found.target is None else found.with_unit(found.target),
        "rebases": found.rebases.all(),
        "links": links.select_related("challenge__partnership")[:20],
        "crumbs": crumbs_of(found.partnership),
        "keeps": may(request, can_keep, found),
    }
    return render(request, "challenges/measure_detail.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def measure_download(
    request: HttpRequest, partnership: str, measure: str, form: Format
) -> HttpResponse:
    found = found_measure(request, partnership, measure)
    series, _ = published_of(found)
    rows = reading_rows(found, series.attribution if series else found.source)
    name = f"{found.partnership.slug}-{found.slug}"
    return table_response(form, name=name, headings=READING_HEADINGS, rows=rows)


@require_http_methods(["GET", "POST"])
def measure_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    by = permitted_actor(request, can_set_up_measures, found)
    places, bodies = places_here(found)[:300], bodies_here(found)[:500]
    form = MeasureForm(request.POST or None, places=list(places), bodies=list(bodies))
    made = carried_out(form, lambda: set_up(found, by=by, facts=facts_in(form), **form.whose()))
    if made is not None:
        return redirect("measure_readings", partnership=found.slug, measure=made.slug)
    context = {"partnership": found, "form": form, "crumbs": crumbs_of(found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/measure_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def measure_published(request: HttpRequest, partnership: str) -> HttpResponse:
    """Set one up from published figures of an area that the partnership serves."""
    found = found_partnership(request, partnership)
    by = permitted_actor(request, can_set_up_measures, found)
    form = PublishedForm(request.POST or None, places=places_here(found))
    made = carried_out(form, lambda: set_up_from(found, by=by, **form.cleaned_data))
    if made is not None:
        messages.success(request, "The published figures are here.")
        return redirect(made)
    context = {
        "partnership": found,
        "form": form,
        "series": form.fields["series"].queryset,  # type: ignore[attr-defined]
        "crumbs": crumbs_of(found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/measure_published.html", context, status=status)


@require_http_methods(["GET", "POST"])
def measure_edit(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    found, by = kept_measure(request, partnership, measure)
    stands = {name: getattr(found, name) for name in Facts.__slots__}
    form = FactsForm(request.POST or None, initial=stands)
    if carried_out(form, lambda: revise(found, by=by, facts=facts_in(form))):
        return redirect(found)
    context = {"measure": found, "form": form, "crumbs": crumbs_of(found.partnership, found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/measure_edit.html", context, status=status)


def facts_in(form: FactsForm) -> Facts:
    """What was typed, as the action takes it."""
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in Facts.__slots__}
    return Facts(**given)


def places_here(partnership: Partnership) -> Any:
    """Places that a measure of this partnership can be of, as they are today."""
    today = timezone.localdate()
    here = Place.objects.filter(places_of(partnership)).values("pk")
    return Place.objects.filter(pk__in=here).on(today).order_by("kind", "name")


def bodies_here(partnership: Partnership) -> Any:
    """Its partners."""
    return Organisation.objects.filter(partnerships__partnership=partnership).distinct()
