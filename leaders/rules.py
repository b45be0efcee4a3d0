"""Who may do what with roles. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from leaders.models import RoleHolding
from partnership.models import Partnership
from partnership.models.capacity import HEADS


def can_manage_roles(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership create roles, give out shares of them and end them."""
    return by.wears(partnership.pk, *HEADS)


def can_step_down(by: Actor, holding: RoleHolding) -> bool:
    """Whoever holds a share may lay it down, in a hat of this partnership or in none."""
    return by.person_id == holding.person_id and by.partnership_id in (
        None,
        holding.role.partnership_id,
    )
