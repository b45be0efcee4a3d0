from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils import timezone

from accounts.models import Person
from coproduction.models.booking import Booking
from partnership.models import Hat, Partnership


class SupportQuerySet(models.QuerySet["Support"]):
    def unowned(self) -> Self:
        """What somebody with a place needs, and nobody has taken on."""
        return self.filter(
            owner__isnull=True, arranged_at__isnull=True, booking__state=Booking.State.CONFIRMED
        )


@pghistory.track(exclude=["need", "detail"])
class Support(models.Model):
    """What somebody needs to take part: the adjustment, never the diagnosis.

    `need` and `detail` are encrypted with a key outside the database (`coproduction/secrets.py`).
    Seen only by those who arrange it, every reading recorded, gone seven days after the session.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="support")
    need = models.BinaryField()
    detail = models.BinaryField(blank=True, default=b"")
    asked_at = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.SET_NULL, related_name="support_owned"
    )
    arranged_at = models.DateTimeField(null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "support"

    def __str__(self) -> str:
        return f"Support for {self.booking}"


class SupportReading(models.Model):
    """Somebody else read what a person needs. Shown to that person."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="support_readings")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="support_read")
    hat_label = models.CharField(max_length=300)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return f"{self.reader} read the support of {self.booking}"


class SupportTally(models.Model):
    """How well needs were met, without identity: what is left when the needs themselves are gone.

    Of a whole partnership and month; shown only through disclosure control.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="support_tallies"
    )
    month = models.DateField(help_text="The first day of the month of the session.")
    need = models.CharField(max_length=20)
    asked = models.PositiveIntegerField(default=0)
    arranged = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "support tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "month", "need"], name="support_is_tallied_once"
            ),
            models.CheckConstraint(
                condition=models.Q(arranged__lte=models.F("asked")),
                name="no_more_support_arranged_than_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} in {self.month:%B %Y}"
