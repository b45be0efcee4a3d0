"""Who acts for whom: a hat is given, and ends."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.actions.inviting import invite
from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from partnership.errors import STAYS_WHOLE, AlreadyWears, NotAPartner
from partnership.models import Hat, Organisation, Partner, Partnership
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
    """Let a person act in this partnership, for a partner or as a resident.

    Raises `AlreadyWears`, and `NotAPartner` when the organisation is not a partner now.
    """
    require(can_give_hat(by, partnership, capacity))
    partners = Partner.objects.on(timezone.localdate(now)).filter(partnership=partnership)
    if organisation is None and capacity != Hat.Capacity.RESIDENT:
        raise NotAPartner()
    if organisation and not partners.filter(organisation=organisation).exists():
        raise NotAPartner()
    with recorded(
        by, "gave somebody a role", refusals={"hat_is_worn_once_at_a_time": AlreadyWears}
    ):
        return Hat.objects.create(
            person=person,
            partnership=partnership,
            organisation=organisation,
            capacity=capacity,
            starts_at=now,
        )


def invite_to_hat(
    partnership: Partnership,
    *,
    by: Actor,
    name: str,
    email: str,
    capacity: str,
    organisation: Organisation | None,
    now: datetime,
) -> Hat:
    """Invite somebody, known or new, and let them act. Nobody is invited when it is refused.

    Raises what `give_hat` raises.
    """
    require(can_give_hat(by, partnership, capacity))
    with recorded(by, "invited somebody to the partnership"):
        return give_hat(
            partnership,
            by=by,
            person=invite(name=name, email=email),
            capacity=capacity,
            organisation=organisation,
            now=now,
        )


def end_hat(hat: Hat, *, by: Actor, now: datetime) -> Hat:
    """End a hat at once: at the next request it can do nothing. Ending it twice changes nothing.

    Raises `NoChair`, `NoSafeguardingLead` or `NoSafeguardingDeputy` when a live partnership would
    be left without one.
    """
    require(can_end_hat(by, hat))
    with recorded(by, "ended somebody’s role", refusals=STAYS_WHOLE):
        held = Hat.objects.select_for_update().get(pk=hat.pk)
        if held.is_current(now):
            held.ends_at = now
            held.save(update_fields=["ends_at"])
    return held
