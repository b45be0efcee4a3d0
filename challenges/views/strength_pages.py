"""The strengths of a partnership's place: their list and map, each of them, and naming one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.strengths import decline_strength, name_strength, publish_strength
from challenges.forms.strength import LookForm, StrengthForm
from challenges.models import Challenge, LogEntry, Strength
from challenges.rules import (
    can_confirm_strength,
    can_name_strength,
    can_publish_strength,
    can_suggest_strength,
)
from challenges.strength_figures import calls_in_words, who_is_called_on, with_calls
from challenges.strength_map import map_of_strengths
from challenges.views.finding import carried_out, crumbs_to, found_partnership
from partnership.acting import actors_of, hidden_leads_to_sign_in, may, permitted_actor
from partnership.downloads import Format, table_response
from partnership.models import Partnership, Place

OF_A_PAGE = 40
MOST = 2000
HEADINGS = (
    "Strength", "Kind", "What it offers", "Where", "Confirmed on", "Challenges",
    "Entries of the log", "Called on",
)  # fmt: skip


def found_strength(request: HttpRequest, partnership: Partnership, number: int) -> Strength:
    seen = Strength.objects.visible_to(request.user).filter(partnership=partnership)
    strength = get_object_or_404(seen.select_related("organisation", "place"), pk=number)
    strength.partnership = partnership
    return strength


def _shown(request: HttpRequest, partnership: Partnership) -> QuerySet[Strength]:
    """What the list and its table show, as the address narrows it."""
    shown = Strength.objects.filter(partnership=partnership).published()
    kind, about = request.GET.get("kind", ""), request.GET.get("challenge", "")
    if kind in Strength.Kind.values:
        shown = shown.filter(kind=kind)
    if about:
        challenges = Challenge.objects.visible_to(request.user).filter(partnership=partnership)
        shown = shown.filter(challenges__in=challenges.filter(slug=about))
    return with_calls(shown, request.user).select_related("organisation")


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def strength_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    page = Paginator(_shown(request, found), OF_A_PAGE).get_page(request.GET.get("page"))
    numbered = list(enumerate(page, page.start_index()))
    seen = Strength.objects.visible_to(request.user).filter(partnership=found)
    challenges = Challenge.objects.visible_to(request.user).filter(partnership=found)
    query = request.GET.copy()
    query.pop("page", None)
    address = reverse("strength_list", args=[found.slug])
    context = {
        "partnership": found,
        "crumbs": crumbs_to(found)[:1],
        "page": page,
        "rows": [(number, one, calls_in_words(one)) for number, one in numbered],
        "map": map_of_strengths(_drawn(found), numbered),
        "called_on": who_is_called_on([one for _number, one in numbered]),
        "waiting": seen.exclude(state=Strength.State.PUBLISHED)[:OF_A_PAGE],
        "kinds": Strength.Kind.choices,
        "challenges": challenges.exclude(state=Challenge.State.DRAFT).order_by("title")[:50],
        "chosen": {name: request.GET.get(name, "") for name in ("kind", "challenge")},
        "query": f"{query.urlencode()}&" if query else "",
        "csv_url": f"{address}table.csv?{query.urlencode()}",
        "xlsx_url": f"{address}table.xlsx?{query.urlencode()}",
        "today": timezone.localdate(),
        "may_look": may(request, can_publish_strength, found),
    }
    return render(request, "challenges/strength_list.html", context)


def _drawn(partnership: Partnership) -> Place:
    """Its place with the outline that a map is drawn from."""
    return Place.objects.select_related("outline").get(pk=partnership.place_id)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def strength_table(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = found_partnership(request, partnership)
    rows = [
        (
            one.name,
            one.get_kind_display(),
            one.what_it_offers,
            one.where,
            one.confirmed_on,
            one.challenge_count,  # type: ignore[attr-defined]
            one.entry_count,  # type: ignore[attr-defined]
            calls_in_words(one),
        )
        for one in _shown(request, found)[:MOST]
    ]
    return table_response(form, name=f"{found.slug}-strengths", headings=HEADINGS, rows=rows)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def strength_detail(request: HttpRequest, partnership: str, strength: int) -> HttpResponse:
    found = found_partnership(request, partnership)
    one = found_strength(request, found, strength)
    challenges = Challenge.objects.visible_to(request.user).filter(builds_on__strength=one)
    entries = LogEntry.objects.visible_to(request.user).filter(strengths=one)
    is_waiting = one.state == Strength.State.SUGGESTED
    context = {
        "partnership": found,
        "strength": one,
        "crumbs": [*crumbs_to(found)[:1], _crumb(found)],
        "challenges": challenges.select_related("partnership")[:50],
        "entries": entries.select_related("challenge__partnership")[:20],
        "map": map_of_strengths(_drawn(found), [(1, one)]),
        "today": timezone.localdate(),
        "may_confirm": may(request, can_confirm_strength, one),
        "may_look": is_waiting and may(request, can_publish_strength, found),
    }
    return render(request, "challenges/strength_detail.html", context)


@require_http_methods(["GET", "POST"])
def strength_suggest(request: HttpRequest, partnership: str) -> HttpResponse:
    """Anybody who is signed in names one; who works here is believed at once."""
    found = found_partnership(request, partnership)
    by = permitted_actor(request, can_suggest_strength, found)
    # A hat that may publish comes before none.
    by = next((one for one in actors_of(request) if can_name_strength(one, found)), by)
    form = StrengthForm(request.POST or None)
    named = carried_out(
        form, lambda: name_strength(found, by=by, today=timezone.localdate(), **form.says())
    )
    if named is not None:
        published = named.state == Strength.State.PUBLISHED
        messages.success(
            request,
            _("Thank you. Everybody can see it now.")
            if published
            else _("Thank you. Somebody of the partnership looks at it before everybody sees it."),
        )
        return redirect("strength_detail", partnership=found.slug, strength=named.pk)
    context = {"partnership": found, "form": form, "crumbs": [*crumbs_to(found)[:1], _crumb(found)]}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/strength_suggest.html", context, status=status)


@require_http_methods(["GET", "POST"])
def strength_look(request: HttpRequest, partnership: str, strength: int) -> HttpResponse:
    """Those who head the partnership publish what was suggested, or say why not."""
    found = found_partnership(request, partnership)
    by = permitted_actor(request, can_publish_strength, found)
    one = found_strength(request, found, strength)
    form = LookForm(request.POST or None)

    def decided() -> Strength:
        if form.cleaned_data["decision"] == "publish":
            return publish_strength(one, by=by)
        return decline_strength(one, by=by, because=form.cleaned_data["because"])

    if carried_out(form, decided):
        messages.success(request, "Decided. Whoever named it sees what became of it.")
        return redirect("strength_list", partnership=found.slug)
    context: dict[str, Any] = {
        "partnership": found,
        "strength": one,
        "form": form,
        "crumbs": [*crumbs_to(found)[:1], _crumb(found)],
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/strength_look.html", context, status=status)


def _crumb(partnership: Partnership) -> dict[str, str]:
    return {"label": _("Strengths"), "url": reverse("strength_list", args=[partnership.slug])}
