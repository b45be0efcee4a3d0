from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leaders.actions.proposing import (
    Case,
    agree_to_role,
    propose_role,
    refuse_role,
    revise_proposal,
    withdraw_role,
)
from leaders.actions.roles import RoleFacts
from leaders.asks import Asks
from leaders.forms.proposing import AnswerForm, ProposalForm, WithdrawForm
from leaders.models import LeadershipRole, RoleProposal
from leaders.rules import (
    can_answer_proposal,
    can_propose_role,
    can_revise_proposal,
    can_withdraw_proposal,
)
from leaders.views.act_page import act_page
from leaders.views.roles import address, answer, role_seen
from partnership.acting import permitted_actor
from partnership.seen import partnership_seen

ANSWERS = Asks(
    heading="Should there be this role?",
    button="Answer",
    lede="When you agree the role opens, and anybody can see it. Its case stays inside.",
)


WITHDRAWS = Asks(
    heading="Withdraw this proposal",
    button="Withdraw it",
    lede="No chair is asked any more. It stays here for those who act in the partnership, who can "
    "revise it and so propose it again.",
)


@require_http_methods(["GET", "POST"])
def role_propose(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_propose_role, found)
    known = {"place": found.place_id, "starts_on": first_of_next_month(timezone.localdate())}
    form = ProposalForm(request.POST or None, partnership=found, initial=known)
    if form.is_valid():
        facts, case = said(form)
        role = propose_role(found, by=by, facts=facts, case=case, now=timezone.now())
        messages.success(request, "The role is proposed. The chair has been told.")
        return redirect(*address(role))
    return answer(request, "leaders/role_propose.html", {"partnership": found, "form": form})


@require_http_methods(["GET", "POST"])
def role_proposal_edit(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    proposal = proposal_of(role_seen(request, partnership, role))
    by = permitted_actor(request, can_revise_proposal, proposal)
    known = {name: getattr(proposal.role, name) for name in RoleFacts.__slots__ if name != "hosts"}
    known |= {"case": proposal.role.case, "would_share": list(proposal.would_share.all())}
    form = ProposalForm(request.POST or None, partnership=proposal.role.partnership, initial=known)

    def revise(given: dict[str, Any]) -> str:
        facts, case = said(form)
        revise_proposal(proposal, by=by, facts=facts, case=case, now=timezone.now())
        return "The proposal is revised."

    asks = Asks(
        heading="Revise the proposal",
        button="Save, and propose it again" if proposal.is_refused else "Save",
        lede=proposal.why_not and f"{_ended(proposal)}: {proposal.why_not}",
    )
    return act_page(request, proposal.role, form, asks, revise)


@require_http_methods(["GET", "POST"])
def role_proposal_answer(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    proposal = proposal_of(role_seen(request, partnership, role))
    by = permitted_actor(request, can_answer_proposal, proposal)
    yes, no = "Agree: open this role", "Not now"
    form = AnswerForm(request.POST or None, yes=yes, no=no, whom="Those who act in the partnership")

    def decide(given: dict[str, Any]) -> str:
        if form.says_yes():
            agree_to_role(proposal, by=by, now=timezone.now())
            return "The role is open. Now give somebody a share of it."
        refuse_role(proposal, by=by, why_not=given["why_not"], now=timezone.now())
        return "Your answer is with those who proposed it."

    return act_page(request, proposal.role, form, ANSWERS, decide)


@require_http_methods(["GET", "POST"])
def role_proposal_withdraw(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    proposal = proposal_of(role_seen(request, partnership, role))
    by = permitted_actor(request, can_withdraw_proposal, proposal)
    form = WithdrawForm(request.POST or None)

    def withdraw(given: dict[str, Any]) -> str:
        withdraw_role(proposal, by=by, why=given["why"], now=timezone.now())
        return "The proposal is withdrawn. Whoever proposed it has been told why."

    return act_page(request, proposal.role, form, WITHDRAWS, withdraw)


def _ended(proposal: RoleProposal) -> str:
    return "It was withdrawn" if proposal.withdrawn else "It was not agreed"


def proposal_of(role: LeadershipRole) -> RoleProposal:
    """The proposal of a role that is not open yet; 404 otherwise."""
    found = RoleProposal.objects.select_related("proposed_by").filter(role=role).first()
    if found is None or not role.proposed:
        raise Http404
    found.role = role
    return found


def said(form: ProposalForm) -> tuple[RoleFacts, Case]:
    """What was said of the role, and for it."""
    given = dict(form.cleaned_data)
    case = Case(why=given.pop("case"), would_share=list(given.pop("would_share")))
    return RoleFacts(**given), case


def first_of_next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
