"""Who else is in the team of a challenge: whoever holds a role, and a cohort that works on it."""

from __future__ import annotations

import pghistory
from django.db import models

from challenges.models.challenge import Challenge
from leaders.models import Cohort, LeadershipRole


@pghistory.track()
class ChallengeRole(models.Model):
    """A leadership role whose holders are in the team for as long as they hold it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="role_links")
    role = models.ForeignKey(
        LeadershipRole, on_delete=models.CASCADE, related_name="challenge_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "role"], name="role_joins_a_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} in the team of {self.challenge}"


@pghistory.track()
class ChallengeCohort(models.Model):
    """A cohort of a programme that works on the challenge; those who take part are in the team."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="cohort_links")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="challenge_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "cohort"], name="cohort_joins_a_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.cohort} in the team of {self.challenge}"
