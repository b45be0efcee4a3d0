"""Interests of those concerned with a decision, in the bodies that it concerns."""

from __future__ import annotations

from django.utils import timezone

from challenges.interests import bodies_on
from challenges.team import people_in_teams
from coproduction.models import Decision
from partnership.interests import touching
from partnership.models import Hat, Interest
from partnership.models.capacity import HEADS


def interests_in(decision: Decision) -> list[Interest]:
    """What held on the day of the decision, in the bodies that work on its challenge.

    Of those who headed the partnership that day, and are in the challenge's team.
    """
    headed = Hat.objects.worn_on(decision.decided_on).filter(
        partnership=decision.partnership_id, capacity__in=HEADS
    )
    people = people_in_teams([decision.challenge_id], timezone.now())[decision.challenge_id]
    people |= set(headed.values_list("person", flat=True))
    return touching(people, bodies_on(decision.challenge_id), decision.decided_on)
