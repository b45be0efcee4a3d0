"""An offer is taken on or not; a change of a promise is asked for, and agreed or not."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.commitments import accept_commitment, decline_commitment
from challenges.actions.renegotiating import agree_to_change, ask_to_change, refuse_change
from challenges.forms.commitment import AnswerForm, ChangeForm
from challenges.models import Commitment, Renegotiation
from challenges.rules import can_answer_change, can_answer_offer, can_ask_to_change
from challenges.views.finding import (
    carried_out,
    found_challenge,
    found_commitment,
    permitted_hats,
)
from challenges.views.one_form import form_shown


@require_http_methods(["GET", "POST"])
def commitment_answer(
    request: HttpRequest, partnership: str, challenge: str, commitment: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promise = found_commitment(request, found, commitment)
    hats = permitted_hats(request, can_answer_offer, promise)
    form = AnswerForm(
        request.POST or None, hats=hats, yes="We take it on", no="We do not take it on"
    )

    def answer() -> Commitment:
        by, now = form.chosen_hat().actor(), timezone.now()
        if form.agreed:
            return accept_commitment(promise, by=by, now=now)
        return decline_commitment(promise, by=by, because=form.cleaned_data["because"], now=now)

    return _asked(request, "answer", promise, form, answer)


@require_http_methods(["GET", "POST"])
def commitment_change(
    request: HttpRequest, partnership: str, challenge: str, commitment: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promise = found_commitment(request, found, commitment)
    hats = permitted_hats(request, can_ask_to_change, promise)
    stands = {"will_do": promise.will_do, "due_on": promise.due_on}
    form = ChangeForm(request.POST or None, hats=hats, initial=stands)

    def ask() -> Renegotiation:
        said = form.cleaned_data
        return ask_to_change(
            promise,
            by=form.chosen_hat().actor(),
            will_do=said["will_do"],
            due_on=said["due_on"],
            because=said["because"],
            now=timezone.now(),
        )

    return _asked(request, "change", promise, form, ask)


@require_http_methods(["GET", "POST"])
def change_answer(
    request: HttpRequest, partnership: str, challenge: str, commitment: int, change: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promise = found_commitment(request, found, commitment)
    known = promise.renegotiations.select_related("commitment__challenge", "asked_by__person")
    asked = get_object_or_404(known, pk=change)
    hats = permitted_hats(request, can_answer_change, asked)
    form = AnswerForm(
        request.POST or None, hats=hats, yes="We agree", no="We hold them to their promise"
    )

    def answer() -> Renegotiation:
        by, now = form.chosen_hat().actor(), timezone.now()
        if form.agreed:
            return agree_to_change(asked, by=by, now=now)
        return refuse_change(asked, by=by, because=form.cleaned_data["because"], now=now)

    return _asked(request, "change_answer", promise, form, answer, asked=asked)


def _asked(
    request: HttpRequest,
    what: str,
    promise: Commitment,
    form: forms.Form,
    act: Callable[[], object],
    **more: object,
) -> HttpResponse:
    """The page of one question about a promise; once it is answered, the promise."""
    if carried_out(form, act) is not None:
        messages.success(request, DONE[what])
        return redirect(promise.get_absolute_url())
    name = f"commitment_{what}"
    return form_shown(request, name, promise.challenge, form, commitment=promise, **more)


DONE = {
    "answer": "Saved. Whoever wrote it down is told.",
    "change": "Asked. Until another organisation agrees, the old promise stands.",
    "change_answer": "Saved. Whoever asked is told.",
}
