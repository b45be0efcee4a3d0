"""What is owed about challenges as of now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import ContactPoint
from challenges.models import Challenge, Commitment
from challenges.models.commitment import CommitmentQuerySet
from challenges.team import people_in_teams
from partnership.models import Hat
from partnership.who import contacts
from reminders.actions.owing import Owed
from reminders.hours import midnight, morning

QUIET, DUE, LATE = "challenge-quiet", "commitment-due", "commitment-late"
DAY, WEEK = timedelta(days=1), timedelta(days=7)
ACT_FOR = (Hat.Capacity.LEADER, Hat.Capacity.REPRESENTATIVE)


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
    """To the whole team, once for each quiet spell."""
    today = timezone.localdate(now)
    spared = Q(no_reminders_until__gt=today)
    quiet = list(Challenge.objects.quiet(now).exclude(spared).select_related("partnership"))
    teams = people_in_teams([one.pk for one in quiet], now)
    reach = contacts(set().union(*teams.values()))
    for challenge in quiet:
        for person in sorted(teams[challenge.pk] & reach.keys()):
            yield Owed(
                kind=QUIET,
                to=reach[person],
                about=challenge,
                due_at=told_at(challenge),
                version=quiet_since(challenge),
            )


def promises_due(now: datetime) -> Iterator[Owed]:
    """A week before its day, to those who answer for it. Not when it was made later than that."""
    today = timezone.localdate(now)
    soon = _reminded(today).filter(due_on__range=(today, today + WEEK))
    for commitment, contact in _with_contacts(soon, now, late=False):
        told_on = commitment.due_on - WEEK
        if timezone.localdate(commitment.made_at) < told_on:
            yield Owed(
                kind=DUE,
                to=contact,
                about=commitment,
                due_at=morning(told_on),
                version=commitment.due_on.isoformat(),
                not_after=midnight(commitment.due_on + DAY),
            )


def promises_late(now: datetime) -> Iterator[Owed]:
    """On the day after its day and every week from then, to those and to the coordinators.

    The version names the week, so that each says it once, and the day that was promised, so that
    another day begins anew.
    """
    today = timezone.localdate(now)
    for commitment, contact in _with_contacts(_reminded(today).late(today), now, late=True):
        first = commitment.due_on + DAY
        told_on = first + (today - first) // WEEK * WEEK
        year, week, _weekday = told_on.isocalendar()
        yield Owed(
            kind=LATE,
            to=contact,
            about=commitment,
            due_at=morning(told_on),
            version=f"{commitment.due_on.isoformat()} {year}-W{week:02}",
            not_after=midnight(told_on + WEEK),
        )


def _reminded(today: date) -> CommitmentQuerySet:
    """Open promises of challenges that people work on and may be reminded of."""
    spared = Challenge.objects.filter(no_reminders_until__gt=today)
    worked_on = Challenge.objects.worked_on()
    reminded = Commitment.objects.open().filter(challenge__in=worked_on)
    return reminded.exclude(challenge__in=spared).select_related("challenge", "made_by")


def _with_contacts(
    commitments: CommitmentQuerySet, now: datetime, *, late: bool
) -> Iterator[tuple[Commitment, ContactPoint]]:
    """Each promise with where to write to each person who answers for it."""
    found = list(commitments)
    answerable = who_answers(found, now, late=late)
    reach = contacts(set().union(*answerable.values()))
    for commitment in found:
        for person in sorted(answerable[commitment.pk] & reach.keys()):
            yield commitment, reach[person]


def who_answers(
    commitments: Collection[Commitment], now: datetime, *, late: bool
) -> dict[int, set[int]]:
    """The people to remind of each promise, in one query.

    Whoever made it, while they act in the partnership, and who leads or stands for the
    organisation that promised; when it is late, the coordinators too.
    """
    partnerships = {one.challenge.partnership_id for one in commitments}
    hats = Hat.objects.current(now).filter(partnership__in=partnerships)
    worn: defaultdict[int, set[tuple[int, int | None, str]]] = defaultdict(set)
    known = hats.values_list("partnership", "person", "organisation", "capacity")
    for partnership, person, organisation, capacity in known:
        worn[partnership].add((person, organisation, capacity))
    answers: dict[int, set[int]] = {}
    for one in commitments:
        answers[one.pk] = {
            person
            for person, organisation, capacity in worn[one.challenge.partnership_id]
            if person == one.made_by.person_id
            or (organisation == one.organisation_id and capacity in ACT_FOR)
            or (late and capacity == Hat.Capacity.COORDINATOR)
        }
    return answers
