from __future__ import annotations

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from accounts.models import Person
from leaders.models.role import LeadershipRole
from partnership.models import Organisation
from partnership.models.dated import DatedQuerySet, DateRange, ends_after_it_starts

_AT_MOST_100 = """
    PERFORM 1 FROM leaders_leadershiprole WHERE id = NEW.role_id FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM leaders_roleholding one
        JOIN leaders_roleholding other ON other.role_id = one.role_id
            AND one.starts_on <@ daterange(other.starts_on, other.ends_on, '[)')
        WHERE one.role_id = NEW.role_id
            AND NOT isempty(daterange(one.starts_on, one.ends_on, '[)'))
        GROUP BY one.id HAVING sum(other.share) > 100
    ) THEN
        RAISE EXCEPTION 'The shares of this role come to more than 100 %% on a day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'role_shares_are_100_at_most';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class RoleHolding(models.Model):
    """One person's dated share of a role, with their employer.

    Shares of one day come to 100 % at most: a deferred trigger locks the role and adds them up.
    The end is the first day on which the person no longer holds it.
    """

    role = models.ForeignKey(LeadershipRole, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_holdings")
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="role_holdings"
    )
    share = models.PositiveSmallIntegerField(help_text="Percent of the role.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet["RoleHolding"].as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            ends_after_it_starts("holding_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="share_is_a_percentage"
            ),
            ExclusionConstraint(
                name="person_holds_a_role_once_at_a_time",
                expressions=[
                    ("role", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shares_are_100_at_most",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=_AT_MOST_100,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} holds {self.share}% of {self.role}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
