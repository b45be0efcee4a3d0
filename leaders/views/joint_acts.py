from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import Refused
from leaders.actions.joint_acts import answer_act, propose_act, withdraw_act
from leaders.asks import Asks
from leaders.consents import answers_to
from leaders.forms.proposing import AnswerForm
from leaders.forms.running import JointActForm
from leaders.models import JointAct, LeadershipRole
from leaders.rules import can_answer_act, can_propose_act, can_see_inside, can_withdraw_act
from leaders.views.act_page import act_page
from leaders.views.role_notices import who_gets_it
from leaders.views.roles import address, agreed_role
from partnership.acting import may, permitted_actor


@require_http_methods(["GET", "POST"])
def joint_act_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_propose_act, found)
    form = JointActForm(request.POST or None)

    def propose(given: dict[str, Any]) -> str:
        act = propose_act(found, by=by, now=timezone.now(), **given)
        return "It is done." if act.done_at else "It waits for each who holds the role to agree."

    asks = Asks(
        heading="Propose something that you do only together",
        button="Propose it",
        lede="It is done once each who holds the role has agreed. A holder who proposes, agrees.",
        know=[who_gets_it(found)],
    )
    return act_page(request, found, form, asks, propose)


@require_http_methods(["GET", "POST"])
def joint_act_detail(request: HttpRequest, partnership: str, role: str, act: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    proposed = act_of(found, act)
    if request.method == "POST":
        by = permitted_actor(request, can_answer_act, proposed)
    else:
        by = permitted_actor(request, can_see_inside, found)
    form = AnswerForm(
        request.POST or None, yes="I agree", no="I do not agree", whom="The others who hold it"
    )

    def decide(given: dict[str, Any]) -> str:
        agreed, why = form.says_yes(), given["why_not"]
        after = answer_act(proposed, by=by, agreed=agreed, why_not=why, now=timezone.now())
        return "All have agreed: it is done." if after.done_at else "Your answer is written down."

    asks = Asks(proposed.get_kind_display(), "Answer", template="leaders/joint_act_detail.html")
    context = {
        "act": proposed,
        "answers": answers_to(proposed, timezone.localdate()),
        "may_answer": proposed.is_open and may(request, can_answer_act, proposed),
        "may_withdraw": proposed.is_open and may(request, can_withdraw_act, proposed),
    }
    return act_page(request, found, form, asks, decide, **context)


@require_POST
def joint_act_withdraw(request: HttpRequest, partnership: str, role: str, act: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    proposed = act_of(found, act)
    by = permitted_actor(request, can_withdraw_act, proposed)
    try:
        withdraw_act(proposed, by=by, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is withdrawn.")
    return redirect(*address(found))


def act_of(role: LeadershipRole, pk: int) -> JointAct:
    """A joint act of this role; 404 otherwise."""
    acts = JointAct.objects.filter(role=role).select_related("proposed_by__person")
    act = get_object_or_404(acts.prefetch_related("consents__person"), pk=pk)
    act.role = role
    return act
