from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models

from leaders.models.holding import RoleHolding
from leaders.models.role import LeadershipRole

_OF_ONE_ROLE = """
    IF NEW.falls_to_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM leaders_roleholding WHERE id = NEW.falls_to_id AND role_id = NEW.role_id
    ) THEN
        RAISE EXCEPTION 'A duty falls to somebody who holds its own role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'duty_falls_to_a_holder_of_its_role';
    END IF;
    RETURN NULL;
"""


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
        triggers = [
            pgtrigger.Trigger(
                name="duty_falls_to_a_holder_of_its_role",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_OF_ONE_ROLE,
            )
        ]

    def __str__(self) -> str:
        return self.what
