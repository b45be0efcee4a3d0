from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leaders.models.role import LeadershipRole
from partnership.models import Hat, Invitation, Organisation


@pghistory.track()
class AwaitedShare(models.Model):
    """A share of a role for somebody who is invited: it is theirs once they have accepted.

    Their name is the one that was typed in the invitation. Nobody else is named, and nothing of
    it is public, until whoever owns the address has said yes.
    """

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="awaited")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    share = models.PositiveSmallIntegerField(help_text="Percent of the role.")
    starts_on = models.DateField()
    asked_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    for_the_chair = models.BooleanField(
        default=False, help_text="A coordinator prepared it: a chair approves it after they accept."
    )

    class Meta:
        verbose_name = "share of a role that waits for its invitation"
        verbose_name_plural = "shares of roles that wait for their invitations"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="awaited_share_is_a_percentage"
            ),
            models.UniqueConstraint(
                fields=["role", "invitation"], name="invited_once_to_a_share_of_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation.name}, {self.share}% of {self.role}"
