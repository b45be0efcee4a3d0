from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from leaders.models.holding import RoleHolding
from leaders.models.role import LeadershipRole
from partnership.models import Hat, Organisation

_AS_PROPOSED = """
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.holding_id, OLD.role_id, OLD.person_id, OLD.employer_id, OLD.share, OLD.starts_on,
            OLD.ends_on) IS NOT DISTINCT FROM (NEW.holding_id, NEW.role_id, NEW.person_id,
            NEW.employer_id, NEW.share, NEW.starts_on, NEW.ends_on)
        THEN
            RETURN NULL;
        END IF;
    END IF;
    IF NEW.holding_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM leaders_roleholding
        WHERE id = NEW.holding_id AND role_id = NEW.role_id AND person_id = NEW.person_id
            AND employer_id = NEW.employer_id AND share = NEW.share
            AND starts_on = NEW.starts_on AND ends_on IS NOT DISTINCT FROM NEW.ends_on
    ) THEN
        RAISE EXCEPTION 'What was approved is not what was proposed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_share_is_the_proposed_one';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class ProposedShare(models.Model):
    """A share of a role that a coordinator prepared: it is held once a chair has approved it."""

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    share = models.PositiveSmallIntegerField(help_text="Percent of the role.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holding = models.OneToOneField(
        RoleHolding, null=True, blank=True, on_delete=models.CASCADE, related_name="proposal"
    )
    why_not = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "proposed share of a role"
        verbose_name_plural = "proposed shares of roles"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="proposed_share_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, holding__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, holding__isnull=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False, holding__isnull=True)
                & ~Q(why_not=""),
                name="proposed_share_is_approved_or_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_approves_their_own_proposal",
            ),
            models.UniqueConstraint(
                fields=["role", "person"],
                condition=Q(decided_at__isnull=True),
                name="person_is_proposed_once_at_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved_share_is_the_proposed_one",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_AS_PROPOSED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.share}% of {self.role}"
