from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.models import Person
from challenges.models.log_entry import LogEntry, readable_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class EntryVersionQuerySet(models.QuerySet["EntryVersion"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Those of entries that somebody reads now, as far as they could read them then."""
        entries = LogEntry.objects.visible_to(person)
        return self.filter(readable_by(person, "entry__"), entry__in=entries)


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
    hours = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    together_with = models.CharField(
        max_length=2000, blank=True, help_text="The organisations, as they were called then."
    )
    replaced_at = models.DateTimeField()

    objects = EntryVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="entry_has_a_version_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.version}"
