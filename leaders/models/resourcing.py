"""Who hosts a role, and who pays for it, from when to when."""

from __future__ import annotations

import pghistory
from django.db import models

from leaders.models.role import LeadershipRole
from partnership.models import Funding, Organisation
from partnership.models.dated import DatedQuerySet, ends_after_it_starts


@pghistory.track()
class RoleHost(models.Model):
    """An organisation that gives a role its desk and its contract; without dates, all along."""

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="hostings")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="role_hostings"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["RoleHost"].as_manager()

    class Meta:
        verbose_name = "host of a role"
        verbose_name_plural = "hosts of roles"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "organisation"], name="organisation_hosts_a_role_once"
            ),
            ends_after_it_starts("rolehost_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} hosts {self.role}"


@pghistory.track()
class RoleFunding(Funding):
    """What an organisation pays a year for a role, and until when that is secured."""

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="funding")

    class Meta(Funding.Meta):
        verbose_name = "money for a role"
        ordering = ["starts_on", "pk"]
