from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leaders.actions.programmes import ProgrammeFacts, create_programme, revise_programme
from leaders.alumni import people_who_finished
from leaders.form_pages import FormPage, form_page, saved
from leaders.forms.programmes import ProgrammeForm
from leaders.models import Cohort, Programme
from leaders.programme_page import (
    cohorts_of,
    programme_page,
    programme_status,
    taking_applications,
)
from leaders.rules import can_run_programmes, can_see_participants
from partnership.acting import may, permitted_actor
from partnership.seen import partnership_seen


def programme_seen(request: HttpRequest, partnership: str, programme: str) -> Programme:
    """The programme as far as this request may see it; 404 otherwise."""
    found = Programme.objects.visible_to(request.user).select_related("partnership__place", "place")
    return get_object_or_404(found, partnership__slug=partnership, slug=programme)


@login_not_required
@require_safe
def programme_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    today = timezone.localdate()
    page = Paginator(
        Programme.objects.filter(partnership=found).select_related("place"), 20
    ).get_page(request.GET.get("page"))
    taking = taking_applications(page, today)
    context = {
        "partnership": found,
        "page": page,
        "lines": [(one, programme_status(one, today), taking.get(one.pk)) for one in page],
        "runs_programmes": may(request, can_run_programmes, found),
    }
    return render(request, "leaders/programme_list.html", context)


@login_not_required
@require_safe
def programme_detail(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found = programme_seen(request, partnership, programme)
    shown = cohorts_of(found, Cohort.objects.visible_to(request.user))
    context = {
        "programme": found,
        "partnership": found.partnership,
        "page": programme_page(found, shown, timezone.now()),
        "funding": found.funding.select_related("organisation"),
        "evaluations": found.evaluations.all(),
        "awards": found.awards.all(),
        "runs_programmes": may(request, can_run_programmes, found.partnership),
        "sees_participants": may(request, can_see_participants, found.partnership),
        "today": timezone.localdate(),
    }
    return render(request, "leaders/programme_detail.html", context)


@require_http_methods(["GET", "POST"])
def programme_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_run_programmes, found)
    initial = {"place": found.place, "starts_on": timezone.localdate()}
    form = ProgrammeForm(request.POST or None, partnership=found, initial=initial)
    made: list[Programme] = []
    if saved(
        form,
        lambda facts: made.append(create_programme(found, by=by, facts=ProgrammeFacts(**facts))),
    ):
        return redirect(*address(made[0]))
    page = FormPage(
        kicker=found.name,
        heading="Set up a programme",
        lede="People of several sectors develop together on a real challenge. Cohorts come next.",
        button="Set up the programme",
        back_url=reverse("programme_list", args=[found.slug]),
        back_label="Back to the programmes",
    )
    return form_page(request, form, page, partnership=found)


@require_http_methods(["GET", "POST"])
def programme_edit(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found = programme_seen(request, partnership, programme)
    by = permitted_actor(request, can_run_programmes, found.partnership)
    names = [name for name in ProgrammeFacts.__slots__ if name != "run_by"]
    initial = {name: getattr(found, name) for name in names} | {"run_by": found.run_by.all()}
    form = ProgrammeForm(
        request.POST or None, partnership=found.partnership, programme=found, initial=initial
    )
    if saved(form, lambda facts: revise_programme(found, by=by, facts=ProgrammeFacts(**facts))):
        return redirect(*address(found))
    page = back_to(found, heading=f"Change what is said of {found.name}", button="Save")
    return form_page(request, form, page, partnership=found.partnership)


@require_safe
def alumni_list(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found = programme_seen(request, partnership, programme)
    permitted_actor(request, can_see_participants, found.partnership)
    page = Paginator(people_who_finished(found, timezone.now()), 50).get_page(
        request.GET.get("page")
    )
    context = {"programme": found, "partnership": found.partnership, "page": page}
    return render(request, "leaders/alumni_list.html", context)


def back_to(programme: Programme, *, heading: str, button: str, lede: str = "") -> FormPage:
    """The words of a form below the page of a programme."""
    return FormPage(
        kicker=programme.name,
        heading=heading,
        lede=lede,
        button=button,
        back_url=reverse("programme_detail", args=[programme.partnership.slug, programme.slug]),
        back_label="Back to the programme",
    )


def address(programme: Programme) -> tuple[str, str, str]:
    """Where a programme's public page is, for `redirect`."""
    return "programme_detail", programme.partnership.slug, programme.slug
