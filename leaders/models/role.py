from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Person
from partnership.models import Organisation, Partnership, Place
from partnership.models.dated import DatedQuerySet, ends_after_it_starts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from leaders.models.holding import RoleHolding


class LeadershipRoleQuerySet(DatedQuerySet["LeadershipRole"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Roles of the partnerships that this person may see: holders of roles are public."""
        return self.filter(partnership__in=Partnership.objects.visible_to(person))

    def vacant_on(self, day: date) -> Self:
        """Roles that exist on this day and have no holder."""
        from leaders.models.holding import RoleHolding

        held = RoleHolding.objects.on(day).filter(role=OuterRef("pk"))
        return self.on(day).filter(~Exists(held))


@pghistory.track()
class LeadershipRole(models.Model):
    """A role accountable to a partnership, for a place and its population.

    Accountable to a partnership always, to one organisation never: there is no such column.
    Shared, boundary-spanning, vacant and no-longer-shared are read off its holdings.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="roles")
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    remit = models.TextField(max_length=4000, help_text="What it is for, in plain words.")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="roles")
    population = models.CharField(max_length=200, blank=True)
    hosts = models.ManyToManyField(Organisation, related_name="roles_hosted", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )

    objects = LeadershipRoleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="role_slug_in_partnership"
            ),
            ends_after_it_starts("role_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=models.F("pk")),
                name="role_does_not_follow_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def holdings_on(self, day: date) -> list[RoleHolding]:
        """Who holds it on this day. Reads prefetched holdings, so that lists stay cheap."""
        return [holding for holding in self.holdings.all() if holding.holds_on(day)]

    def is_vacant(self, day: date) -> bool:
        return not self.holdings_on(day)

    def is_shared(self, day: date) -> bool:
        """Held on this day by people of two or more employers."""
        return len({holding.employer_id for holding in self.holdings_on(day)}) > 1

    def spans_boundaries(self, day: date) -> bool:
        """Held on this day by people of two or more sectors."""
        return len({holding.employer.sector for holding in self.holdings_on(day)}) > 1

    def was_shared(self, day: date) -> bool:
        """Whether it was ever shared on or before this day."""
        starts = {holding.starts_on for holding in self.holdings.all() if holding.starts_on <= day}
        return any(self.is_shared(start) for start in starts)

    def is_no_longer_shared(self, day: date) -> bool:
        return not self.is_shared(day) and self.was_shared(day)
