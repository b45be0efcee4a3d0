"""What is owed to those who head partnerships as of now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from partnership.ending_hats import ending_hats, told_before
from partnership.models import Partnership
from partnership.models.capacity import CHAIRS
from partnership.who import acting, contacts
from reminders.actions.owing import Owed
from reminders.hours import morning

WEEKLY, HAT_ENDING = "chair-weekly", "hat-ending"
DAY = timedelta(days=1)
# Long enough for Christmas, when four days in a row are no working days.
TOO_LATE = timedelta(days=5)


def weekly_summaries(now: datetime) -> Iterator[Owed]:
    """To chairs and coordinators, on the partnership's weekday at 8: its week is the version."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    live = Partnership.objects.filter(stage=Partnership.Stage.LIVE)
    due = {one: morning(monday + one.summary_weekday * DAY) for one in live}
    near = {one: at for one, at in due.items() if at - DAY <= now < at + DAY}
    heads = acting([one.pk for one in near], now)
    reach = contacts(set().union(*heads.values()))
    for partnership, at in near.items():
        for person in sorted(heads[partnership.pk] & reach.keys()):
            yield Owed(
                kind=WEEKLY,
                to=reach[person],
                about=partnership,
                due_at=at,
                version=week_of(timezone.localdate(at)),
                not_after=at + TOO_LATE,
            )


def week_of(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def hats_that_end(now: datetime) -> Iterator[Owed]:
    """To whoever wears it and to the chairs, 30 days before, of a delegation 14.

    Another end begins anew.
    """
    hats = list(ending_hats(now).filter(partnership__stage=Partnership.Stage.LIVE))
    chairs = acting({hat.partnership_id for hat in hats}, now, CHAIRS)
    told = {hat.pk: chairs[hat.partnership_id] | {hat.person_id} for hat in hats}
    reach = contacts(set().union(*told.values()))
    for hat in hats:
        assert hat.ends_at is not None
        for person in sorted(told[hat.pk] & reach.keys()):
            yield Owed(
                kind=HAT_ENDING,
                to=reach[person],
                about=hat,
                due_at=morning(timezone.localdate(hat.ends_at - told_before(hat))),
                version=hat.ends_at.isoformat(),
                not_after=hat.ends_at,
            )
