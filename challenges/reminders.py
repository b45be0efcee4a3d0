"""What is owed about challenges as of now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from challenges.models import Challenge, ChallengeMember
from partnership.models import Hat
from reminders.actions.owing import Owed
from reminders.hours import LOCAL
from reminders.reach import reach_of

QUIET = "challenge-quiet"


def quiet_since(challenge: Challenge) -> str:
    """The version of a quiet spell: when it began, and when a pause in it ended, if one was set.

    So the team is told once for each spell, and once more after a pause that it outlasted.
    """
    began: datetime = challenge.last_work  # type: ignore[attr-defined]
    pause = challenge.no_reminders_until
    if pause is None or pause <= timezone.localdate(began):
        return began.isoformat()
    return f"{began.isoformat()} {pause.isoformat()}"


def told_at(challenge: Challenge) -> datetime:
    """When the team is told of the quiet spell: when it counts as quiet, or when a pause ends."""
    began: datetime = challenge.last_work  # type: ignore[attr-defined]
    at = began + timedelta(days=challenge.quiet_days)
    pause = challenge.no_reminders_until
    return at if pause is None else max(at, midnight(pause))


def quiet_challenges(now: datetime) -> Iterator[Owed]:
    """To the team's leaders, once for each quiet spell."""
    today = timezone.localdate(now)
    spared = Q(no_reminders_until__gt=today)
    quiet = list(Challenge.objects.quiet(now).exclude(spared).select_related("partnership"))
    leads = Hat.objects.current(now).filter(capacity=Hat.Capacity.LEADER)
    members = ChallengeMember.objects.filter(challenge__in=quiet, hat__in=leads)
    in_team = set(members.values_list("challenge", "hat__person"))
    reach = {contact.person_id: contact for contact in reach_of({one for _, one in in_team})}
    for challenge in quiet:
        for team, person in sorted(in_team):
            if team == challenge.pk and person in reach:
                yield Owed(
                    kind=QUIET,
                    to=reach[person],
                    about=challenge,
                    due_at=told_at(challenge),
                    version=quiet_since(challenge),
                )


def midnight(day: date) -> datetime:
    """When a day begins where people live."""
    return datetime.combine(day, time(0, 0), tzinfo=LOCAL)
