from __future__ import annotations

from django.db import models
from django.utils import timezone

from reminders.models.notice import Notice


class Bounce(models.Model):
    """What was heard of a message that did not arrive. One message bounces once."""

    class Sort(models.TextChoices):
        GONE = "gone", "There is no such address or number"
        FULL = "full", "The mailbox was full, or nobody answered"
        REFUSED = "refused", "It was refused on the way"

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="bounce")
    sort = models.CharField(max_length=7, choices=Sort)
    heard_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sort__in=["gone", "full", "refused"]),
                name="bounce_sort_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice}: {self.get_sort_display()}"
