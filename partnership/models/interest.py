from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import Person
from partnership.models.dated import DatedQuerySet, ends_after_it_starts
from partnership.models.hat import Hat
from partnership.models.organisation import Organisation


@pghistory.track(exclude=["what"])
class Interest(models.Model):
    """What a person declared once: shown wherever it touches, in each partnership they act in.

    The kinds are those of NHS England's guidance on managing conflicts of interest (2017, revised
    2024).
    """

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "Financial"
        PROFESSIONAL = "professional", "Non-financial, professional"
        PERSONAL = "personal", "Non-financial, personal"
        INDIRECT = "indirect", "Indirect, through somebody close"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=12, choices=Kind)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="interests"
    )
    what = models.CharField(max_length=500, help_text="In words that a resident understands.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField()
    declared_in = models.ForeignKey(Hat, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DatedQuerySet["Interest"].as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            ends_after_it_starts("interest_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(what=""), name="interest_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return self.what

    def holds_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )
