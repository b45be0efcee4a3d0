from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ContactPoint


@pghistory.track()
class Rhythm(models.Model):
    """How often, and when not, mailings may come to a contact point. No row: as they come."""

    class Often(models.TextChoices):
        EACH = "each", _("As it happens, one message at a time")
        DAILY = "daily", _("Once a day, together, if there is anything")
        WEEKLY = "weekly", _("Once a week, together, if there is anything")

    contact = models.OneToOneField(ContactPoint, on_delete=models.CASCADE, related_name="rhythm")
    often = models.CharField(max_length=6, choices=Often, default=Often.EACH)
    weekends = models.BooleanField(default=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(often__in=["each", "daily", "weekly"]),
                name="rhythm_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_often_display()
