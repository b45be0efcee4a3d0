"""What of the leadership roles needs those who head a partnership."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from leaders.all_roles import roles_of
from leaders.inside import without_handover
from leaders.models import (
    LeadershipRole,
    RoleFunding,
    RoleHolding,
    RoleProposal,
)
from leaders.reminders import FIRST_TOLD
from leaders.role_reminders import leaves_a_gap
from leaders.standing import in_words
from partnership.attention import LISTED_AT_MOST, NeedsYou
from partnership.models import Partnership


def roles(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Vacant roles, terms that end within 90 days, and shares that nobody handed over."""
    today = timezone.localdate(now)
    there = (role for role in roles_of(partnership) if not role.proposed)
    found = [role for role in there if role.exists_on(today)]
    vacant = [_vacant(role, today) for role in found if role.is_vacant(today)]
    ending = [need for role in found for need in _ending(role, today)]
    alone = [_unfollowed(one) for role in found for one in without_handover(role, today)]
    return [*vacant[:LISTED_AT_MOST], *ending[:LISTED_AT_MOST], *alone[:LISTED_AT_MOST]]


def answers(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Roles and shares that are proposed and wait for a chair."""
    proposals = [getattr(role, "proposal", None) for role in roles_of(partnership)]
    asked = [one for one in proposals if one is not None and one.is_waiting]
    prepared = [
        _prepared(role, share)
        for role in roles_of(partnership)
        for share in role.shares_asked  # type: ignore[attr-defined]
    ]
    return [
        *prepared[:LISTED_AT_MOST],
        *(_proposed(one) for one in asked[:LISTED_AT_MOST]),
    ]


def money(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Money for roles that ends within 90 days with nothing after it."""
    today = timezone.localdate(now)
    roles = [role for role in roles_of(partnership) if not role.proposed]
    rows = [row for role in roles for row in role.funding.all()]
    soon = [row for row in rows if today < row.ends_on <= today + FIRST_TOLD]
    gaps = sorted((row for row in soon if leaves_a_gap(row)), key=lambda row: row.ends_on)
    return [_runs_out(row) for row in gaps][:LISTED_AT_MOST]


def _prepared(role: LeadershipRole, share: Mapping[str, Any]) -> NeedsYou:
    return NeedsYou(
        words=f"{share['name']} is proposed for {share['share']}% of “{role.title}”",
        url=reverse("share_answer", args=[role.partnership.slug, role.slug, share["pk"]]),
        since=timezone.localdate(datetime.fromisoformat(share["proposed_at"])),
        weight=45,
        kind="Roles and shares to answer",
    )


def _proposed(proposal: RoleProposal) -> NeedsYou:
    return NeedsYou(
        words=f"{proposal.proposed_by.person.name} proposes the role “{proposal.role.title}”",
        url=_url(proposal.role),
        since=timezone.localdate(proposal.proposed_at),
        weight=44,
        kind="Roles and shares to answer",
    )


def _unfollowed(holding: RoleHolding) -> NeedsYou:
    role = holding.role
    return NeedsYou(
        words=f"Nobody has said who follows {holding.person.name} in “{role.title}”",
        url=reverse("handover_edit", args=[role.partnership.slug, role.slug, holding.pk]),
        since=holding.last_day,
        weight=25,
        kind="Shares that nobody follows",
    )


def _runs_out(row: RoleFunding) -> NeedsYou:
    role, last = row.role, row.ends_on - timedelta(days=1)
    return NeedsYou(
        words=f"£{row.pounds} a year from {row.organisation.name} for “{role.title}” is secured "
        f"until {in_words(last)}, and nothing follows",
        url=reverse("role_resources", args=[role.partnership.slug, role.slug]),
        since=last,
        weight=30,
        kind="Money that runs out",
    )


def _vacant(role: LeadershipRole, today: date) -> NeedsYou:
    since = role.vacant_since(today) or today
    return NeedsYou(
        words=f"Nobody holds the role “{role.title}”, since {in_words(since)}",
        url=_url(role),
        since=since,
        weight=40,
        kind="Vacant roles",
    )


def _ending(role: LeadershipRole, today: date) -> list[NeedsYou]:
    """The role's own end; or else the ends of shares of it that nobody takes over."""
    soon = today + FIRST_TOLD
    if role.ends_on and role.ends_on <= soon:
        return [_ends(role, f"The role “{role.title}” ends", role.ends_on)]
    return [
        _ends(role, f"{one.person.name}’s share of “{role.title}” ends", one.ends_on)
        for one in role.holdings_on(today)
        if one.ends_on
        and one.ends_on <= soon
        and one.person_id not in {after.person_id for after in role.holdings_on(one.ends_on)}
    ]


def _ends(role: LeadershipRole, what: str, ends_on: date) -> NeedsYou:
    last = ends_on - timedelta(days=1)
    return NeedsYou(
        words=f"{what} on {in_words(last)}",
        url=_url(role),
        since=last,
        weight=20,
        kind="Terms that end",
    )


def _url(role: LeadershipRole) -> str:
    return reverse("role_detail", args=[role.partnership.slug, role.slug])
