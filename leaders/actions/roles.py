"""A leadership role is created, revised and ended. It is accountable to its partnership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders import addresses
from leaders.errors import (
    EndedAlready,
    EndsBeforeItStarts,
    FollowsALaterRole,
    ReviewedBeforeItStarts,
    SharesRunOutside,
)
from leaders.models import LeadershipRole
from leaders.rules import can_manage_roles
from partnership.models import Organisation, Partnership, Place

REFUSALS = {
    "holding_lies_within_its_role": SharesRunOutside,
    "role_ends_after_it_starts": EndsBeforeItStarts,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """What a partnership says about one of its roles."""

    title: str
    remit: str
    place: Place
    starts_on: date
    population: str = ""
    review_on: date | None = None
    hosts: Sequence[Organisation] | None = None  # none: they stay as they are
    follows: LeadershipRole | None = None


def create_role(partnership: Partnership, *, by: Actor, facts: RoleFacts) -> LeadershipRole:
    """Create a role of this partnership, vacant until somebody is given a share of it.

    Raises `ReviewedBeforeItStarts` and `FollowsALaterRole`.
    """
    require(can_manage_roles(by, partnership))
    with recorded(by, "created a leadership role", refusals=REFUSALS):
        # Two roles of one title, created at once, must not be given one slug.
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        check(facts, partnership)
        role = LeadershipRole(partnership=partnership, slug=free_slug(partnership, facts.title))
        return written(role, facts)


def revise_role(role: LeadershipRole, *, by: Actor, facts: RoleFacts) -> LeadershipRole:
    """Say something else about a role. Its address stays.

    Raises `ReviewedBeforeItStarts`, `FollowsALaterRole`, `EndsBeforeItStarts`, and
    `SharesRunOutside` when somebody holds a share outside the new dates.
    """
    require(can_manage_roles(by, role.partnership))
    with recorded(by, "revised a leadership role", refusals=REFUSALS):
        held = locked(role.pk)
        check(facts, held.partnership, held)
        return written(held, facts)


def end_role(role: LeadershipRole, *, by: Actor, ends_on: date) -> LeadershipRole:
    """End a role and every share of it; `ends_on` is the first day without it.

    Shares that would have begun later are called off. Raises `EndedAlready` when it ended before,
    and `EndsBeforeItStarts`.
    """
    require(can_manage_roles(by, role.partnership))
    with recorded(by, "ended a leadership role", refusals=REFUSALS):
        held = locked(role.pk)
        if held.ends_on is not None and held.ends_on < ends_on:
            raise EndedAlready()
        ended(held, ends_on)
    return held


def locked(role_id: int) -> LeadershipRole:
    """The role, held against everybody else who acts on it until this transaction is over."""
    return LeadershipRole.objects.select_for_update(no_key=True).get(pk=role_id)


def ended(role: LeadershipRole, ends_on: date) -> None:
    """End a locked role and every share of it, as part of another act."""
    role.ends_on = ends_on
    role.save(update_fields=["ends_on"])
    for holding in role.holdings.select_for_update():
        if holding.ends_on is None or holding.ends_on > ends_on:
            holding.ends_on = max(ends_on, holding.starts_on)
            holding.save(update_fields=["ends_on"])


def check(facts: RoleFacts, partnership: Partnership, role: LeadershipRole | None = None) -> None:
    """Refuse dates and a predecessor that cannot be."""
    if facts.review_on is not None and facts.review_on < facts.starts_on:
        raise ReviewedBeforeItStarts()
    before = facts.follows
    if before is None:
        return
    # An earlier start rules out circles of any length.
    if before.partnership_id != partnership.pk or before.starts_on >= facts.starts_on:
        raise FollowsALaterRole()
    if role is not None and role.followed_by.filter(starts_on__lte=facts.starts_on).exists():
        raise FollowsALaterRole()


def written(role: LeadershipRole, facts: RoleFacts) -> LeadershipRole:
    """Save these facts of a role."""
    role.title, role.remit = facts.title, facts.remit
    role.place, role.population = facts.place, facts.population
    role.starts_on, role.review_on = facts.starts_on, facts.review_on
    role.follows = facts.follows
    role.save()
    if facts.hosts is not None:
        role.hosts.set(facts.hosts)
    return role


def free_slug(partnership: Partnership, title: str) -> str:
    """An address that no role of this partnership has."""
    return addresses.free_slug(partnership.roles.all(), title, "role")
