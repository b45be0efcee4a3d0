from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models.challenge import Challenge
from partnership.models import Hat


@pghistory.track()
class Question(models.Model):
    """A wording of the question that a challenge asks; the newest is the one that is asked.

    Wordings are added, never changed: the challenge's own `question` is what the newest says.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    wording = models.CharField(max_length=400)
    why = models.CharField(max_length=400, blank=True, help_text="Why it is asked anew.")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "number"], name="questions_are_numbered_once"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="question_has_words"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(why=""), name="later_question_says_why"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="questions_are_never_changed", operation=pgtrigger.Update)
        ]

    def __str__(self) -> str:
        return self.wording
