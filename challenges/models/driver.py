"""A driver diagram: an aim, what drives it, what drives that, and ideas for change."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models.challenge import Challenge
from challenges.models.measure import Measure

_TWO_LEVELS = """
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM challenges_driver parent WHERE parent.id = NEW.parent_id
            AND parent.parent_id IS NULL AND parent.diagram_id = NEW.diagram_id
    ) THEN
        RAISE EXCEPTION 'A secondary driver hangs on a primary driver of the same diagram'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'driver_diagram_has_two_levels';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class DriverDiagram(models.Model):
    """A challenge's theory of change. `version` rises with each change of the outline."""

    challenge = models.OneToOneField(
        Challenge, on_delete=models.CASCADE, related_name="driver_diagram"
    )
    aim = models.CharField(max_length=300, help_text="What, for whom, by how much, by when.")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(aim=""), name="driver_diagram_has_an_aim")
        ]

    def __str__(self) -> str:
        return self.aim


@pghistory.track()
class Driver(models.Model):
    """What drives the aim (primary), or what drives a primary driver (secondary)."""

    diagram = models.ForeignKey(DriverDiagram, on_delete=models.CASCADE, related_name="drivers")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="secondary"
    )
    wording = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(wording=""), name="driver_has_words")]
        triggers = [
            pgtrigger.Trigger(
                name="driver_diagram_has_two_levels",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=_TWO_LEVELS,
            )
        ]

    def __str__(self) -> str:
        return self.wording


@pghistory.track()
class ChangeIdea(models.Model):
    """Something that could be tried, to move a driver. Dropped from the outline it stays, retired,
    as long as a cycle has tested it.
    """

    driver = models.ForeignKey(Driver, on_delete=models.CASCADE, related_name="ideas")
    wording = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(wording=""), name="idea_has_words")]

    def __str__(self) -> str:
        return self.wording
