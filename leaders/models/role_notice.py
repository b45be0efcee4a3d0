from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from leaders.models.role import LeadershipRole
from partnership.models import Hat

_ONCE = """
    IF OLD.cleared_at IS NOT NULL AND (NEW.cleared_at, NEW.cleared_by_id, NEW.done)
            IS DISTINCT FROM (OLD.cleared_at, OLD.cleared_by_id, OLD.done) THEN
        RAISE EXCEPTION 'This notice to a role has been cleared by somebody'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'role_notice_is_cleared_once';
    END IF;
    RETURN NULL;
"""


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
        triggers = [
            pgtrigger.Trigger(
                name="role_notice_is_cleared_once",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=_ONCE,
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.cleared_at is None
