from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from leaders.actions.applying import Applying, apply, decline, offer_places, withdraw
from leaders.form_pages import saved
from leaders.forms.cohorts import ApplicationForm, DeclineForm
from leaders.models import Application, Cohort
from leaders.programme_page import mix_now
from leaders.rules import can_apply, can_decide
from leaders.views.cohorts import address, cohort_run, cohort_seen, own_application
from leaders.views.roles import answer
from partnership.acting import hats_of, may, permitted_actor
from partnership.downloads import Cell, Format, table_response

PER_PAGE = 100


@require_http_methods(["GET", "POST"])
def application_create(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found = cohort_seen(request, partnership, programme, cohort)
    by = permitted_actor(request, can_apply, found)
    today = timezone.localdate()
    hats = [hat for hat in hats_of(request) if hat.partnership_id == found.partnership.pk]
    initial = {"employer": next((hat.organisation for hat in hats if hat.organisation), None)}
    form = ApplicationForm(request.POST or None, partnership=found.partnership, initial=initial)
    if saved(
        form,
        lambda _sent: apply(found, by=by, words=Applying(**form.words()), now=timezone.now()),
    ):
        messages.success(request, _("Your application has come. We have written to you."))
        return redirect("application_own", *address(found)[1:])
    context = {
        "cohort": found,
        "partnership": found.partnership,
        "form": form,
        "mix": mix_now(found),
        "takes_applications": found.takes_applications(today),
    }
    return answer(request, "leaders/application_create.html", context)


@require_http_methods(["GET", "POST"])
def application_own(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found = cohort_seen(request, partnership, programme, cohort)
    own = own_application(request, found)
    if not isinstance(own, Application):
        raise Http404
    by = permitted_actor(request, lambda actor, one: actor.person_id == one.person_id, own)
    if request.method == "POST":
        try:
            withdraw(own, by=by, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Your application is withdrawn."))
        return redirect("application_own", *address(found)[1:])
    context = {"cohort": found, "partnership": found.partnership, "application": own}
    return render(request, "leaders/application_own.html", context)


@require_safe
def application_list(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found, _by = cohort_run(request, partnership, programme, cohort)
    chosen = chosen_of(request, found)
    context = {
        "cohort": found,
        "partnership": found.partnership,
        "mix": mix_now(found, chosen),
        "before": mix_now(found),
        "chosen": {one.pk for one in chosen},
    }
    template = "leaders/application_list.html"
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, f"{template}#mix-with-choice", context)
    rows = found.applications.select_related("person", "employer", "place")
    answered = Case(When(outcome="", then=0), default=1)
    rows = rows.order_by(answered, "applied_at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context["page"] = page
    context["waiting"] = [one for one in page if not one.outcome]
    context["answered"] = [one for one in page if one.outcome]
    return render(request, template, context)


@require_safe
def application_list_download(
    request: HttpRequest, partnership: str, programme: str, cohort: str, form: Format
) -> HttpResponse:
    """Every application, for those who decide."""
    found, _by = cohort_run(request, partnership, programme, cohort)
    headings = ["Name", "Organisation", "Sector", "Profession", "Applied", "Outcome", "Reason"]
    rows: Iterable[list[Cell]] = (
        [
            one.person.name,
            one.employer_in_words,
            str(one.get_sector_display()),
            one.profession,
            one.applied_at,
            str(one.get_outcome_display()) if one.outcome else "Waiting for an answer",
            one.reason,
        ]
        for one in found.applications.select_related("person", "employer")
    )
    return table_response(form, name=f"{found.slug}-applications", headings=headings, rows=rows)


@require_http_methods(["GET", "POST"])
def application_detail(
    request: HttpRequest, partnership: str, programme: str, cohort: str, application: int
) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    one = application_of(found, application)
    form = DeclineForm(request.POST or None)
    decides = may(request, can_decide, one) and not one.outcome
    if request.method == "POST":
        by = permitted_actor(request, can_decide, one)
    if saved(form, lambda sent: decline(one, by=by, now=timezone.now(), **sent)):
        messages.success(request, f"{one.person} is told why not this time.")
        return redirect("application_list", *address(found)[1:])
    context = {
        "cohort": found,
        "partnership": found.partnership,
        "application": one,
        "form": form,
        "decides": decides,
        "before": mix_now(found),
        "mix": mix_now(found, [] if one.outcome else [one]),
    }
    return answer(request, "leaders/application_detail.html", context)


@require_http_methods(["GET", "POST"])
def application_offer(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    chosen = chosen_of(request, found)
    errors: list[dict[str, str]] = []
    if request.method == "POST" and chosen:
        for one in chosen:
            by = permitted_actor(request, can_decide, one)
        try:
            offer_places(found, by=by, applications=chosen, now=timezone.now())
        except Refused as refused:
            errors = [{"text": str(refused)}]
        else:
            said = "1 person is" if len(chosen) == 1 else f"{len(chosen)} people are"
            messages.success(request, f"{said} told that they have a place.")
            return redirect("application_list", *address(found)[1:])
    context = {
        "cohort": found,
        "partnership": found.partnership,
        "applications": chosen,
        "before": mix_now(found),
        "mix": mix_now(found, chosen),
        "errors": errors,
    }
    status = 422 if errors else 200
    return render(request, "leaders/application_offer.html", context, status=status)


def chosen_of(request: HttpRequest, cohort: Cohort) -> Sequence[Application]:
    """The waiting applications that the address or the form names."""
    named = request.POST.getlist("choose") or request.GET.getlist("choose")
    numbers = {int(one) for one in named[:PER_PAGE] if one.isdecimal() and len(one) < 12}
    if not numbers:
        return []
    found = cohort.applications.filter(pk__in=numbers, outcome="")
    chosen = list(found.select_related("person", "employer", "place"))
    for one in chosen:
        one.cohort = cohort
    return chosen


def application_of(cohort: Cohort, pk: int) -> Application:
    """An application to this cohort; 404 otherwise."""
    found = cohort.applications.select_related("person", "employer", "place")
    one = get_object_or_404(found, pk=pk)
    one.cohort = cohort
    return one
