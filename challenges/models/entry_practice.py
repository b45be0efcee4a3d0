from __future__ import annotations

from django.db import models

from challenges.models.log_entry import LogEntry
from leaders.models import SkillPractice


class EntryPractice(models.Model):
    """The skill that a leader practised in the work of an entry, as their own record has it."""

    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="practised")
    practice = models.OneToOneField(
        SkillPractice, on_delete=models.CASCADE, related_name="entry_link"
    )

    def __str__(self) -> str:
        return f"{self.practice} in {self.entry}"
