from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from challenges.models.challenge import Challenge
from challenges.models.driver import ChangeIdea
from challenges.models.log_entry import LogEntry
from challenges.models.measure import Measure
from partnership.models import Hat, Organisation

_STAYS_AS_PREDICTED = """
    IF OLD.started_on IS NOT NULL AND (
        NEW.prediction IS DISTINCT FROM OLD.prediction
        OR NEW.started_on IS DISTINCT FROM OLD.started_on
    ) THEN
        RAISE EXCEPTION 'A prediction stands once the test has begun'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prediction_stands_once_begun';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class Cycle(models.Model):
    """A test of change: plan, do, study, act. What was predicted stands once the test has begun."""

    class Act(models.TextChoices):
        ADOPT = "adopt", "Adopt"
        ADAPT = "adapt", "Adapt"
        ABANDON = "abandon", "Abandon"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="cycles")
    idea = models.ForeignKey(
        ChangeIdea, null=True, blank=True, on_delete=models.PROTECT, related_name="cycles"
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    number = models.PositiveSmallIntegerField(help_text="Within the challenge.")
    title = models.CharField(max_length=200)
    plan = models.TextField(max_length=2000, help_text="What, where, with whom, for how long.")
    prediction = models.TextField(max_length=1000)
    planned_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="cycles_planned")
    planned_at = models.DateTimeField(default=timezone.now)
    run_by = models.ManyToManyField(Organisation, blank=True, related_name="cycles_run")
    measures = models.ManyToManyField(Measure, blank=True, related_name="cycles")
    entries = models.ManyToManyField(LogEntry, blank=True, related_name="cycles")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    done = models.TextField(max_length=2000, blank=True, help_text="What was done in the end.")
    studied = models.TextField(
        max_length=2000, blank=True, help_text="What was seen, against what was predicted."
    )
    act = models.CharField(max_length=7, choices=Act, blank=True)
    act_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "number"], name="cycles_are_numbered_once"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(plan="") & ~Q(prediction=""),
                name="cycle_predicts_what_it_tests",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | (
                    Q(started_on__isnull=False)
                    & Q(ended_on__gte=F("started_on"))
                    & ~Q(done="")
                    & ~Q(studied="")
                    & ~Q(act="")
                    & ~Q(act_because="")
                ),
                name="ended_cycle_was_studied_and_acted_on",
            ),
            models.CheckConstraint(
                condition=Q(act="") | Q(ended_on__isnull=False), name="only_ended_cycle_has_an_act"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="prediction_stands_once_begun",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=_STAYS_AS_PREDICTED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        challenge = self.challenge
        return reverse("cycle_detail", args=[challenge.partnership.slug, challenge.slug, self.pk])
