"""A body ended and others took over: choose them, look at every duty, confirm once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import permitted_actor
from partnership.actions.succeeding import succeed
from partnership.formerly import former_names
from partnership.forms.succession import SuccessionForm
from partnership.models import Organisation, Partnership
from partnership.rules import can_configure
from partnership.search import organisations_like
from partnership.seen import partnership_seen
from partnership.succession import Case, Line, duties_of, membership_of, suggested

MOST_SUCCESSORS = 8


@require_safe
def succession_start(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_configure, found)
    today = timezone.localdate()
    typed = request.GET.get("find", "").strip()
    ticked = _ticked(request)
    like = [
        one for one in organisations_like(typed, on=today, person=request.user) if one not in ticked
    ]
    form = SuccessionForm(request.GET or None, partnership=found, today=today)
    if "review" in request.GET and form.is_valid() and ticked:
        address = redirect("succession_review", partnership=found.slug)
        address["Location"] += f"?{form.query(ticked)}"
        return address
    choosing = "review" in request.GET
    context = {
        "partnership": found,
        "form": form
        if choosing
        else SuccessionForm(initial=form.typed(), partnership=found, today=today),
        "typed": typed,
        "ticked": ticked,
        "like": like,
        "former_names": former_names((one.pk for one in [*ticked, *like]), request.user),
        "suggestions": [(one, one.address(found)) for one in suggested(found, on=today)],
        "errors": _nobody_ticked() if choosing and not ticked else [],
    }
    status = 422 if choosing else 200
    return render(request, "partnership/succession_start.html", context, status=status)


def _nobody_ticked() -> list[dict[str, str]]:
    return [{"text": "Choose at least one body that took over", "url": "#find"}]


def _ticked(request: HttpRequest) -> list[Organisation]:
    wanted = [int(one) for one in request.GET.getlist("to")[:MOST_SUCCESSORS] if _is_id(one)]
    seen = Organisation.objects.visible_to(request.user)
    return list(seen.filter(pk__in=wanted).order_by("name"))


def _is_id(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 10


@require_http_methods(["GET", "POST"])
def succession_review(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    case = _case(request, found)
    if case is None:
        return redirect("succession_start", partnership=found.slug)
    successors = _ticked(request)
    refusal = ""
    if request.method == "POST":
        try:
            moved = succeed(case, by=by, successors=successors, choices=_choices(request.POST))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _said(case, moved))
            return redirect("partner_list", partnership=found.slug)
    context = {**_review(request, case, successors), "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "partnership/succession_review.html", context, status=status)


def _case(request: HttpRequest, found: Partnership) -> Case | None:
    ended = request.GET.get("ended", "")
    on = _day(request.GET.get("on", ""))
    seen = Organisation.objects.visible_to(request.user)
    body = seen.filter(pk=int(ended)).first() if _is_id(ended) else None
    if body is None or on is None:
        return None
    return Case(found, body, on, timezone.localdate())


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _choices(sent: QueryDict) -> dict[str, int]:
    chosen = {key: sent.get(key, "") for key in sent}
    return {key: int(typed) for key, typed in chosen.items() if _is_id(typed)}


def _review(request: HttpRequest, case: Case, successors: list[Organisation]) -> dict[str, Any]:
    chosen = _choices(request.POST)
    groups = [
        (
            noun.heading,
            [Line(noun.key(duty), duty, chosen.get(noun.key(duty))) for duty in duties],
        )
        for noun, duties in duties_of(case)
    ]
    membership = membership_of(case)
    return {
        "partnership": case.partnership,
        "case": case,
        "successors": successors,
        "former_names": former_names((one.pk for one in successors), request.user),
        "one": successors[0] if len(successors) == 1 else None,
        "membership": membership,
        "groups": groups,
        "count": sum(len(lines) for _heading, lines in groups) + (membership is not None),
    }


def _said(case: Case, moved: int) -> str:
    if not moved:
        return f"Nothing was left to move: {case.ended.name} has no duties here any more."
    lines = "1 line" if moved == 1 else f"{moved} lines"
    return f"Moved: {lines}. What {case.ended.name} did before stays under its name."
