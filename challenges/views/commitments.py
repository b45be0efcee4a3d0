from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.commitments import drop_commitment, keep_commitment, make_commitment
from challenges.forms.commitment import CommitmentForm, DropForm, KeepForm
from challenges.interests import interests_in
from challenges.models import Challenge, Commitment, Renegotiation
from challenges.rules import (
    can_answer_change,
    can_answer_offer,
    can_drop,
    can_make_commitments,
    can_promise_for,
    can_see_offers,
    can_witness,
)
from challenges.views.finding import (
    carried_out,
    crumbs_to,
    found_challenge,
    found_commitment,
    permitted_hats,
)
from challenges.views.one_form import form_shown
from partnership.acting import hidden_leads_to_sign_in, may
from partnership.models import Hat, Organisation

PROMISED = "Promised. It stands on the challenge’s page for all to see."


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def commitment_list(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promised = (
        Commitment.objects.visible_to(request.user)
        .filter(challenge=found)
        .select_related("organisation", "witness", "challenge__partnership")
        .order_by("-due_on", "-pk")
    )
    today = timezone.localdate()
    state = request.GET.get("state", "")
    if state == "late":
        promised = promised.late(today)
    elif state in Commitment.State.values:
        promised = promised.filter(state=state)
    context = {
        "challenge": found,
        "crumbs": crumbs_to(found.partnership, found),
        "page": Paginator(promised, 20).get_page(request.GET.get("page")),
        "query": f"state={state}&" if state else "",
        "state": state,
        "today": today,
        "may_promise": may(request, can_make_commitments, found),
    }
    return render(request, "challenges/commitment_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def commitment_detail(
    request: HttpRequest, partnership: str, challenge: str, commitment: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promise = found_commitment(request, found, commitment)
    today = timezone.localdate()
    changes = list(_changes_shown(request, promise))
    asked = next((one for one in changes if one.is_open), None) if promise.is_open else None
    context = {
        "challenge": found,
        "commitment": promise,
        "crumbs": crumbs_to(found.partnership, found),
        "is_late": promise.is_late(today),
        "interests": interests_in(promise, today),
        "may_witness": may(request, can_witness, promise),
        "may_drop": may(request, can_drop, promise),
        "may_answer": may(request, can_answer_offer, promise),
        "settled_changes": [one for one in changes if not one.is_open],
        "asked": asked,
        "may_answer_change": asked is not None and may(request, can_answer_change, asked),
    }
    return render(request, "challenges/commitment_detail.html", context)


def _changes_shown(request: HttpRequest, promise: Commitment) -> QuerySet[Renegotiation]:
    """What was agreed to all; what waits or was refused to those who may make commitments."""
    known = promise.renegotiations.select_related("agreed_for", "commitment__challenge")
    works_here = may(request, can_see_offers, promise.challenge.partnership)
    return known if works_here else known.filter(agreed_for__isnull=False)


@require_http_methods(["GET", "POST"])
def commitment_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    hats = permitted_hats(request, can_make_commitments, found)
    working = list(Organisation.objects.filter(challenge_links__challenge=found))
    form = CommitmentForm(
        request.POST or None, organisations=_may_promise(found, hats, working), others=working
    )
    promise = carried_out(
        form,
        lambda: make_commitment(
            found,
            by=_hat_for(found, hats, form.promising()).actor(),
            organisation=form.promising(),
            will_do=form.cleaned_data["will_do"],
            due_on=form.cleaned_data["due_on"],
            promised_to=form.receiving(),
            now=timezone.now(),
        ),
    )
    if promise is not None:
        messages.success(request, _offered(promise) if promise.is_offered else PROMISED)
        return redirect(promise.get_absolute_url())
    return form_shown(request, "commitment_create", found, form)


def _offered(promise: Commitment) -> str:
    return f"Written down. It counts, and is public, once {promise.organisation.name} takes it on."


def _may_promise(
    challenge: Challenge, hats: list[Hat], working: list[Organisation]
) -> list[Organisation]:
    """The organisations for which one of these hats can promise, one's own first."""
    own = {hat.organisation for hat in hats if hat.organisation is not None}
    return [
        *own,
        *(
            body
            for body in working
            if body not in own
            and any(can_promise_for(hat.actor(), challenge, body) for hat in hats)
        ),
    ]


def _hat_for(challenge: Challenge, hats: list[Hat], organisation: Organisation) -> Hat:
    """The hat that can promise for this organisation, its own before a secretary's."""
    return min(
        (hat for hat in hats if can_promise_for(hat.actor(), challenge, organisation)),
        key=lambda hat: hat.organisation_id != organisation.pk,
    )


@require_http_methods(["GET", "POST"])
def commitment_keep(
    request: HttpRequest, partnership: str, challenge: str, commitment: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promise = found_commitment(request, found, commitment)
    hats = permitted_hats(request, can_witness, promise)
    form = KeepForm(request.POST or None, hats=hats)
    kept = carried_out(
        form,
        lambda: keep_commitment(
            promise,
            by=form.chosen_hat().actor(),
            evidence=form.cleaned_data["evidence"],
            now=timezone.now(),
        ),
    )
    if kept is not None:
        messages.success(request, "Kept, and witnessed. Thank you.")
        return redirect(promise.get_absolute_url())
    return form_shown(request, "commitment_keep", found, form, commitment=promise)


@require_http_methods(["GET", "POST"])
def commitment_drop(
    request: HttpRequest, partnership: str, challenge: str, commitment: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    promise = found_commitment(request, found, commitment)
    hats = permitted_hats(request, can_drop, promise)
    form = DropForm(request.POST or None, hats=hats)
    dropped = carried_out(
        form,
        lambda: drop_commitment(
            promise, by=form.chosen_hat().actor(), because=form.cleaned_data["because"]
        ),
    )
    if dropped is not None:
        messages.success(request, "Dropped, with its reason.")
        return redirect(promise.get_absolute_url())
    return form_shown(request, "commitment_drop", found, form, commitment=promise)
