"""What the page of a role shows while it is only proposed: to those who wear a hat there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from leaders.models import LeadershipRole, RoleProposal
from leaders.rules import can_answer_proposal, can_revise_proposal, can_withdraw_proposal
from partnership.acting import may


def proposed_role(role: LeadershipRole, request: HttpRequest) -> dict[str, Any]:
    """Its case, who would share it, what the chair answered, and what this reader may do."""
    proposals = RoleProposal.objects.filter(role=role).select_related(
        "proposed_by__person", "proposed_by__organisation", "answered_by__person"
    )
    found = proposals.first()
    context: dict[str, Any] = {"role": role, "partnership": role.partnership, "proposal": found}
    if found is not None:
        found.role = role
        context["chips"] = [
            {
                "person": body.name,
                "sector": body.sector,
                "sector_label": body.get_sector_display(),
                "detail": "would share it",
            }
            for body in found.would_share.order_by("name", "pk")
        ]
        context["answers"] = found.is_waiting and may(request, can_answer_proposal, found)
        context["withdraws"] = found.is_waiting and may(request, can_withdraw_proposal, found)
        context["revises"] = may(request, can_revise_proposal, found)
    return context
