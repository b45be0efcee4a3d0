"""Who is owed word of the trust pulse: that it is open, that it closes soon, what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from leaders.models import PulseReturn, PulseRound
from leaders.rules import SEE_THE_PULSE
from partnership.models import Hat
from partnership.who import acting, contacts
from reminders.actions.owing import Owed
from reminders.hours import midnight, morning

OPEN, CLOSING, RESULTS = "pulse-open", "pulse-closing", "pulse-results"
REPRESENTATIVES = (Hat.Capacity.REPRESENTATIVE,)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
# Whoever begins to act in a partnership later than this reads the figures on the page.
NEWS_FOR = timedelta(days=30)


def pulses_open(now: datetime) -> Iterator[Owed]:
    """To each representative who has not answered: on the first day of a round."""
    yield from _to_those_asked(OPEN, now, lambda asked: asked.opens_on)


def pulses_closing(now: datetime) -> Iterator[Owed]:
    """To each representative who has not answered: a week before the last day."""
    yield from _to_those_asked(CLOSING, now, lambda asked: asked.last_day - WEEK)


def pulses_counted(now: datetime) -> Iterator[Owed]:
    """To those who may read them: that the figures of a round are there."""
    lately = PulseRound.objects.filter(frozen_at__gt=now - NEWS_FOR, frozen_at__lte=now)
    # One that closed long before it was counted is no news: the demonstration's, or a restored one.
    rounds = [one for one in lately if one.closes_on > timezone.localdate(now) - NEWS_FOR]
    readers = acting({one.partnership_id for one in rounds}, now, SEE_THE_PULSE)
    reach = contacts(set().union(*readers.values()))
    for one in rounds:
        for person in sorted(readers[one.partnership_id] & reach.keys()):
            due = max(morning(one.closes_on), one.frozen_at or now)
            yield Owed(
                RESULTS, reach[person], one, due, not_after=midnight(one.closes_on) + NEWS_FOR
            )


def _to_those_asked(
    kind: str, now: datetime, first: Callable[[PulseRound], date]
) -> Iterator[Owed]:
    """A day's notice at most before a round begins, so that a changed day is told as it is."""
    today = timezone.localdate(now)
    rounds = [
        one
        for one in PulseRound.objects.filter(opens_on__lte=today + DAY, closes_on__gt=today)
        if first(one) <= today + DAY
    ]
    asked = acting({one.partnership_id for one in rounds}, now, REPRESENTATIVES)
    answered = _answered(rounds)
    reach = contacts(set().union(*asked.values()))
    for one in rounds:
        for person in sorted((asked[one.partnership_id] - answered[one.pk]) & reach.keys()):
            yield Owed(
                kind=kind,
                to=reach[person],
                about=one,
                due_at=morning(max(first(one), one.opens_on)),
                version=one.closes_on.isoformat() if kind == CLOSING else "",
                not_after=midnight(one.closes_on),
            )


def _answered(rounds: Iterable[PulseRound]) -> dict[int, set[int]]:
    people: dict[int, set[int]] = {one.pk: set() for one in rounds}
    for key, person in PulseReturn.objects.filter(round__in=people).values_list("round", "person"):
        people[key].add(person)
    return people
