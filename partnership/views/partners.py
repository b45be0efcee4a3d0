from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import permitted_actor
from partnership.actions.partners import (
    add_new_organisation,
    add_partner,
    confirm_membership,
    end_partner,
)
from partnership.downloads import Format, table_response
from partnership.formerly import former_names
from partnership.forms.partners import ConfirmForm, EndForm, NewOrganisationForm, PartnerForm
from partnership.models import Organisation, Partner
from partnership.partner_table import WHICH, partners_of
from partnership.rules import can_configure, can_confirm_membership
from partnership.search import organisations_like
from partnership.seen import partnership_seen
from partnership.succession import suggested

PAGE = 50


@require_safe
def partner_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_configure, found)
    today = timezone.localdate()
    which = request.GET.get("which", "")
    which = which if which in WHICH else ""
    page = Paginator(partners_of(found, which, on=today), PAGE).get_page(request.GET.get("page"))
    context = {
        "partnership": found,
        "page": page,
        "which": which,
        "choices": WHICH.items(),
        "query": f"which={which}&" if which else "",
        "former_names": former_names((one.organisation_id for one in page), request.user),
        "suggestions": [(one, one.address(found)) for one in suggested(found, on=today)],
    }
    return render(request, "partnership/partner_list.html", context)


@require_safe
def partner_list_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    """Every partner that is, was or will be."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_configure, found)
    partners = found.partners.select_related("organisation").order_by(
        "organisation__name", "starts_on"
    )
    headings = [
        *("Organisation", "Sector", "Code", "Partner since", "Until", "What it brings"),
        "Confirmed on",
    ]
    rows = (
        [
            one.organisation.name,
            one.organisation.get_sector_display(),
            one.organisation.ods_code or one.organisation.ons_code,
            one.starts_on,
            one.last_day,
            one.brings,
            timezone.localdate(one.confirmed_at) if one.confirmed_at else None,
        ]
        for one in partners
    )
    return table_response(form, name=f"{found.slug}-partners", headings=headings, rows=rows)


@require_http_methods(["GET", "POST"])
def partner_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    typed = request.POST.get("q") or request.GET.get("q", "")
    form = PartnerForm(request.POST or None, person=request.user)
    if form.is_valid():
        try:
            added = add_partner(found, by=by, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _added(added))
            return redirect("partner_list", partnership=found.slug)
    organisations = list(organisations_like(typed, on=timezone.localdate(), person=request.user))
    context = {
        "partnership": found,
        "form": form,
        "typed": typed,
        "organisations": organisations,
        "former_names": former_names((one.pk for one in organisations), request.user),
    }
    template = "partnership/partner_create.html"
    if request.htmx and request.method == "GET":  # type: ignore[attr-defined]
        return render(request, f"{template}#organisations", context)
    return render(request, template, context, status=422 if form.is_bound else 200)


def _added(partner: Partner) -> str:
    return (
        f"{partner.organisation.name} is on the list. Invite somebody who represents it: they "
        "confirm it, and say what it brings."
    )


@require_http_methods(["GET", "POST"])
def organisation_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    form = NewOrganisationForm(request.POST or None)
    if form.is_valid():
        try:
            added = add_new_organisation(found, by=by, on=timezone.localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _added(added))
            return redirect("partner_list", partnership=found.slug)
    context = {"partnership": found, "form": form}
    return _answer(request, "partnership/organisation_create.html", context)


@require_http_methods(["GET", "POST"])
def partner_end(request: HttpRequest, partnership: str, partner: int) -> HttpResponse:
    found = partnership_seen(request, partnership)
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
    followed = Organisation.objects.filter(follows__predecessor=membership.organisation)[:5]
    context = {"partnership": found, "partner": membership, "form": form, "followed": followed}
    return _answer(request, "partnership/partner_end.html", context)


@require_http_methods(["GET", "POST"])
def partner_confirm(request: HttpRequest, partnership: str, partner: int) -> HttpResponse:
    """A representative says that their organisation is a partner, and what it brings."""
    found = partnership_seen(request, partnership)
    membership = get_object_or_404(
        Partner.objects.select_related("organisation", "confirmed_by__person"),
        pk=partner,
        partnership=found,
    )
    by = permitted_actor(request, can_confirm_membership, membership)
    form = ConfirmForm(request.POST or None, initial={"brings": membership.brings})
    if request.method == "POST" and form.is_valid():
        try:
            confirm_membership(
                membership, by=by, brings=form.cleaned_data["brings"], now=timezone.now()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. It stands on the public page.")
            return redirect("my_page")
    context = {"partnership": found, "partner": membership, "form": form}
    status = 422 if form.errors else 200
    return render(request, "partnership/partner_confirm.html", context, status=status)


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: 422 when what was sent could not be used."""
    return render(request, template, context, status=422 if context["form"].is_bound else 200)
