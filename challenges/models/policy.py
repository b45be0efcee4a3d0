"""What national plans ask for, and which challenges serve it."""

from __future__ import annotations

import pghistory
from django.db import models

from challenges.models.challenge import Challenge
from partnership.models import Hat


class PolicyPlan(models.Model):
    """A published plan, such as the NHS Long Term Plan of 2019; a later one may follow it."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    published_on = models.DateField()
    url = models.URLField(max_length=500, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )

    class Meta:
        ordering = ["-published_on", "slug"]

    def __str__(self) -> str:
        return self.name


class PolicyAim(models.Model):
    """One aim of a plan, in our own short words, with where it stands in the plan."""

    plan = models.ForeignKey(PolicyPlan, on_delete=models.CASCADE, related_name="aims")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    in_short = models.CharField(max_length=600, blank=True)
    where = models.CharField(max_length=80, blank=True, help_text="Chapter or paragraph.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="aim_is_in_a_plan_once")
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class ChallengeAim(models.Model):
    """An aim of a plan that a challenge serves, and how."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="serves")
    aim = models.ForeignKey(PolicyAim, on_delete=models.PROTECT, related_name="served_by")
    how = models.CharField(max_length=300, blank=True)
    named_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "aim"], name="challenge_serves_an_aim_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.challenge} serves {self.aim}"
