"""Where somebody wants to be written to."""

from __future__ import annotations

from datetime import datetime

from accounts.actor import Actor
from accounts.errors import CannotBeReachedThere
from accounts.models import ContactPoint
from accounts.record import recorded, require


def choose(contact: ContactPoint, *, by: Actor, now: datetime) -> None:
    """Have messages that nobody asked for sent here: those to members of staff.

    Raises `CannotBeReachedThere` for what was stopped, or for an address that nobody has proved.
    """
    require(by.person_id is not None and by.person_id == contact.person_id)
    with recorded(by, "chose where to be written to"):
        chosen = ContactPoint.objects.select_for_update().get(pk=contact.pk)
        if not chosen.is_usable:
            raise CannotBeReachedThere
        chosen.chosen_at = now
        chosen.save(update_fields=["chosen_at"])


def works_again(contact: ContactPoint, *, by: Actor) -> None:
    """Its owner says that it works: it is written to again, until it is heard not to."""
    require(by.person_id is not None and by.person_id == contact.person_id)
    with recorded(by, "said that an address works again"):
        ContactPoint.objects.filter(pk=contact.pk).update(stopped_at=None, stopped_because="")
