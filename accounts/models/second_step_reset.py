from __future__ import annotations

import pghistory
from django.db import models
from django.utils import timezone

from accounts.models.person import Person


@pghistory.track()
class SecondStepReset(models.Model):
    """Somebody lost their phone or key: every second step of theirs was taken away.

    The record says who did it. They sign in by code, and set up a new one before they act again
    in a hat that needs it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="second_step_resets")
    reset_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=200, help_text="How it is known that they asked for it.")

    class Meta:
        verbose_name = "reset of a second step"
        verbose_name_plural = "resets of second steps"
        ordering = ["-reset_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="second_step_is_reset_for_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"Second step of {self.person}"
