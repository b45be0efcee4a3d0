"""Who may do what in a partnership. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from partnership.models import Hat, Partnership

CHAIR = Hat.Capacity.CHAIR
COORDINATOR = Hat.Capacity.COORDINATOR


def can_create_partnership(by: Actor) -> bool:
    """Anybody signed in may begin one; it is seen by nobody else until it is published."""
    return by.person_id is not None


def can_configure(by: Actor, partnership: Partnership) -> bool:
    """The chair and the coordinator set up the partnership."""
    return by.wears(partnership.pk, CHAIR, COORDINATOR)


def can_set_cadence(by: Actor, partnership: Partnership) -> bool:
    """The chair and the coordinator say when and how often people are written to."""
    return by.wears(partnership.pk, CHAIR, COORDINATOR)


def can_see_what_needs(by: Actor, partnership: Partnership) -> bool:
    """What waits to be done in a partnership is the chair's and the coordinator's to see to."""
    return by.wears(partnership.pk, CHAIR, COORDINATOR)


def can_publish(by: Actor, partnership: Partnership) -> bool:
    """Only a chair takes a partnership live."""
    return by.wears(partnership.pk, CHAIR)


def can_see_history(by: Actor, partnership: Partnership) -> bool:
    """What changed, by whom, is the chair's and the coordinator's to read."""
    return by.wears(partnership.pk, CHAIR, COORDINATOR)


def can_give_hat(by: Actor, partnership: Partnership, capacity: str = "") -> bool:
    """A chair gives any hat; a coordinator any but the chair's."""
    if capacity == CHAIR:
        return by.wears(partnership.pk, CHAIR)
    return by.wears(partnership.pk, CHAIR, COORDINATOR)


def can_end_hat(by: Actor, hat: Hat) -> bool:
    """Whoever may give it, and the person who wears it."""
    return hat.person_id == by.person_id or can_give_hat(by, hat.partnership, hat.capacity)
