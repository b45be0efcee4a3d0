"""What the place invests: for whoever may see it, and the money set aside for citizens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor
from partnership.actions.investing import fund_taking_part
from partnership.columns import stacked
from partnership.downloads import Cell, Format, table_response
from partnership.forms.money import MoneyForm
from partnership.investment import by_purpose, by_whom, in_words, invested_in, total, years_of
from partnership.models import Organisation
from partnership.rules import can_fund_taking_part, can_see_investment
from partnership.seen import partnership_seen


@login_not_required
@hidden_leads_to_sign_in
@require_safe
def partnership_investment(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_investment, found)
    today = timezone.localdate()
    lines = invested_in(found)
    years = years_of(lines, today)
    purposes = by_purpose(lines, years)
    context: dict[str, Any] = {
        "partnership": found,
        "lines": lines,
        "headline": in_words(lines, today),
        "years": years,
        "purposes": purposes,
        "payers": by_whom(lines, years),
        "total": total(purposes, years),
        "page": Paginator(sorted(lines, key=lambda one: one.ends_on), 50).get_page(
            request.GET.get("page")
        ),
        "funds": may(request, can_fund_taking_part, found),
        "csv_url": reverse("investment_download", args=[found.slug, "csv"]),
        "xlsx_url": reverse("investment_download", args=[found.slug, "xlsx"]),
    }
    if purposes:
        parts = [(row.label, row.pounds) for row in purposes]
        context["chart"] = stacked(parts, [str(year) for year in years])
    return render(request, "partnership/partnership_investment.html", context)


@login_not_required
@hidden_leads_to_sign_in
@require_safe
def investment_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    """Every line of money: who pays, how much, until when, and what of it falls in each year."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_investment, found)
    lines = invested_in(found)
    years = years_of(lines, timezone.localdate())
    headings = ["For what", "Which", "Who pays", "Sector", "Pounds", "How", "From", "Secured until"]
    rows: list[list[Cell]] = [
        [
            one.purpose,
            one.thing,
            one.by,
            one.sector_label,
            one.pounds,
            "in all" if one.in_all else "a year",
            one.starts_on,
            one.last_day,
            *(round(one.within(year)) for year in years),
        ]
        for one in lines
    ]
    name = f"{found.slug}-money"
    return table_response(form, name=name, headings=[*headings, *map(str, years)], rows=rows)


@require_http_methods(["GET", "POST"])
def participation_funding_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_fund_taking_part, found)
    partners = Organisation.objects.filter(partnerships__partnership=found).distinct()
    form = MoneyForm(request.POST or None, payers=partners.order_by("name"))
    if form.is_valid():
        try:
            fund_taking_part(found, by=by, **form.said())
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "The money is written down.")
            return redirect("partnership_investment", partnership=found.slug)
    back = reverse("partnership_investment", args=[found.slug])
    context = {"form": form, "partnership": found, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/participation_funding_create.html", context, status=status)
