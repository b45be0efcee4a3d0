from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import permitted_actor
from partnership.actions.partners import add_new_organisation, add_partner, end_partner
from partnership.downloads import Format, table_response
from partnership.forms.partners import EndForm, NewOrganisationForm, PartnerForm
from partnership.models import Partner
from partnership.rules import can_configure
from partnership.search import organisations_like
from partnership.views.setup import configured


@require_safe
def partner_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    permitted_actor(request, can_configure, found)
    partners = found.partners.select_related("organisation").order_by("organisation__name")[:200]
    today = timezone.localdate()
    context = {
        "partnership": found,
        "current": [one for one in partners if one.is_on(today)],
        "past": [one for one in partners if not one.is_on(today)],
    }
    return render(request, "partnership/partner_list.html", context)


@require_safe
def partner_list_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    """Every partner that is, was or will be."""
    found = configured(request, partnership)
    permitted_actor(request, can_configure, found)
    partners = found.partners.select_related("organisation").order_by(
        "organisation__name", "starts_on"
    )
    headings = ["Organisation", "Sector", "Code", "Partner since", "Until", "What it brings"]
    rows = (
        [
            one.organisation.name,
            one.organisation.get_sector_display(),
            one.organisation.ods_code or one.organisation.ons_code,
            one.starts_on,
            one.ends_on,
            one.brings,
        ]
        for one in partners
    )
    return table_response(form, name=f"{found.slug}-partners", headings=headings, rows=rows)


@require_http_methods(["GET", "POST"])
def partner_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    by = permitted_actor(request, can_configure, found)
    typed = request.POST.get("q") or request.GET.get("q", "")
    form = PartnerForm(request.POST or None)
    if form.is_valid():
        try:
            add_partner(found, by=by, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("partner_list", partnership=found.slug)
    context = {
        "partnership": found,
        "form": form,
        "typed": typed,
        "organisations": organisations_like(typed, on=timezone.localdate()),
    }
    template = "partnership/partner_create.html"
    if request.htmx and request.method == "GET":  # type: ignore[attr-defined]
        return render(request, f"{template}#organisations", context)
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def organisation_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    by = permitted_actor(request, can_configure, found)
    form = NewOrganisationForm(request.POST or None)
    if form.is_valid():
        try:
            add_new_organisation(found, by=by, on=timezone.localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("partner_list", partnership=found.slug)
    context = {"partnership": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/organisation_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def partner_end(request: HttpRequest, partnership: str, partner: int) -> HttpResponse:
    found = configured(request, partnership)
    by = permitted_actor(request, can_configure, found)
    membership = get_object_or_404(
        Partner.objects.select_related("organisation"), pk=partner, partnership=found
    )
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            end_partner(membership, by=by, ends_on=form.cleaned_data["ends_on"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("partner_list", partnership=found.slug)
    context = {"partnership": found, "partner": membership, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/partner_end.html", context, status=status)
