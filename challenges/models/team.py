"""Who is in the team of a challenge: by their hat, by a role that they hold, by their cohort."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from challenges.models.challenge import Challenge, ChallengeMember
from leaders.models import Cohort, LeadershipRole, Participation, RoleHolding
from partnership.models import Hat


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


def teams_of(person: Person) -> QuerySet[Challenge]:
    """The challenges in whose team this person is today, wearing a leader's hat there.

    By that hat, by a role that they hold, or by a cohort that runs and that they did not leave.
    """
    today = timezone.localdate()
    leads = Hat.objects.acting(person).filter(capacity=Hat.Capacity.LEADER)
    by_hat = ChallengeMember.objects.filter(hat__in=leads).values("challenge")
    held = RoleHolding.objects.on(today).filter(person=person.pk).values("role")
    by_role = ChallengeRole.objects.filter(role__in=held).values("challenge")
    takes_part = Participation.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=today),
        person=person.pk,
        cohort__in=Cohort.objects.on(today),
    )
    by_cohort = ChallengeCohort.objects.filter(cohort__in=takes_part.values("cohort"))
    there = Q(partnership__in=leads.values("partnership"))
    joined = Q(pk__in=by_role) | Q(pk__in=by_cohort.values("challenge"))
    return Challenge.objects.filter(Q(pk__in=by_hat) | (there & joined))
