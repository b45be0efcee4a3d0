"""An operator vouches that a partnership is what it says it is."""

from __future__ import annotations

from datetime import datetime

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.models import Partnership, Vouching
from partnership.rules import can_vouch


def vouch(partnership: Partnership, *, by: Actor, how: str, now: datetime) -> Vouching:
    """Let a partnership go live when the rest is ready. Vouching twice keeps the first."""
    require(can_vouch(by))
    with recorded(by, "vouched for the partnership"):
        vouching, _ = Vouching.objects.get_or_create(
            partnership=partnership,
            defaults={"how": how, "vouched_at": now, "vouched_by_id": by.person_id},
        )
    return vouching
