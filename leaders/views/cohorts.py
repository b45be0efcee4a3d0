from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import Actor
from accounts.errors import Refused
from leaders.actions.cohorts import (
    CohortFacts,
    create_cohort,
    open_cohort,
    revise_cohort,
    set_mix,
)
from leaders.form_pages import FormPage, form_page, saved
from leaders.forms.cohorts import CohortForm, MixForm
from leaders.models import Cohort, Participation
from leaders.programme_page import (
    cohort_line,
    mix_now,
    reach_of_cohort,
    where_from,
    with_labels,
    without_a_funder,
)
from leaders.programme_reminders import cohorts, told_of_opening
from leaders.rules import can_run_programmes, can_see_participants
from leaders.views.programme_parts import run
from leaders.views.programmes import back_to
from leaders.views.roles import answer
from partnership.acting import may, permitted_actor
from partnership.downloads import Format, table_response


def cohort_seen(request: HttpRequest, partnership: str, programme: str, cohort: str) -> Cohort:
    """The cohort with its mix, as far as this request may see it; 404 otherwise."""
    return get_object_or_404(
        cohorts().filter(pk__in=Cohort.objects.visible_to(request.user).values("pk")),
        programme__partnership__slug=partnership,
        programme__slug=programme,
        slug=cohort,
    )


def cohort_run(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> tuple[Cohort, Actor]:
    """A cohort, and in which hat whoever asks runs it; 404 when they do not."""
    found = cohort_seen(request, partnership, programme, cohort)
    return found, permitted_actor(request, can_run_programmes, found.partnership)


@login_not_required
@require_safe
def cohort_detail(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found = cohort_seen(request, partnership, programme, cohort)
    today = timezone.localdate()
    sees_participants = may(request, can_see_participants, found.partnership)
    runs_programmes = may(request, can_run_programmes, found.partnership)
    bodies = Paginator(where_from(found), 50).get_page(request.GET.get("bodies"))
    context = {
        "cohort": found,
        "programme": found.programme,
        "partnership": found.partnership,
        "line": cohort_line(found, today),
        "mix": mix_now(found),
        "reach": reach_of_cohort(found) if found.has_begun(today) else None,
        "bodies": bodies,
        "where_from": with_labels(bodies),
        "unfunded": without_a_funder(found) if sees_participants else "",
        "own": own_application(request, found),
        "runs_programmes": runs_programmes,
        "waiting": found.applications.filter(outcome="").count() if runs_programmes else 0,
        "page": participants(request, found) if sees_participants else None,
    }
    return render(request, "leaders/cohort_detail.html", context)


@require_safe
def participation_list_download(
    request: HttpRequest, partnership: str, programme: str, cohort: str, form: Format
) -> HttpResponse:
    """Everybody who has or had a place, for those who act in the partnership."""
    found = cohort_seen(request, partnership, programme, cohort)
    permitted_actor(request, can_see_participants, found.partnership)
    headings = [
        "Name", "Organisation", "Sector", "Profession", "Place", "Paid by", "Pounds", "Since",
        "Left early",
    ]  # fmt: skip
    rows = (
        [
            one.person.name,
            one.employer.name,
            one.get_sector_display(),
            one.profession,
            one.place.name if one.place else "",
            one.funded_by.name if one.funded_by else "",
            one.pounds,
            one.joined_on,
            one.left_on,
        ]
        for one in participants_of(found)
    )
    return table_response(form, name=f"{found.slug}-places", headings=headings, rows=rows)


@require_http_methods(["GET", "POST"])
def cohort_create(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found, by = run(request, partnership, programme)
    form = CohortForm(request.POST or None)
    made: list[Cohort] = []
    if saved(
        form, lambda facts: made.append(create_cohort(found, by=by, facts=CohortFacts(**facts)))
    ):
        return redirect("cohort_mix", partnership, programme, made[0].slug)
    lede = "Nobody else sees it, and nobody can apply, before you have decided its mix and open it."
    page = back_to(found, heading="Prepare a cohort", button="Save and continue", lede=lede)
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def cohort_edit(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    initial = {name: getattr(found, name) for name in CohortFacts.__slots__}
    form = CohortForm(request.POST or None, initial=initial)
    if saved(form, lambda facts: revise_cohort(found, by=by, facts=CohortFacts(**facts))):
        return redirect(*address(found))
    page = back_to_cohort(found, heading=f"Change what is said of {found.name}", button="Save")
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def cohort_mix(request: HttpRequest, partnership: str, programme: str, cohort: str) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    form = MixForm(request.POST or None, cohort=found)
    if saved(form, lambda _sent: set_mix(found, by=by, places=form.places())):
        messages.success(request, "The mix is decided. It stands on the cohort’s page.")
        return redirect(*address(found))
    context = {"cohort": found, "partnership": found.partnership, "form": form}
    return answer(request, "leaders/cohort_mix.html", context)


@require_http_methods(["GET", "POST"])
def cohort_open(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    now = timezone.now()
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            open_cohort(found, by=by, now=now)
        except Refused as refused:
            errors = [{"text": str(refused)}]
        else:
            messages.success(request, f"{found.name} is open. Anybody can apply now.")
            return redirect(*address(found))
    context = {
        "cohort": found,
        "partnership": found.partnership,
        "mix": mix_now(found),
        "told": len(told_of_opening(found, now)),
        "errors": errors,
    }
    status = 422 if errors else 200
    return render(request, "leaders/cohort_open.html", context, status=status)


def own_application(request: HttpRequest, cohort: Cohort) -> object:
    """The latest application of whoever asks; none for those who did not apply or sign in."""
    if not request.user.is_authenticated:
        return None
    return cohort.applications.filter(person_id=request.user.pk).last()


def participants(request: HttpRequest, cohort: Cohort) -> object:
    """A page of them."""
    return Paginator(participants_of(cohort), 50).get_page(request.GET.get("page"))


def participants_of(cohort: Cohort) -> QuerySet[Participation]:
    """Those who have a place, or had one, by name."""
    found = cohort.participations.select_related("person", "employer", "funded_by", "place")
    return found.order_by("left_on", "person__name", "pk")


def back_to_cohort(cohort: Cohort, *, heading: str, button: str, lede: str = "") -> FormPage:
    """The words of a form below the page of a cohort."""
    return FormPage(
        kicker=str(cohort),
        heading=heading,
        lede=lede,
        button=button,
        back_url=reverse(address(cohort)[0], args=address(cohort)[1:]),
        back_label="Back to the cohort",
    )


def address(cohort: Cohort) -> tuple[str, str, str, str]:
    """Where a cohort's public page is, for `redirect`."""
    programme = cohort.programme
    return "cohort_detail", programme.partnership.slug, programme.slug, cohort.slug
