from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leaders.models.bounds import proposal_goes_with_its_role
from leaders.models.role import LeadershipRole
from partnership.models import Hat, Organisation


@pghistory.track()
class RoleProposal(models.Model):
    """That there be a role: who proposed it, whom it would join, and what a chair answered.

    The case is the role's own. A no, or taking it back, says why; revised, it is proposed again. A
    role with a proposal is open exactly when a chair has agreed: deferred triggers on both tables
    look.
    """

    role = models.OneToOneField(LeadershipRole, on_delete=models.CASCADE, related_name="proposal")
    would_share = models.ManyToManyField(Organisation, related_name="+", blank=True)
    proposed_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why_not = models.CharField(max_length=500, blank=True)
    withdrawn = models.BooleanField(
        default=False, help_text="Taken back with a reason, rather than refused by a chair."
    )

    class Meta:
        verbose_name = "proposal of a role"
        verbose_name_plural = "proposals of roles"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, why_not="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="role_proposal_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | ~Q(why_not=""),
                name="role_proposal_is_withdrawn_for_a_reason",
            ),
        ]
        triggers = [
            proposal_goes_with_its_role(pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"The proposal of {self.role}"

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None

    @property
    def is_refused(self) -> bool:
        return self.answered_at is not None and self.why_not != ""
