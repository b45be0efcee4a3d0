"""Interests of those concerned with a promise, in the bodies that it concerns."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from challenges.models import ChallengeOrganisation, Commitment
from challenges.team import people_in_teams
from partnership.interests import touching
from partnership.models import Interest


def interests_in(promise: Commitment, day: date) -> list[Interest]:
    """Of whoever made it and the challenge's team; in who promised, who saw it, who works on it."""
    people = people_in_teams([promise.challenge_id], timezone.now())[promise.challenge_id]
    people |= {promise.made_by.person_id}
    bodies = set(bodies_on(promise.challenge_id)) | {promise.organisation_id}
    if promise.witness_id is not None:
        bodies.add(promise.witness_id)
    return touching(people, bodies, day)


def bodies_on(challenge: int) -> list[int]:
    """The organisations that work on a challenge."""
    joined = ChallengeOrganisation.objects.filter(challenge=challenge)
    return list(joined.values_list("organisation", flat=True))
