"""A role is proposed with its case; a chair answers it; it is revised, or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.actions.roles import REFUSALS, RoleFacts, check, free_slug, locked, written
from leaders.errors import AnsweredAlready, CaseMissing, ReasonMissing
from leaders.models import LeadershipRole, RoleProposal
from leaders.rules import (
    can_answer_proposal,
    can_propose_role,
    can_revise_proposal,
    can_withdraw_proposal,
)
from leaders.telling import tell_of_answer, tell_of_proposal
from partnership.models import Organisation, Partnership

_REFUSALS = {**REFUSALS, "proposed_role_makes_its_case": CaseMissing}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Why a place needs a role, and which organisations would share it."""

    why: str
    would_share: Sequence[Organisation] = ()


def propose_role(
    partnership: Partnership, *, by: Actor, facts: RoleFacts, case: Case, now: datetime
) -> LeadershipRole:
    """Propose a role. Nobody can hold it, and the public does not see it, until a chair agrees.

    Raises `CaseMissing` and what `create_role` raises.
    """
    require(can_propose_role(by, partnership))
    with recorded(by, "proposed a leadership role", refusals=_REFUSALS):
        # Two roles of one title, proposed at once, must not be given one slug.
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        check(facts, partnership)
        slug = free_slug(partnership, facts.title)
        role = LeadershipRole(partnership=partnership, slug=slug, proposed=True, case=case.why)
        written(role, facts)
        proposal = RoleProposal.objects.create(
            role=role, proposed_by_id=by.worn_hat_id, proposed_at=now
        )
        proposal.would_share.set(case.would_share)
        tell_of_proposal(proposal, now)
    return role


def revise_proposal(
    proposal: RoleProposal, *, by: Actor, facts: RoleFacts, case: Case, now: datetime
) -> LeadershipRole:
    """Say something else, which is to propose it again: an answer that was no is gone.

    Raises `AnsweredAlready` once the role is open, and what `propose_role` raises.
    """
    require(can_revise_proposal(by, proposal))
    with recorded(by, "revised a proposed role", refusals=_REFUSALS):
        role = locked(proposal.role_id)
        if not role.proposed:
            raise AnsweredAlready()
        check(facts, role.partnership, role)
        role.case = case.why
        written(role, facts)
        asked = RoleProposal.objects.select_for_update().get(pk=proposal.pk)
        asked.would_share.set(case.would_share)
        if asked.is_refused:
            asked.answered_at = asked.answered_by = None
            asked.why_not, asked.proposed_at, asked.withdrawn = "", now, False
            asked.save()
            tell_of_proposal(asked, now)
    return role


def agree_to_role(proposal: RoleProposal, *, by: Actor, now: datetime) -> LeadershipRole:
    """Open a proposed role, from today when its day has passed. Raises `AnsweredAlready`."""
    require(can_answer_proposal(by, proposal))
    with recorded(by, "agreed to a proposed role", refusals=REFUSALS):
        role = locked(proposal.role_id)
        asked = _waiting(proposal)
        role.proposed = False
        role.starts_on = max(role.starts_on, timezone.localdate(now))
        if role.review_on is not None:
            role.review_on = max(role.review_on, role.starts_on)
        role.save(update_fields=["proposed", "starts_on", "review_on"])
        _answer(asked, by=by, now=now)
    return role


def refuse_role(proposal: RoleProposal, *, by: Actor, why_not: str, now: datetime) -> RoleProposal:
    """Say why there is not to be such a role now. Raises `AnsweredAlready`, `ReasonMissing`."""
    require(can_answer_proposal(by, proposal))
    if not why_not.strip():
        raise ReasonMissing()
    with recorded(by, "did not agree to a proposed role"):
        locked(proposal.role_id)
        asked = _waiting(proposal)
        asked.why_not = why_not.strip()
        _answer(asked, by=by, now=now)
    return asked


def withdraw_role(proposal: RoleProposal, *, by: Actor, why: str, now: datetime) -> RoleProposal:
    """Take a proposed role back before it is answered. Raises `AnsweredAlready`, `ReasonMissing`.

    Whoever proposed it is told why. Revised, it is proposed again.
    """
    require(can_withdraw_proposal(by, proposal))
    if not why.strip():
        raise ReasonMissing()
    with recorded(by, "withdrew a proposed role"):
        locked(proposal.role_id)
        asked = _waiting(proposal)
        asked.why_not, asked.withdrawn = why.strip(), True
        _answer(asked, by=by, now=now)
    return asked


def _waiting(proposal: RoleProposal) -> RoleProposal:
    found = RoleProposal.objects.select_for_update().get(pk=proposal.pk)
    if not found.is_waiting:
        raise AnsweredAlready()
    return found


def _answer(asked: RoleProposal, *, by: Actor, now: datetime) -> None:
    asked.answered_at, asked.answered_by_id = now, by.worn_hat_id
    asked.save(update_fields=["answered_at", "answered_by", "why_not", "withdrawn"])
    tell_of_answer(asked, now)
