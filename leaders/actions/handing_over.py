"""A share of a role is handed over: who follows whom, or that nobody does for now, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.actions.roles import locked
from leaders.errors import FollowsThemselves, NobodyNamed, NotEndingYet, NotOfThisRole
from leaders.models import Handover, RoleHolding
from leaders.rules import can_hand_over

_REFUSALS = {
    "handover_names_who_follows_or_why_nobody": NobodyNamed,
    "nobody_follows_themselves": FollowsThemselves,
    "handover_is_of_one_role": NotOfThisRole,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatFollows:
    """Who follows in a share, or why nobody does, which is public; and a note, which is not."""

    incoming: RoleHolding | None = None
    gap_because: str = ""
    note: str = ""


def hand_over(outgoing: RoleHolding, *, by: Actor, follows: WhatFollows, now: datetime) -> Handover:
    """Write who follows whoever held this share, or write it anew.

    Raises `NotEndingYet` while the share has no end, `NobodyNamed`, `FollowsThemselves` and
    `NotOfThisRole`.
    """
    require(can_hand_over(by, outgoing))
    with recorded(by, "wrote a handover of a role", refusals=_REFUSALS):
        locked(outgoing.role_id)
        held = RoleHolding.objects.select_for_update(no_key=True).get(pk=outgoing.pk)
        if held.ends_on is None:
            raise NotEndingYet()
        if follows.incoming is not None and follows.incoming.person_id == held.person_id:
            raise FollowsThemselves()
        handover, _new = Handover.objects.update_or_create(
            outgoing=held,
            defaults={
                "incoming": follows.incoming,
                "gap_because": "" if follows.incoming else follows.gap_because.strip(),
                "note": follows.note.strip(),
                "written_at": now,
                "written_by_id": by.hat_id,
            },
        )
    return handover
