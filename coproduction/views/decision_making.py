"""The chair and the coordinator write a decision, answer what was said, publish and follow up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import Refused
from coproduction.actions.deciding import (
    answer,
    change_decision,
    draft_decision,
    promise,
    publish_decision,
    unanswer,
)
from coproduction.figures import asked_to_hear, told_by
from coproduction.forms.decision import AnswerForm, DecisionForm, PromiseForm, PublishForm
from coproduction.models import Contribution, Decision
from coproduction.rules import can_decide
from coproduction.views.decision import decision_of
from partnership.acting import permitted_actor
from partnership.models import Partnership

PAGE = 20
FORM = "coproduction/decision_edit.html"


@require_http_methods(["GET", "HEAD", "POST"])
def decision_create(request: HttpRequest, partnership: str) -> HttpResponse:
    visible = Partnership.objects.visible_to(request.user)
    found = get_object_or_404(visible, slug=partnership)
    by = permitted_actor(request, can_decide, found)
    now = timezone.now()
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        partnership=found,
        now=now,
        initial={"session": request.GET.get("session", "")},
    )
    if form.is_valid():
        try:
            decision = draft_decision(found, by=by, ruling=form.ruling())
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("decision_answers", partnership=found.slug, decision=decision.slug)
    context = {"partnership": found, "form": form}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_edit(request: HttpRequest, partnership: str, decision: str) -> HttpResponse:
    found = decision_of(request, partnership, decision)
    by = permitted_actor(request, can_decide, found.partnership)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        partnership=found.partnership,
        now=timezone.now(),
        initial={name: getattr(found, name) for name in DecisionForm.base_fields},
    )
    if form.is_valid():
        try:
            change_decision(found, by=by, ruling=form.ruling())
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "The decision is saved.")
            return redirect("decision_detail", partnership=partnership, decision=decision)
    context = {"partnership": found.partnership, "decision": found, "form": form}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_safe
def decision_answers(request: HttpRequest, partnership: str, decision: str) -> HttpResponse:
    """Everything that was said and may be named, each with the answer that it was given."""
    found = decision_of(request, partnership, decision)
    permitted_actor(request, can_decide, found.partnership)
    page = Paginator(_said_for(found), PAGE).get_page(request.GET.get("page"))
    given = {one.contribution_id: one for one in found.influences.filter(contribution__in=page)}
    context = {
        "decision": found,
        "page": page,
        "rows": [_row(said, given.get(said.pk)) for said in page],
        "answered": found.influences.count(),
    }
    return render(request, "coproduction/decision_answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def influence_edit(
    request: HttpRequest, partnership: str, decision: str, contribution: int
) -> HttpResponse:
    """Answer one thing that was said; a fragment in the list for htmx, a page without scripts."""
    found = decision_of(request, partnership, decision)
    by = permitted_actor(request, can_decide, found.partnership)
    said = get_object_or_404(_said_for(found), pk=contribution)
    given = found.influences.filter(contribution=said).first()
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=_given(given),
        prefix=f"said-{said.pk}",
    )
    if form.is_valid():
        try:
            given = answer(found, by=by, contribution=said, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _answered(request, found, said, given)
    row = {"said": said, "given": given, "form": form}
    status = 422 if form.is_bound else 200
    return _row_page(request, {"decision": found, "row": row, "form": form}, status)


@require_POST
def influence_delete(
    request: HttpRequest, partnership: str, decision: str, contribution: int
) -> HttpResponse:
    """Take an answer out again, while the decision is a draft or keeps others."""
    found = decision_of(request, partnership, decision)
    by = permitted_actor(request, can_decide, found.partnership)
    said = get_object_or_404(_said_for(found), pk=contribution)
    try:
        unanswer(found, by=by, contribution=said)
    except Refused as refused:
        row = _row(said, found.influences.filter(contribution=said).first())
        context = {"decision": found, "row": row, "refused": str(refused)}
        return _row_page(request, context, 422)
    return _answered(request, found, said, None)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_publish(request: HttpRequest, partnership: str, decision: str) -> HttpResponse:
    """Say exactly how many people will be told, and do it when asked to."""
    found = decision_of(request, partnership, decision)
    by = permitted_actor(request, can_decide, found.partnership)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            publish_decision(found, by=by, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "The decision is public, and people are being told.")
            return redirect("decision_detail", partnership=partnership, decision=decision)
    told, curious = told_by(found.influences.all()), asked_to_hear(found).count()
    context = {
        "decision": found,
        "form": form,
        "answered": found.influences.count(),
        "told": told,
        "told_answers": sum(told.values()),
        "curious": curious,
        "told_in_all": sum(told.values()) + curious,
    }
    status = 422 if form.is_bound else 200
    return render(request, "coproduction/decision_publish.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_promise(request: HttpRequest, partnership: str, decision: str) -> HttpResponse:
    """An organisation promises something because of the decision."""
    found = decision_of(request, partnership, decision)
    by = permitted_actor(request, can_decide, found.partnership)
    form = PromiseForm(request.POST if request.method == "POST" else None, decision=found)
    if form.is_valid():
        try:
            made = promise(found, by=by, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            asked = f"Written down. {made.organisation.name} is asked to take it on."
            messages.success(request, asked if made.is_offered else "The promise is written down.")
            return redirect("decision_detail", partnership=partnership, decision=decision)
    told = sum(told_by(found.influences.all()).values()) if found.is_published else 0
    context = {"decision": found, "form": form, "told_in_all": told}
    status = 422 if form.is_bound else 200
    return render(request, "coproduction/decision_promise.html", context, status=status)


def _said_for(decision: Decision) -> QuerySet[Contribution]:
    """What may be named: of the decision's session, or else of its challenge's sessions."""
    said = Contribution.objects.answerable().select_related("session__partnership")
    if decision.session_id:
        return said.filter(session=decision.session_id).order_by("said_at", "pk")
    of_challenge = said.filter(
        session__partnership=decision.partnership_id, session__challenge=decision.challenge_id
    )
    return of_challenge.order_by("said_at", "pk")


def _given(influence: Any) -> dict[str, str]:
    return {"outcome": influence.outcome, "reason": influence.reason} if influence else {}


def _row(said: Contribution, given: Any) -> dict[str, Any]:
    form = AnswerForm(initial=_given(given), prefix=f"said-{said.pk}")
    return {"said": said, "given": given, "form": form}


def _answered(
    request: HttpRequest, decision: Decision, said: Contribution, given: Any
) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("decision_answers", decision.partnership.slug, decision.slug)
    row = _row(said, given)
    return _row_page(request, {"decision": decision, "row": row, "saved": True}, 200)


def _row_page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    template = "coproduction/decision_answers.html#answer"
    if not request.htmx:  # type: ignore[attr-defined]
        template = "coproduction/influence_edit.html"
    return render(request, template, context, status=status)
