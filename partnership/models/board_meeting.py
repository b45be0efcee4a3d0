from __future__ import annotations

from typing import Self

import pghistory
from django.db import models

from partnership.models.partnership import Partnership


class BoardMeetingQuerySet(models.QuerySet["BoardMeeting"]):
    def latest_first(self) -> Self:
        return self.order_by("-meets_on")


@pghistory.track()
class BoardMeeting(models.Model):
    """A day on which a partnership’s board meets; what changed is told from one to the next."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="board_meetings"
    )
    meets_on = models.DateField()

    objects = BoardMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meets_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "meets_on"], name="board_meets_once_on_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Board of {self.partnership}, {self.meets_on:%-d %B %Y}"
