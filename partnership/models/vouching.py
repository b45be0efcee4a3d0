from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from partnership.models.partnership import Partnership
from partnership.models.wholeness import stays_whole


@pghistory.track()
class Vouching(models.Model):
    """An operator has made sure that a partnership is what it says it is.

    Anybody signed in may begin one in the name of any organisation, so none goes live without.
    """

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="vouching"
    )
    vouched_at = models.DateTimeField(default=timezone.now)
    vouched_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    how = models.CharField(max_length=300, help_text="How it is known: whom was asked, and where.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(how=""), name="vouching_says_how_it_is_known")
        ]
        triggers = [
            stays_whole(
                "partnership_stays_vouched_for",
                pgtrigger.Update | pgtrigger.Delete,
                "partnership_id",
            )
        ]

    def __str__(self) -> str:
        return f"Vouched for {self.partnership}"
