"""Money, evaluations and awards: what stands on the page of a programme, added and put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from leaders.actions.programmes import (
    AwardFacts,
    EvaluationFacts,
    FundingFacts,
    add_award,
    add_evaluation,
    pay_for,
    revise_award,
    revise_evaluation,
    revise_payment,
    take_off,
)
from leaders.form_pages import form_page, saved
from leaders.forms.programmes import AwardForm, EvaluationForm
from leaders.models import Award, Evaluation, Programme, ProgrammeFunding
from leaders.rules import can_run_programmes
from leaders.views.programmes import address, back_to, programme_seen
from partnership.acting import permitted_actor
from partnership.forms.hats import partners_of
from partnership.forms.money import MoneyForm

Part = ProgrammeFunding | Evaluation | Award
EVERY_YEAR = "What is paid a year, and until when it is secured, stands on the public page."
BOTH_SIDES = "The public page shows what worked and what did not, side by side."


@require_http_methods(["GET", "POST"])
def funding_create(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found, by = run(request, partnership, programme)
    form = MoneyForm(request.POST or None, payers=partners_of(found.partnership))
    if saved(form, lambda _: pay_for(found, by=by, facts=FundingFacts(**form.said()))):
        return redirect(*address(found))
    page = back_to(found, heading="Who pays for it?", button="Save", lede=EVERY_YEAR)
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def funding_edit(
    request: HttpRequest, partnership: str, programme: str, funding: int
) -> HttpResponse:
    found, by = run(request, partnership, programme)
    part = get_object_or_404(ProgrammeFunding, pk=funding, programme=found)
    form = MoneyForm(request.POST or None, payers=partners_of(found.partnership), paid=part)
    return changing(
        request,
        found,
        part,
        form,
        by=by,
        save=lambda _: revise_payment(part, by=by, facts=FundingFacts(**form.said())),
        heading=f"Change what {part.organisation} pays",
    )


@require_http_methods(["GET", "POST"])
def evaluation_create(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found, by = run(request, partnership, programme)
    form = EvaluationForm(request.POST or None)
    if saved(form, lambda facts: add_evaluation(found, by=by, facts=EvaluationFacts(**facts))):
        return redirect(*address(found))
    page = back_to(found, heading="Add an evaluation", button="Publish it", lede=BOTH_SIDES)
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def evaluation_edit(
    request: HttpRequest, partnership: str, programme: str, evaluation: int
) -> HttpResponse:
    found, by = run(request, partnership, programme)
    part = get_object_or_404(Evaluation, pk=evaluation, programme=found)
    initial = known(part, EvaluationFacts) | {"independent": "yes" if part.independent else "no"}
    return changing(
        request,
        found,
        part,
        EvaluationForm(request.POST or None, initial=initial),
        by=by,
        save=lambda facts: revise_evaluation(part, by=by, facts=EvaluationFacts(**facts)),
        heading=f"Put right: {part.title}",
    )


@require_http_methods(["GET", "POST"])
def award_create(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    found, by = run(request, partnership, programme)
    form = AwardForm(request.POST or None)
    if saved(form, lambda facts: add_award(found, by=by, facts=AwardFacts(**facts))):
        return redirect(*address(found))
    lede = "An award is shown. It is never counted, and nobody is ranked by it."
    page = back_to(found, heading="Add an award", button="Add it", lede=lede)
    return form_page(request, form, page, partnership=found.partnership)


@require_http_methods(["GET", "POST"])
def award_edit(request: HttpRequest, partnership: str, programme: str, award: int) -> HttpResponse:
    found, by = run(request, partnership, programme)
    part = get_object_or_404(Award, pk=award, programme=found)
    return changing(
        request,
        found,
        part,
        AwardForm(request.POST or None, initial=known(part, AwardFacts)),
        by=by,
        save=lambda facts: revise_award(part, by=by, facts=AwardFacts(**facts)),
        heading=f"Put right: {part.name}",
    )


def changing(
    request: HttpRequest,
    programme: Programme,
    part: Part,
    form: forms.Form,
    *,
    by: Actor,
    save: Callable[[dict[str, Any]], object],
    heading: str,
) -> HttpResponse:
    """One page to put a part right, or to take it off if it was entered by mistake."""
    if request.POST.get("take-off"):
        take_off(part, by=by)
        messages.success(request, "Taken off the page. The record keeps that it was there.")
        return redirect(*address(programme))
    if saved(form, save):
        return redirect(*address(programme))
    page = back_to(programme, heading=heading, button="Save")
    return form_page(request, form, page, partnership=programme.partnership, takes_off=True)


def run(request: HttpRequest, partnership: str, programme: str) -> tuple[Programme, Actor]:
    """A programme, and in which hat whoever asks runs it; 404 when they do not."""
    found = programme_seen(request, partnership, programme)
    return found, permitted_actor(request, can_run_programmes, found.partnership)


def known(part: Part, facts: type) -> dict[str, Any]:
    """What is said of a part now, by the names of its form."""
    return {name: getattr(part, name) for name in facts.__slots__}  # type: ignore[attr-defined]
