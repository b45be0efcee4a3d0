from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models

from challenges.models.challenge import Challenge
from partnership.models import Hat


class LogDraftQuerySet(models.QuerySet["LogDraft"]):
    def of(self, hats: Iterable[Hat]) -> Self:
        """What was begun in these hats: nobody else reads it. The last one first."""
        return self.filter(hat__in=[hat.pk for hat in hats])


class LogDraft(models.Model):
    """What a leader has begun to write down in a hat and not logged yet; only they read it."""

    hat = models.ForeignKey(Hat, on_delete=models.CASCADE, related_name="log_drafts")
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="log_drafts")
    answers = models.JSONField(default=dict, help_text="The form as it was left.")
    saved_at = models.DateTimeField()

    objects = LogDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["hat", "challenge"], name="hat_has_a_draft_once")
        ]

    def __str__(self) -> str:
        return f"Draft of {self.saved_at:%d %B %Y}"
