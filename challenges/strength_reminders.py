"""What is owed about strengths as of now: a year after the last confirmation, somebody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from challenges.models import Strength
from partnership.models import Hat, Partnership
from partnership.who import acting, contacts
from reminders.actions.owing import Owed
from reminders.hours import morning

CONFIRM = "strength-confirm"
COORDINATES = (Hat.Capacity.COORDINATOR,)
# What has been unconfirmed for longer says so in public; nobody is written to about it any more.
TOO_LATE = timedelta(days=30)


def strengths_to_confirm(now: datetime) -> Iterator[Owed]:
    """Once for each year, to whoever named it and to those who coordinate its partnership."""
    day = timezone.localdate(now)
    due = list(
        Strength.objects.published().filter(
            partnership__stage=Partnership.Stage.LIVE,
            confirmed_on__lte=day - Strength.CONFIRMED_FOR,
            confirmed_on__gt=day - Strength.CONFIRMED_FOR - TOO_LATE,
        )
    )
    coordinators = acting({one.partnership_id for one in due}, now, COORDINATES)
    asked = {one.pk: _asked(one, coordinators[one.partnership_id]) for one in due}
    reach = contacts(set().union(*asked.values()))
    for one in due:
        due_at = morning(one.confirmed_on + Strength.CONFIRMED_FOR)
        for person in sorted(asked[one.pk] & reach.keys()):
            yield Owed(
                kind=CONFIRM,
                to=reach[person],
                about=one,
                due_at=due_at,
                version=one.confirmed_on.isoformat(),
                not_after=due_at + TOO_LATE,
            )


def _asked(strength: Strength, coordinators: set[int]) -> set[int]:
    return coordinators | ({strength.named_by_id} if strength.named_by_id else set())
