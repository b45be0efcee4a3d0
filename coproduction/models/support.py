from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone

from accounts.models import Person
from coproduction.models.booking import Booking
from partnership.models import Hat


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
