from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from challenges.models.challenge import Challenge
from challenges.models.measure import Measure
from challenges.models.verdict import Verdict
from partnership.models import Hat


@pghistory.track()
class Judgement(models.Model):
    """How the team judged the place to be on a day, and the evidence for it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=11, choices=Verdict)
    evidence = models.TextField(max_length=2000)
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="judgements"
    )
    judged_on = models.DateField()
    judged_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-judged_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="judgement_rests_on_evidence"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="judgement_is_one_of_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} on {self.judged_on}"
