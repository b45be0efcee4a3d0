"""Months after a challenge or a cohort has ended: is it better, and does it last?"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from challenges.models.challenge import Challenge
from challenges.models.verdict import Verdict
from leaders.models import Cohort, LeadershipRole
from partnership.models import Hat

MONTHS = (3, 6, 12, 24)


@pghistory.track()
class CheckIn(models.Model):
    """The same four questions, so many months after a challenge or a cohort has ended."""

    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    months = models.PositiveSmallIntegerField(choices=[(one, f"{one} months") for one in MONTHS])
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="No more answers from then.")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge__isnull=False, cohort__isnull=True)
                | Q(challenge__isnull=True, cohort__isnull=False),
                name="check_in_is_on_a_challenge_or_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(months__in=MONTHS), name="check_in_is_after_set_months"
            ),
            models.UniqueConstraint(
                fields=["challenge", "cohort", "months"],
                nulls_distinct=False,
                name="check_in_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_months_display()} after {self.challenge or self.cohort}"


class CheckInAsk(models.Model):
    """Somebody who is asked: whoever holds the role then, or a citizen who agreed to be asked.

    A citizen's is deleted with its answer kept, once the check-in is closed.
    """

    class Of(models.TextChoices):
        HOLDER = "holder", "Holds the role now"
        TEAM = "team", "Was in the team"
        CITIZEN = "citizen", "Took part"

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="asks")
    of = models.CharField(max_length=7, choices=Of)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="check_in_asks")
    role = models.ForeignKey(
        LeadershipRole, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "person"], name="person_is_asked_once_at_a_check_in"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.check_in}"


class CheckInAnswer(models.Model):
    """What somebody answered to the four questions. A citizen's answer bears no name."""

    class Given(models.TextChoices):
        ONLINE = "online", "On line"
        TEXT = "text", "By text"
        PAPER = "paper", "On paper"
        PHONE = "phone", "By phone"

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="answers")
    of = models.CharField(max_length=7, choices=CheckInAsk.Of)
    hat = models.ForeignKey(Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(
        max_length=11, choices=Verdict, blank=True, help_text="Empty: cannot say."
    )
    still_going = models.TextField(max_length=1000, blank=True)
    slipped = models.TextField(max_length=1000, blank=True)
    next_step = models.TextField(max_length=1000, blank=True)
    given = models.CharField(max_length=6, choices=Given, default=Given.ONLINE)
    given_on = models.DateField()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(of="citizen") | Q(hat__isnull=True), name="citizens_answer_unnamed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display() or 'Cannot say'}: {self.check_in}"
