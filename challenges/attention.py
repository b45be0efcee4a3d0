"""What of the challenges needs those who head a partnership."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from challenges.all_challenges import challenges_of
from challenges.models import Barrier, Challenge
from partnership.attention import LISTED_AT_MOST, NeedsYou
from partnership.models import Partnership

UNANSWERED = timedelta(days=14)


def late_promises(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Promises whose day has passed, the longest late first."""
    today = timezone.localdate(now)
    promised = [one for challenge in _worked_on(partnership) for one in challenge.commitments.all()]
    late = sorted((one for one in promised if one.is_late(today)), key=lambda one: one.due_on)
    return [
        NeedsYou(
            words=f"Late, due on {date_format(one.due_on, 'j F Y')}: "
            f"{one.organisation.name}, “{one.will_do}”",
            url=one.get_absolute_url(),
            since=one.due_on,
            weight=50,
            kind="Late commitments",
        )
        for one in late[:LISTED_AT_MOST]
    ]


def quiet(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Challenges on which nothing was logged for longer than was set."""
    silent = [
        one
        for one in _worked_on(partnership)
        if one.last_work + timedelta(days=one.quiet_days) <= now
    ]
    found = sorted(silent, key=lambda one: one.last_work)
    return [_quiet(one, one.last_work) for one in found[:LISTED_AT_MOST]]


def barriers(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """What was put before the chair and stands in the way still, the longest first."""
    asked = Barrier.objects.escalated().filter(challenge__partnership=partnership)
    return [
        NeedsYou(
            words=f"In the way of “{one.challenge.title}”: {one.what}",
            url=one.get_absolute_url(),
            since=one.escalated_on,
            weight=60,
            kind="Barriers put before you",
        )
        for one in asked.select_related("challenge__partnership")[:LISTED_AT_MOST]
    ]


def offers(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """What was offered two weeks ago or longer, and nobody has answered."""
    promised = [one for challenge in _worked_on(partnership) for one in challenge.commitments.all()]
    waiting = [one for one in promised if one.is_offered and one.made_at <= now - UNANSWERED]
    return [
        NeedsYou(
            words=f"{one.organisation.name} has not answered: “{one.will_do}”",
            url=one.get_absolute_url(),
            since=timezone.localdate(one.made_at),
            weight=25,
            kind="Offers without an answer",
        )
        for one in sorted(waiting, key=lambda one: one.made_at)[:LISTED_AT_MOST]
    ]


def _worked_on(partnership: Partnership) -> list[Any]:
    """The active ones of a live partnership."""
    found = challenges_of(partnership) if partnership.is_live else []
    return [one for one in found if one.state == Challenge.State.ACTIVE]


def _quiet(challenge: Challenge, last_work: datetime) -> NeedsYou:
    day = timezone.localdate(last_work)
    return NeedsYou(
        words=f"Nothing was logged on “{challenge.title}” since {date_format(day, 'j F Y')}",
        url=challenge.get_absolute_url(),
        since=day,
        weight=30,
        kind="Quiet challenges",
    )
