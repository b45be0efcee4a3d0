from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import Refused
from partnership.acting import hats_of, permitted_actor
from partnership.actions.hats import end_hat
from partnership.actions.resetting import reset_second_step
from partnership.downloads import Format, table_response
from partnership.forms.hats import WhyForm
from partnership.middleware import CHOSEN_HAT
from partnership.models import Hat, Partnership
from partnership.models.capacity import SECURED
from partnership.rules import (
    can_configure,
    can_end_hat,
    can_give_hat,
    can_reset_second_step,
)
from partnership.seen import partnership_seen

PAGE = 50


@require_safe
def hat_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    now = timezone.now()
    invited = found.invitations.unanswered().select_related("organisation", "invited_by__person")
    page = Paginator(_worn_in(found), PAGE).get_page(request.GET.get("page"))
    asked = Paginator(invited, PAGE).get_page(request.GET.get("asked"))
    context = {
        "partnership": found,
        "page": page,
        "worn": [(hat, hat.capacity in SECURED and can_reset_second_step(by, hat)) for hat in page],
        "own_chair": by.hat_id if by.capacity == Hat.Capacity.CHAIR else None,
        "asked": asked,
        "invited": [
            (one, one.is_open(now), can_give_hat(by, found, one.capacity)) for one in asked
        ],
    }
    return render(request, "partnership/hat_list.html", context)


@require_safe
def hat_list_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    """Who acts today as what. How to reach them is not told here."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_configure, found)
    headings = ["Name", "What they do", "For which partner", "Since", "Until"]
    rows = (
        [
            hat.person.name,
            hat.get_capacity_display(),
            hat.organisation.name if hat.organisation else "",
            timezone.localdate(hat.starts_at),
            timezone.localdate(hat.ends_at) if hat.ends_at else None,
        ]
        for hat in _worn_in(found)
    )
    return table_response(form, name=f"{found.slug}-people", headings=headings, rows=rows)


def _worn_in(partnership: Partnership) -> QuerySet[Hat]:
    return (
        Hat.objects.current()
        .filter(partnership=partnership)
        .select_related("person", "organisation", "partnership")
        .order_by("capacity", "person__name", "pk")
    )


@require_http_methods(["GET", "POST"])
def hat_end(request: HttpRequest, partnership: str, hat: int) -> HttpResponse:
    found = partnership_seen(request, partnership)
    worn = get_object_or_404(
        Hat.objects.current().select_related("person", "organisation", "partnership"),
        pk=hat,
        partnership=found,
    )
    by = permitted_actor(request, can_end_hat, worn)
    refusal = ""
    if request.method == "POST":
        try:
            end_hat(worn, by=by, now=timezone.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            own = worn.person_id == by.person_id
            return redirect("my_page") if own else redirect("hat_list", partnership=found.slug)
    context = {"partnership": found, "hat": worn, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "partnership/hat_end.html", context, status=status)


@require_http_methods(["GET", "POST"])
def hat_reset_second_step(request: HttpRequest, partnership: str, hat: int) -> HttpResponse:
    """Somebody lost their phone: make sure that it is them, then let them begin anew."""
    found = partnership_seen(request, partnership)
    worn = get_object_or_404(
        Hat.objects.current().filter(capacity__in=SECURED).select_related("person", "organisation"),
        pk=hat,
        partnership=found,
    )
    worn.partnership = found
    by = permitted_actor(request, can_reset_second_step, worn)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            reset_second_step(worn, by=by, why=form.cleaned_data["why"], now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done = f"Done. {worn.person.name} sets up a new one at their sign-in."
            messages.success(request, done)
            return redirect("hat_list", partnership=found.slug)
    context = {"partnership": found, "hat": worn, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/hat_reset_second_step.html", context, status=status)


@require_POST
def hat_wear(request: HttpRequest, hat: int) -> HttpResponse:
    """Choose the hat that acts from now on, and go back to where one was."""
    if hat not in {one.pk for one in hats_of(request)}:
        raise Http404
    request.session[CHOSEN_HAT] = hat
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("my_page")
