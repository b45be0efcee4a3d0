from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models.commitment import Commitment
from partnership.models import Hat, Organisation

_BY_ANOTHER = """
    IF NEW.agreed_for_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM challenges_commitment commitment
        WHERE commitment.id = NEW.commitment_id AND commitment.organisation_id = NEW.agreed_for_id
    ) THEN
        RAISE EXCEPTION 'A promise is changed with the consent of another organisation'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'renegotiation_needs_another';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class Renegotiation(models.Model):
    """A promise that its organisation asks to change; another organisation agrees, or not.

    Agreed by the organisation to which it was promised; where it was promised to the place as a
    whole, by another partner who works on the challenge.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="renegotiations"
    )
    will_do_before = models.CharField(max_length=400)
    due_before = models.DateField()
    will_do = models.CharField(max_length=400)
    due_on = models.DateField()
    because = models.CharField(max_length=400)
    asked_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed_for = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refused_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="renegotiation_says_why"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed_for__isnull=True, refused_because="")
                | Q(answered_at__isnull=False, agreed_for__isnull=False, refused_because="")
                | (Q(answered_at__isnull=False, agreed_for__isnull=True) & ~Q(refused_because="")),
                name="renegotiation_is_agreed_or_refused_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(answered_at__isnull=True),
                name="commitment_has_one_open_renegotiation",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="renegotiation_needs_another",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_BY_ANOTHER,
            )
        ]

    def __str__(self) -> str:
        return f"{self.will_do} by {self.due_on}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
