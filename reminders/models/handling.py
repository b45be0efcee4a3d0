from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.models import Person
from reminders.models.notice import Notice


class Handling(models.Model):
    """What a person did about a message, and how it stood before: its history goes on.

    To send a notice again uses its row again, so that `still true?` is asked of the same thing and
    version; the attempts before are kept here.
    """

    class Did(models.TextChoices):
        AGAIN = "again", "Had it sent again"
        ARRIVED = "arrived", "Said that it arrived"

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="handlings")
    did = models.CharField(max_length=7, choices=Did)
    done_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hat_label = models.CharField(max_length=300, blank=True)
    state_before = models.CharField(max_length=9, choices=Notice.State)
    why_before = models.CharField(max_length=200, blank=True)
    settled_before = models.DateTimeField(null=True, blank=True)
    key_before = models.UUIDField()
    receipt_before = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["done_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(did__in=["again", "arrived"]), name="handling_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice}: {self.get_did_display()}"
