"""Representatives are asked to confirm a membership: once, and again after a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnership.models import Hat, Partner, Partnership
from partnership.who import contacts
from reminders.actions.owing import Owed
from reminders.hours import midnight, morning

CONFIRM = "membership-confirm"
FIRST, AGAIN = "first", "again"
AFTER = timedelta(days=30)
# Whoever was named later than this is asked from then on; what is older is left in peace.
TOO_LATE = timedelta(days=14)


def memberships_to_confirm(now: datetime) -> Iterator[Owed]:
    """To each representative of a partner whose membership nobody has confirmed."""
    waiting = list(_waiting(now))
    hats = Hat.objects.current(now).filter(
        capacity=Hat.Capacity.REPRESENTATIVE,
        partnership__in={one.partnership_id for one in waiting},
        organisation__in={one.organisation_id for one in waiting},
    )
    speaking: dict[tuple[int, int], list[Hat]] = {}
    for hat in hats:
        speaking.setdefault((hat.partnership_id, hat.organisation_id or 0), []).append(hat)
    reach = contacts({hat.person_id for hat in hats})
    for partner in waiting:
        for hat in speaking.get((partner.partnership_id, partner.organisation_id), []):
            if hat.person_id not in reach:
                continue
            for version, asked_at in _asked(partner, hat):
                due_at = morning(timezone.localdate(asked_at))
                if due_at <= now < due_at + TOO_LATE:
                    yield Owed(
                        kind=CONFIRM,
                        to=reach[hat.person_id],
                        about=partner,
                        due_at=due_at,
                        version=version,
                        not_after=due_at + TOO_LATE,
                    )


def _waiting(now: datetime) -> Iterator[Partner]:
    """Those of whom somebody may be asked now: the last of the three began not too long ago."""
    earliest = now - AFTER - TOO_LATE - timedelta(days=7)
    named = Hat.objects.filter(
        capacity=Hat.Capacity.REPRESENTATIVE,
        partnership=OuterRef("partnership"),
        organisation=OuterRef("organisation"),
        starts_at__gte=earliest,
    )
    yield from (
        Partner.objects.on(timezone.localdate(now))
        .filter(confirmed_at__isnull=True, partnership__stage=Partnership.Stage.LIVE)
        .filter(
            Q(starts_on__gte=timezone.localdate(earliest))
            | Q(partnership__live_since__gte=earliest)
            | Exists(named)
        )
        .select_related("partnership")
        .order_by("pk")
    )


def _asked(partner: Partner, hat: Hat) -> list[tuple[str, datetime]]:
    """When somebody is asked: the day after all three began, and a month after that."""
    assert partner.partnership.live_since is not None
    began = max(midnight(partner.starts_on), hat.starts_at, partner.partnership.live_since)
    first = began + timedelta(days=1)
    return [(FIRST, first), (AGAIN, first + AFTER)]
