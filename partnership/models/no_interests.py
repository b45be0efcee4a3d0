from __future__ import annotations

import pghistory
from django.db import models

from accounts.models import Person
from partnership.models.hat import Hat


@pghistory.track()
class NoInterests(models.Model):
    """A person said on a day that they have no interest to declare. An interest declared later
    says otherwise from then on."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="declared_none")
    declared_at = models.DateTimeField()
    declared_in = models.ForeignKey(Hat, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "declaration of no interests"
        verbose_name_plural = "declarations of no interests"
        ordering = ["-declared_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person} declared none"
