from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from challenges.models.log_entry import LogEntry
from leaders.models import SkillPractice
from partnership.models import Hat

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class EntryPracticeQuerySet(models.QuerySet["EntryPractice"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """One's own; and what others shared, for those who act in the partnership with them."""
        if not person.is_authenticated:
            return self.none()
        here = Hat.objects.acting(person).values("partnership")
        shared = Q(practice__shared=True, entry__challenge__partnership__in=here)
        entries = LogEntry.objects.visible_to(person)
        return self.filter(shared | Q(practice__person=person.pk), entry__in=entries)


class EntryPractice(models.Model):
    """The skill that a leader practised in the work of an entry, as their own record has it."""

    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="practised")
    practice = models.OneToOneField(
        SkillPractice, on_delete=models.CASCADE, related_name="entry_link"
    )

    objects = EntryPracticeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.practice} in {self.entry}"
