from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone

from partnership.models.hat import Hat
from partnership.models.partnership import Partnership


@pghistory.track()
class Terms(models.Model):
    """A version of a partnership's purpose and of how it works together; the last one is in force.

    Versions are added, never changed: the partnership's own `purpose` and `terms` are what the
    newest version says.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    purpose = models.TextField(max_length=4000)
    terms = models.TextField(max_length=20_000, blank=True)
    changed = models.CharField(max_length=300, blank=True, help_text="What changed, and why.")
    adopted_at = models.DateTimeField(default=timezone.now)
    adopted_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "version of the terms"
        verbose_name_plural = "versions of the terms"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="terms_are_numbered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(changed=""),
                name="later_terms_say_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
