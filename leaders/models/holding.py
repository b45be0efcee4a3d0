from __future__ import annotations

from datetime import date, timedelta
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from accounts.models import Person
from leaders.models.bounds import shares_within_bounds
from leaders.models.role import LeadershipRole
from partnership.models import Organisation
from partnership.models.dated import DatedQuerySet, DateRange, ends_after_it_starts


class RoleHoldingQuerySet(DatedQuerySet["RoleHolding"]):
    def with_story(self) -> Self:
        """With who holds it, for whom, and who followed."""
        return self.select_related("person", "employer", "handover__incoming__person")


@pghistory.track()
class RoleHolding(models.Model):
    """One person's dated share of a role, with their employer.

    Shares of one day come to 100 % at most and lie within the role's own dates: a deferred trigger
    locks the role and looks. The end is the first day on which the person no longer holds it; a
    share that ends on the day it starts was planned and never taken up.
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

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "share of a role"
        verbose_name_plural = "shares of roles"
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
            shares_within_bounds(),
            # Handovers, duties and approvals name a share of one role: it never moves to another.
            pgtrigger.ReadOnly(name="holding_keeps_its_role", fields=["role"]),
        ]

    def __str__(self) -> str:
        return f"{self.person} holds {self.share}% of {self.role}"

    @property
    def was_taken_up(self) -> bool:
        """Not so when it was called off before it began."""
        return self.starts_on != self.ends_on

    @property
    def last_day(self) -> date | None:
        """The last day on which the person holds it, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on and self.was_taken_up else None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
