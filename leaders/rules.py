"""Who may do what with roles. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from leaders.models import RoleHolding
from partnership.models import Partnership
from partnership.models.capacity import HEADS, Capacity

SEE_THE_PULSE = (*HEADS, Capacity.REPRESENTATIVE, Capacity.LEADER, Capacity.ANALYST)


def can_manage_roles(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership create roles, give out shares of them and end them."""
    return by.wears(partnership.pk, *HEADS)


def can_step_down(by: Actor, holding: RoleHolding) -> bool:
    """Whoever holds a share may lay it down, in a hat of this partnership or in none."""
    return by.person_id == holding.person_id and by.partnership_id in (
        None,
        holding.role.partnership_id,
    )


def can_open_pulse(by: Actor, partnership: Partnership) -> bool:
    """Whoever heads the partnership asks its partners how far they trust each other."""
    return by.wears(partnership.pk, *HEADS)


def can_answer_pulse(by: Actor, partnership: Partnership) -> bool:
    """Representatives answer, each for the organisation of their hat."""
    return by.wears(partnership.pk, Capacity.REPRESENTATIVE)


def can_see_pulse(by: Actor, partnership: Partnership) -> bool:
    """What a closed round says is for those who act in the partnership; never for the public."""
    return by.wears(partnership.pk, *SEE_THE_PULSE)


def can_see_network(by: Actor, partnership: Partnership) -> bool:
    """Everybody, where the partnership shows it; otherwise those who act in it."""
    return partnership.shows_network or by.wears(partnership.pk, *Capacity.values)
