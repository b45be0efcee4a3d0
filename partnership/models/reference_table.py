from __future__ import annotations

from django.db import models


class ReferenceTable(models.Model):
    """Which state of a shipped table was loaded, so that loading it again can be skipped."""

    name = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
