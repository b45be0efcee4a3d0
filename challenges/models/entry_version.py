from __future__ import annotations

from django.db import models

from challenges.models.log_entry import LogEntry


class EntryVersion(models.Model):
    """What an entry of the log said before it was corrected, and how far it was seen then.

    Read by those who may read the entry now and could read it then.
    """

    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=LogEntry.Kind)
    did = models.TextField(max_length=2000)
    happened_on = models.DateField()
    learned = models.TextField(max_length=2000, blank=True)
    visibility = models.CharField(max_length=12, choices=LogEntry.Visibility)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="entry_has_a_version_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.version}"
