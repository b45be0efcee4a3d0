from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leaders.models.holding import RoleHolding
from partnership.models import Hat

_ONE_ROLE = """
    IF NEW.incoming_id IS NOT NULL
       AND (SELECT count(DISTINCT role_id) FROM leaders_roleholding
            WHERE id IN (NEW.outgoing_id, NEW.incoming_id)) > 1 THEN
        RAISE EXCEPTION 'A handover is of one role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_is_of_one_role';
    END IF;
    RETURN NULL;
"""


@pghistory.track(exclude=["note"])
class Handover(models.Model):
    """Who follows whom in a share of a role; or that a gap is accepted, and why.

    The note is for those who hold the role and those who head the partnership.
    """

    outgoing = models.OneToOneField(RoleHolding, on_delete=models.CASCADE, related_name="handover")
    incoming = models.ForeignKey(
        RoleHolding,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="handovers_received",
    )
    gap_because = models.CharField(max_length=500, blank=True)
    note = models.TextField(max_length=8000, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(incoming__isnull=False) & Q(gap_because=""))
                | (Q(incoming__isnull=True) & ~Q(gap_because="")),
                name="handover_names_who_follows_or_why_nobody",
            ),
            models.CheckConstraint(
                condition=Q(incoming__isnull=True) | ~Q(incoming=F("outgoing")),
                name="nobody_follows_themselves",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="handover_is_of_one_role",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ONE_ROLE,
            )
        ]

    def __str__(self) -> str:
        follows = self.incoming.person if self.incoming else "nobody yet"
        return f"{self.outgoing.person}, then {follows}"
