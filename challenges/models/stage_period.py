from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from challenges.models.challenge import Challenge
from partnership.models import Hat
from partnership.models.dated import DatedQuerySet, DateRange, ends_after_it_starts


@pghistory.track()
class StagePeriod(models.Model):
    """From when to when a challenge was in a stage; the one without an end is the stage it is in.

    The challenge's own `stage` is that of the period without an end.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10, choices=Challenge.Stage)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reached = models.CharField(
        max_length=400, blank=True, help_text="What was reached by its end, or why it went back."
    )
    entered_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet["StagePeriod"].as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            ends_after_it_starts("stage_ends_after_it_starts"),
            ExclusionConstraint(
                name="challenge_is_in_one_stage_at_a_time",
                expressions=[
                    ("challenge", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=models.Q(ends_on__isnull=True),
                name="challenge_is_in_one_stage_now",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} from {self.starts_on}"
