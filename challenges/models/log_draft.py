from __future__ import annotations

from django.db import models

from challenges.models.challenge import Challenge
from partnership.models import Hat


class LogDraft(models.Model):
    """What a leader has begun to write down in a hat and not logged yet; only they read it."""

    hat = models.ForeignKey(Hat, on_delete=models.CASCADE, related_name="log_drafts")
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="log_drafts")
    answers = models.JSONField(default=dict, help_text="The form as it was left.")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["hat", "challenge"], name="hat_has_a_draft_once")
        ]

    def __str__(self) -> str:
        return f"Draft of {self.saved_at:%d %B %Y}"
