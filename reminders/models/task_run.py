from __future__ import annotations

from django.db import models


class TaskRun(models.Model):
    """When a task of the clock last ran, and whether it came to its end."""

    name = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField()
    lasted_ms = models.PositiveIntegerField(default=0)
    failed = models.CharField(
        max_length=100, blank=True, help_text="What stopped it, as the error is called."
    )

    def __str__(self) -> str:
        return self.name
