"""Somebody’s share is resized; a prepared one is approved, or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leaders.actions.holdings import resize_share
from leaders.actions.preparing_shares import approve_share, propose_share, refuse_share
from leaders.asks import Asks
from leaders.forms.proposing import AnswerForm
from leaders.forms.running import ResizeForm
from leaders.rules import can_give_share
from leaders.standing import in_words, span
from leaders.views.act_page import act_page
from leaders.views.holdings import holding_of, share_giver
from leaders.views.roles import agreed_role
from partnership.acting import permitted_actor

A_DAY = timedelta(days=1)


@require_http_methods(["GET", "POST"])
def holding_resize(request: HttpRequest, partnership: str, role: str, holding: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = share_giver(request, found.partnership)
    held = holding_of(found, holding)
    known = {"share": held.share, "starts_on": max(timezone.localdate(), held.starts_on)}
    form = ResizeForm(request.POST or None, initial=known)
    gives = can_give_share(by, found.partnership)

    def resize(given: dict[str, Any]) -> str:
        if gives:
            resize_share(held, by=by, **given)
            return f"{held.person} has {given['share']}% from {in_words(given['starts_on'])}."
        propose_share(
            found,
            by=by,
            person=held.person,
            employer=held.employer,
            ends_on=held.ends_on,
            now=timezone.now(),
            **given,
        )
        return f"The chair is asked to approve {given['share']}% for {held.person}."

    when = span(held.starts_on, held.last_day, timezone.localdate())
    asks = Asks(
        heading=f"Resize the share of {held.person.name}",
        button="Save" if gives else "Ask the chair",
        lede=f"{held.employer.name}, {held.share}% {when}.",
        know=["The old share ends and a new one begins. What falls to them stays with them."],
        way_out="Keep it as it is",
    )
    return act_page(request, found, form, asks, resize)


@require_http_methods(["GET", "POST"])
def share_answer(request: HttpRequest, partnership: str, role: str, share: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_give_share, found.partnership)
    waiting = get_object_or_404(
        found.proposals.filter(decided_at=None).select_related(
            "person", "employer", "proposed_by__person"
        ),
        pk=share,
    )
    whom = waiting.proposed_by.person.name
    form = AnswerForm(request.POST or None, yes="Approve", no="Not now", whom=whom)

    def decide(given: dict[str, Any]) -> str:
        if form.says_yes():
            approve_share(waiting, by=by, now=timezone.now())
            return f"{waiting.person} has {waiting.share}% of {found.title}."
        refuse_share(waiting, by=by, why_not=given["why_not"], now=timezone.now())
        return f"{whom} will read your answer."

    if waiting.ends_on:
        when = span(waiting.starts_on, waiting.ends_on - A_DAY)
    else:
        when = f"from {in_words(waiting.starts_on)}"
    asks = Asks(
        heading=f"Should {waiting.person.name} hold {waiting.share}%?",
        button="Answer",
        lede=f"{waiting.employer.name}, {when}.",
        know=[f"{whom} prepared this. Nobody holds the share until you approve it."],
    )
    return act_page(request, found, form, asks, decide)
