from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leaders.actions.resourcing import Money, change_funding, change_host, fund_role, host_role
from leaders.asks import Asks
from leaders.forms.resourcing import HostForm, HostTimeForm
from leaders.resources import resources_of
from leaders.rules import can_manage_roles
from leaders.views.act_page import act_page
from leaders.views.roles import agreed_role
from partnership.acting import permitted_actor
from partnership.forms.hats import partners_of
from partnership.forms.money import MoneyForm

A_DAY = timedelta(days=1)


@require_safe
def role_resources(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    permitted_actor(request, can_manage_roles, found.partnership)
    context = {"role": found, "resources": resources_of(found, timezone.localdate())}
    return render(request, "leaders/role_resources.html", context)


@require_http_methods(["GET", "POST"])
def host_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    form = HostForm(request.POST or None, role=found)

    def add(given: dict[str, Any]) -> str:
        host = host_role(found, by=by, organisation=given["organisation"], **form.span())
        return f"{host.organisation.name} hosts the role."

    return act_page(request, found, form, Asks("Name a host", "Save"), add)


@require_http_methods(["GET", "POST"])
def host_edit(request: HttpRequest, partnership: str, role: str, host: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    hosting = get_object_or_404(found.hostings.select_related("organisation"), pk=host)
    last = hosting.ends_on - A_DAY if hosting.ends_on else None
    form = HostTimeForm(
        request.POST or None, initial={"starts_on": hosting.starts_on, "last_day": last}
    )

    def change(given: dict[str, Any]) -> str:
        change_host(hosting, by=by, **form.span())
        return f"Saved: how long {hosting.organisation.name} hosts the role."

    heading = f"How long does {hosting.organisation.name} host it?"
    return act_page(request, found, form, Asks(heading, "Save"), change)


@require_http_methods(["GET", "POST"])
def funding_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    form = MoneyForm(request.POST or None, payers=partners_of(found.partnership))

    def add(given: dict[str, Any]) -> str:
        funding = fund_role(found, by=by, money=Money(**form.said()))
        return f"{funding} is written down."

    asks = Asks("Add money for this role", "Save", know=[who_sees(found.partnership)])
    return act_page(request, found, form, asks, add)


@require_http_methods(["GET", "POST"])
def funding_edit(request: HttpRequest, partnership: str, role: str, funding: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_manage_roles, found.partnership)
    paid = get_object_or_404(found.funding.select_related("organisation"), pk=funding)
    form = MoneyForm(request.POST or None, payers=partners_of(found.partnership), paid=paid)

    def change(given: dict[str, Any]) -> str:
        funding = change_funding(paid, by=by, money=Money(**form.said()))
        return f"{funding} is written down."

    asks = Asks("Change what is paid, or until when", "Save", know=[who_sees(found.partnership)])
    return act_page(request, found, form, asks, change)


def who_sees(partnership: Any) -> str:
    if partnership.shows_investment:
        return "This partnership shows what it pays for: anybody can read this."
    return "Only those who head the partnership can read this."
