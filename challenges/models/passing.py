from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from challenges.models.challenge import Challenge
from challenges.models.commitment import Commitment
from partnership.models import Hat, Organisation


class Passing(models.Model):
    """What one body did for a challenge passed to another on a day: the old name stays here.

    It is a promise, somebody's seat in the team (the hat that they wore for the old body), or else
    that the body works on the challenge at all.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="passings")
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.CASCADE, related_name="passings"
    )
    seat = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.CASCADE, related_name="passings"
    )
    before = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="The first day of the body that follows.")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="it_passes_to_another_body"
            ),
            models.CheckConstraint(
                condition=Q(commitment__isnull=True) | Q(seat__isnull=True),
                name="a_promise_passes_or_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"From {self.before} to {self.after}"
