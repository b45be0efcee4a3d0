from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone

from accounts.models import ContactPoint


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def has_left(self, contact_id: int, topic: str) -> bool:
        """Whether a contact point does not want to hear of a topic any more."""
        return self.filter(contact_id=contact_id, topic=topic, wanted=False).exists()


@pghistory.track()
class Preference(models.Model):
    """What a contact point does not want to hear of. Booking messages have no row: they stay."""

    contact = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="preferences")
    topic = models.CharField(max_length=40)
    wanted = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "topic"], name="preference_is_said_once"),
            models.CheckConstraint(
                condition=~models.Q(topic=""), name="preference_is_about_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {'wanted' if self.wanted else 'not wanted'}"
