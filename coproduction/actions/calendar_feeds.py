"""To make and to stop the address of one's own calendar."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from coproduction import rules
from coproduction.models import CalendarFeed

KEPT_FOR = timedelta(days=760)  # 25 months, as all that tells how somebody was served


def make_feed(person: Person, *, by: Actor, now: datetime) -> str:
    """Make the address, and stop the one before; return its secret, which is kept nowhere."""
    require(rules.can_have_calendar(by, person))
    secret = secrets.token_urlsafe(24)
    with recorded(by, "made an address for their calendar"):
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one after another
        _stop(person, now)
        CalendarFeed.objects.create(person=person, key=CalendarFeed.key_of(secret), made_at=now)
    return secret


def revoke_feed(person: Person, *, by: Actor, now: datetime) -> None:
    """Stop the address: from now on it answers as one that never was. Twice is harmless."""
    require(rules.can_have_calendar(by, person))
    with recorded(by, "stopped the address of their calendar"):
        _stop(person, now)


def _stop(person: Person, now: datetime) -> None:
    CalendarFeed.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=now)


def forget_feeds(now: datetime) -> int:
    """Delete addresses that were stopped 25 months ago."""
    old = CalendarFeed.objects.filter(revoked_at__lt=now - KEPT_FOR)
    with recorded(Actor.for_job("forget calendars"), "forgot a stopped calendar"):
        return old.delete()[0]
