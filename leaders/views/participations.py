from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leaders.actions.taking_part import PlaceFacts, leave_cohort, revise_place, take_in
from leaders.form_pages import form_page, saved
from leaders.forms.cohorts import LeaveForm, NewPlaceForm, PlaceForm
from leaders.models import Cohort, Participation
from leaders.rules import can_leave_cohort
from leaders.views.cohorts import address, back_to_cohort, cohort_run, cohort_seen
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def participation_create(
    request: HttpRequest, partnership: str, programme: str, cohort: str
) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    form = NewPlaceForm(request.POST or None, partnership=found.partnership)
    joined_on = min(found.starts_on, timezone.localdate())
    if saved(
        form,
        lambda sent: take_in(
            found,
            by=by,
            name=sent.pop("name"),
            email=sent.pop("email"),
            joined_on=joined_on,
            facts=PlaceFacts(**sent),
        ),
    ):
        return redirect(*address(found))
    page = back_to_cohort(
        found,
        heading="Enter somebody who takes part",
        button="Give them a place",
        lede="For people of earlier cohorts, and for those who were nominated. They are not told.",
    )
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def participation_edit(
    request: HttpRequest, partnership: str, programme: str, cohort: str, participation: int
) -> HttpResponse:
    found, by = cohort_run(request, partnership, programme, cohort)
    place = place_of(found, participation)
    initial = {name: getattr(place, name) for name in PlaceFacts.__slots__}
    form = PlaceForm(request.POST or None, partnership=found.partnership, initial=initial)
    if saved(form, lambda facts: revise_place(place, by=by, facts=PlaceFacts(**facts))):
        return redirect(*address(found))
    page = back_to_cohort(found, heading=f"The place of {place.person}", button="Save")
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def participation_leave(
    request: HttpRequest, partnership: str, programme: str, cohort: str, participation: int
) -> HttpResponse:
    found = cohort_seen(request, partnership, programme, cohort)
    place = place_of(found, participation)
    by = permitted_actor(request, can_leave_cohort, place)
    own = by.person_id == place.person_id
    form = LeaveForm(request.POST or None, initial={"left_on": timezone.localdate()})
    if own:
        form.fields["left_on"].label = "From which day do you no longer take part?"
    if saved(form, lambda sent: leave_cohort(place, by=by, now=timezone.now(), **sent)):
        messages.success(request, f"The place of {place.person} in {found.name} is free again.")
        return redirect(*address(found))
    page = back_to_cohort(
        found,
        heading="Give back your place" if own else f"{place.person} leaves early",
        button="Give the place back" if own else "Free the place",
        lede="The place is free for somebody else then. Who leaves before the cohort begins is not "
        "counted as having taken part.",
    )
    return form_page(request, form, page, partnership=found.partnership, destroys=True)


def place_of(cohort: Cohort, pk: int) -> Participation:
    """A place in this cohort that was not given back; 404 otherwise."""
    found = cohort.participations.filter(left_on__isnull=True)
    place = get_object_or_404(
        found.select_related("person", "employer", "funded_by", "place"), pk=pk
    )
    place.cohort = cohort
    return place
