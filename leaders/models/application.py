from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from leaders.models.cohort import Cohort
from partnership.models import Organisation, Place, Sector


# What became of it stays between them and those who decide: the record outlives the application.
@pghistory.track(exclude=["why", "reason", "profession", "employer_name", "outcome"])
class Application(models.Model):
    """Somebody asks to take part in a cohort. Seen by those who decide, and by themselves.

    An employer that is on no list is named, with its sector; whoever offers the place puts it on
    the list.
    """

    class Outcome(models.TextChoices):
        OFFERED = "offered", "Offered a place"
        NOT_THIS_TIME = "not_this_time", "Not this time"
        WITHDRAWN = "withdrawn", "Withdrawn"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="applications")
    employer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    employer_name = models.CharField(
        max_length=200, blank=True, help_text="Of an employer that is on no list."
    )
    sector = models.CharField(max_length=16, choices=Sector, help_text="The employer's, then.")
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    profession = models.CharField(max_length=120)
    why = models.TextField(max_length=2000)
    applied_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=13, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["applied_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | ~Q(employer_name=""),
                name="application_names_an_employer",
            ),
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=~Q(outcome="withdrawn"),
                name="person_applies_to_a_cohort_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | ~Q(outcome="") & Q(decided_at__isnull=False),
                name="application_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_this_time") | ~Q(reason=""),
                name="application_is_not_refused_without_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.cohort}"

    @property
    def employer_in_words(self) -> str:
        """The employer's name, listed or not."""
        return self.employer.name if self.employer else self.employer_name
