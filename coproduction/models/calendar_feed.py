from __future__ import annotations

from hashlib import sha256
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def current(self) -> Self:
        return self.filter(revoked_at__isnull=True, person__is_active=True)

    def opened_by(self, secret: str) -> Self:
        """The current one whose address holds this secret."""
        return self.current().filter(key=CalendarFeed.key_of(secret))


@pghistory.track(exclude=["key"])
class CalendarFeed(models.Model):
    """An address at which programs fetch a person's own sessions, until they stop it.

    The address is a key, so it is kept as a sum of which nobody makes the key again. Forgotten 25
    months after it was stopped.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the address’s secret.")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at__isnull=True),
                name="person_has_one_current_calendar_feed",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
                name="calendar_feed_is_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"

    @staticmethod
    def key_of(secret: str) -> str:
        """What is kept of a secret. It is drawn with 192 bits, so it needs no salt."""
        return sha256(secret.encode()).hexdigest()
