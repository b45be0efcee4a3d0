from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from leaders.models.role import LeadershipRole
from partnership.models import Hat


@pghistory.track()
class RoleNotice(models.Model):
    """Something put to a role: it reaches all who hold it; the first to act clears it for all."""

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="notices")
    words = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done = models.CharField(max_length=500, blank=True, help_text="What was done about it.")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="role_notice_says_something"),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True, done="")
                | Q(cleared_at__isnull=False, cleared_by__isnull=False) & ~Q(done=""),
                name="cleared_role_notice_says_by_whom_and_how",
            ),
        ]

    def __str__(self) -> str:
        return self.words
