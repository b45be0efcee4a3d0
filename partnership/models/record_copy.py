from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone

from partnership.models.hat import Hat
from partnership.models.partnership import Partnership


@pghistory.track()
class RecordCopy(models.Model):
    """Somebody took a copy of the record, or of a part of it: who, when, and which part."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="record_copies"
    )
    what = models.CharField(max_length=300, help_text="Which part of the record, in words.")
    lines = models.PositiveIntegerField()
    taken_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="record_copies")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "copy of the record"
        verbose_name_plural = "copies of the record"
        ordering = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return self.what
