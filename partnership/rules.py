"""Who may do what in a partnership. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from partnership.models import Hat, Interest, Partner, Partnership
from partnership.models.capacity import CHAIRS, HEADS, SECURED, Capacity


def can_create_partnership(by: Actor) -> bool:
    """Anybody signed in may begin one; it is seen by nobody else until it is published."""
    return by.person_id is not None


def can_configure(by: Actor, partnership: Partnership) -> bool:
    """Those who head it set up the partnership."""
    return by.wears(partnership.pk, *HEADS)


def can_rename(by: Actor, partnership: Partnership) -> bool:
    """A draft those who head it; a live one, vouched for by its name, only a chair."""
    if partnership.is_live:
        return by.wears(partnership.pk, Capacity.CHAIR)
    return can_configure(by, partnership)


def can_import(by: Actor, partnership: Partnership) -> bool:
    """Whoever sets up the partnership may bring its organisations and people as a table."""
    return can_configure(by, partnership)


def can_set_cadence(by: Actor, partnership: Partnership) -> bool:
    """Those who head it say when and how often people are written to."""
    return by.wears(partnership.pk, *HEADS)


def can_see_what_needs(by: Actor, partnership: Partnership) -> bool:
    """What waits to be done in a partnership is for those who head it to see to."""
    return by.wears(partnership.pk, *HEADS)


def can_publish(by: Actor, partnership: Partnership) -> bool:
    """Only a chair takes a partnership live: a deputy does not."""
    return by.wears(partnership.pk, Capacity.CHAIR)


def can_vouch(by: Actor) -> bool:
    """Whoever runs the site, at its command line: no hat gives this right."""
    return bool(by.job)


def can_see_history(by: Actor, partnership: Partnership) -> bool:
    """A chair and a deputy read what anybody changed; a coordinator what they did themselves."""
    return by.wears(partnership.pk, *HEADS)


def can_see_all_history(by: Actor, partnership: Partnership) -> bool:
    """What everybody changed is for the chair and the deputy to read."""
    return by.wears(partnership.pk, *CHAIRS)


def can_keep_boards(by: Actor, partnership: Partnership) -> bool:
    """Those who head it keep the days on which its board meets."""
    return by.wears(partnership.pk, *HEADS)


def can_fund_taking_part(by: Actor, partnership: Partnership) -> bool:
    """Those who head it write down what is set aside for citizens who take part."""
    return by.wears(partnership.pk, *HEADS)


def can_see_investment(by: Actor, partnership: Partnership) -> bool:
    """Anybody, where the partnership shows it; else those who head, lead or represent there."""
    return partnership.shows_investment or by.wears(
        partnership.pk, *HEADS, Capacity.LEADER, Capacity.REPRESENTATIVE
    )


def can_give_hat(by: Actor, partnership: Partnership, capacity: str = "") -> bool:
    """A chair gives any hat; a deputy any but the chair's; a coordinator neither of these two."""
    if capacity == Capacity.CHAIR:
        return by.wears(partnership.pk, Capacity.CHAIR)
    if capacity == Capacity.DEPUTY_CHAIR:
        return by.wears(partnership.pk, *CHAIRS)
    return by.wears(partnership.pk, *HEADS)


def can_hand_over(by: Actor, hat: Hat) -> bool:
    """A chair hands over their own chair, and nobody else's."""
    return hat.capacity == Capacity.CHAIR and by.hat_id == hat.pk


def can_reset_second_step(by: Actor, hat: Hat) -> bool:
    """Another chair or deputy of a live partnership in which somebody acts; never for oneself.

    Anybody may begin a draft and ask anybody into it: there a chair has made sure of nobody.
    """
    return (
        hat.partnership.is_live
        and hat.person_id != by.person_id
        and by.wears(hat.partnership_id, *CHAIRS)
    )


def can_end_hat(by: Actor, hat: Hat) -> bool:
    """Whoever may give it, and the person who wears it: in that very hat, if it is secured."""
    own = hat.person_id == by.person_id
    if own and (hat.capacity not in SECURED or by.hat_id == hat.pk):
        return True
    return can_give_hat(by, hat.partnership, hat.capacity)


def can_confirm_membership(by: Actor, partner: Partner) -> bool:
    """A representative says for their own organisation that it is a partner, and what it brings."""
    return (
        by.wears(partner.partnership_id, Hat.Capacity.REPRESENTATIVE)
        and by.organisation_id == partner.organisation_id
    )


def can_declare(by: Actor) -> bool:
    """Anybody signed in declares their own interests, in any hat or none."""
    return by.person_id is not None


def can_end_interest(by: Actor, interest: Interest) -> bool:
    """Only the person whose interest it is says that it has ended."""
    return by.person_id is not None and by.person_id == interest.person_id
