from __future__ import annotations

import pghistory
from django.db import models

from leaders.models.holding import RoleHolding
from leaders.models.role import LeadershipRole


@pghistory.track()
class Duty(models.Model):
    """One thing that a role sees to; with nobody named, all who hold it see to it together."""

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="duties")
    what = models.CharField(max_length=300)
    falls_to = models.ForeignKey(
        RoleHolding, null=True, blank=True, on_delete=models.SET_NULL, related_name="duties"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["role", "what"], name="role_has_a_duty_once"),
            models.CheckConstraint(condition=~models.Q(what=""), name="duty_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return self.what
