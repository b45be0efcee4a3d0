"""Who acts for whom: a hat is given, and ends."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from accounts.actions.inviting import invite
from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from partnership.errors import STAYS_WHOLE, AlreadyWears, NotAPartner, TakesAnInvitation
from partnership.holding import hold
from partnership.models import Hat, Invitation, Organisation, Partner, Partnership
from partnership.models.capacity import BY_HAND, SECURED, Capacity
from partnership.rules import can_end_hat, can_give_hat


def give_hat(
    partnership: Partnership,
    *,
    by: Actor,
    person: Person,
    capacity: str,
    organisation: Organisation | None,
    now: datetime,
) -> Hat:
    """Let somebody who never signs in act, on paper and by phone; it is recorded as such.

    Whoever signs in is invited, and says yes themselves: `actions.inviting.invite_to_hat`. Raises
    `TakesAnInvitation`, `AlreadyWears`, and `NotAPartner` when the organisation is none now.
    """
    require(can_give_hat(by, partnership, capacity))
    if capacity not in BY_HAND or person.email is not None:
        raise TakesAnInvitation
    check_partner(partnership, capacity, organisation, now)
    action = "gave a role to somebody who acts on paper and by phone"
    with recorded(by, action, refusals={"hat_is_worn_once_at_a_time": AlreadyWears}):
        return Hat.objects.create(
            person=person,
            partnership=partnership,
            organisation=organisation,
            capacity=capacity,
            starts_at=now,
        )


def name_by_hand(
    partnership: Partnership,
    *,
    by: Actor,
    name: str,
    phone: str = "",
    capacity: str,
    organisation: Organisation | None,
    now: datetime,
) -> Hat:
    """Write down somebody new who never signs in, and let them act. Raises what `give_hat` does."""
    require(can_give_hat(by, partnership, capacity))
    with recorded(by, "gave a role to somebody who acts on paper and by phone"):
        return give_hat(
            partnership,
            by=by,
            person=invite(name=name, phone=phone),
            capacity=capacity,
            organisation=organisation,
            now=now,
        )


def check_partner(
    partnership: Partnership, capacity: str, organisation: Organisation | None, now: datetime
) -> None:
    """Raise `NotAPartner` unless it is a partner now; residents may act for none."""
    partners = Partner.objects.on(timezone.localdate(now)).filter(partnership=partnership)
    if organisation is None and capacity != Capacity.RESIDENT:
        raise NotAPartner()
    if organisation and not partners.filter(organisation=organisation).exists():
        raise NotAPartner()


def end_hat(hat: Hat, *, by: Actor, now: datetime) -> Hat:
    """End a hat at once: at the next request it can do nothing. Ending it twice changes nothing.

    Raises `NoChair`, `NoSafeguardingLead` or `NoSafeguardingDeputy` when a live partnership would
    be left without one.
    """
    require(can_end_hat(by, hat))
    with recorded(by, "ended somebody’s role", refusals=STAYS_WHOLE):
        hold(hat.partnership_id)
        held = Hat.objects.select_for_update().get(pk=hat.pk)
        if held.is_current(now):
            held.ends_at = now
            held.save(update_fields=["ends_at"])
            _withdraw_with(held, by, now)
    return held


def _withdraw_with(hat: Hat, by: Actor, now: datetime) -> None:
    """What it was offered by is over; sent away by another, so is what it asked into trust.

    The other invitations are the partnership's: they hold, and whoever heads it may withdraw them.
    """
    over = Q(replaces=hat)
    if by.person_id != hat.person_id:
        over |= Q(invited_by=hat, capacity__in=SECURED)
    Invitation.objects.unanswered().filter(over).update(withdrawn_at=now)
