"""Challenges of the world of the tests, and what belongs to them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from challenges.models import (
    Challenge,
    ChallengeMember,
    ChallengeOrganisation,
    ChallengeStrength,
    Commitment,
    LogEntry,
    Strength,
)
from partnership.models import Hat, Organisation
from tests.cast import World

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_strength(world: World, name: str = "The walking group") -> Strength:
    return Strength.objects.create(
        partnership=world.partnership,
        place=world.place,
        name=name,
        what_it_offers="Tea after every walk.",
        confirmed_on=date(2026, 9, 1),
    )


def make_draft(world: World, title: str = "Lonely winters") -> Challenge:
    return Challenge.objects.create(
        partnership=world.partnership,
        place=world.place,
        title=title,
        slug=title.lower().replace(" ", "-"),
        question="How can nobody here be alone in winter?",
        population="Older people",
        raised_at=LONG_AGO,
    )


def make_challenge(world: World, title: str = "Lonely winters") -> Challenge:
    """An active challenge of trust, council and charity, with the leader in its team."""
    challenge = make_draft(world, title)
    for body in (world.nhs, world.council, world.charity):
        ChallengeOrganisation.objects.create(challenge=challenge, organisation=body)
    strength = make_strength(world, f"The walking group of {title}")
    ChallengeStrength.objects.create(challenge=challenge, strength=strength)
    ChallengeMember.objects.create(challenge=challenge, hat=world.hats["leader"])
    challenge.state = Challenge.State.ACTIVE
    challenge.active_since = LONG_AGO
    challenge.save()
    return challenge


def make_entry(challenge: Challenge, hat: Hat, **fields: Any) -> LogEntry:
    given = {
        "did": "Met the walk leaders.",
        "happened_on": timezone.localdate() - timedelta(days=3),
        "visibility": "open",
    }
    return LogEntry.objects.create(challenge=challenge, hat=hat, **{**given, **fields})


def make_commitment(
    challenge: Challenge, organisation: Organisation, hat: Hat, **fields: Any
) -> Commitment:
    given = {
        "will_do": "Open the hall on Sundays",
        "due_on": timezone.localdate() + timedelta(days=20),
        "accepted_at": timezone.now(),
    }
    return Commitment.objects.create(
        challenge=challenge, organisation=organisation, made_by=hat, **{**given, **fields}
    )
