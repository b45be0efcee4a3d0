from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models.challenge import Challenge
from partnership.models import Hat


@pghistory.track()
class Hypothesis(models.Model):
    """What the team believes would help, why, and what they would see if it were so."""

    class State(models.TextChoices):
        HELD = "held", "Not tested yet"
        SUPPORTED = "supported", "Borne out so far"
        REJECTED = "rejected", "Not borne out"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="hypotheses")
    we_believe = models.CharField(max_length=400)
    because = models.TextField(max_length=1000)
    we_would_see = models.CharField(max_length=400)
    written_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=State, default=State.HELD)
    settled_on = models.DateField(null=True, blank=True)
    what_we_saw = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "hypotheses"
        constraints = [
            models.CheckConstraint(
                condition=~Q(we_believe="") & ~Q(because="") & ~Q(we_would_see=""),
                name="hypothesis_can_be_tested",
            ),
            models.CheckConstraint(
                condition=Q(state="held", settled_on__isnull=True)
                | (Q(settled_on__isnull=False) & ~Q(state="held") & ~Q(what_we_saw="")),
                name="settled_hypothesis_says_what_was_seen",
            ),
        ]

    def __str__(self) -> str:
        return self.we_believe
