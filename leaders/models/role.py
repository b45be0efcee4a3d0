from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, When
from django.utils import timezone

from accounts.models import Person
from leaders.models.bounds import role_covers_its_shares
from partnership.models import Hat, Organisation, Partnership, Place
from partnership.models.dated import DatedQuerySet, ends_after_it_starts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from leaders.models.holding import RoleHolding


class LeadershipRoleQuerySet(DatedQuerySet["LeadershipRole"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Roles of the partnerships that this person may see: holders of roles are public.

        What is only proposed is for those who wear a hat there.
        """
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.agreed()
        own = Hat.objects.acting(person).values("partnership")
        return seen.filter(Q(proposed=False) | Q(partnership__in=own))

    def agreed(self) -> Self:
        """Without those that are only proposed."""
        return self.filter(proposed=False)

    def vacant_on(self, day: date) -> Self:
        """Agreed roles that exist on this day and have no holder."""
        from leaders.models.holding import RoleHolding

        held = RoleHolding.objects.on(day).filter(role=OuterRef("pk"))
        return self.agreed().on(day).filter(~Exists(held))

    def with_holders(self) -> Self:
        """With all that a page says of a role, in two queries for any number of roles."""
        from leaders.models.holding import RoleHolding

        holders = RoleHolding.objects.select_related("person", "employer")
        return self.select_related("partnership", "place").prefetch_related(
            Prefetch("holdings", queryset=holders)
        )

    def with_story(self) -> Self:
        """With its holders and who followed whom: what a role's own page tells, in two queries."""
        from leaders.models.holding import RoleHolding

        holders = RoleHolding.objects.with_story()
        return self.select_related("partnership", "place").prefetch_related(
            Prefetch("holdings", queryset=holders)
        )

    def in_force(self, partnership: Partnership, day: date) -> Self:
        """The agreed roles of a partnership that exist on this day, with their holders."""
        return self.agreed().on(day).filter(partnership=partnership).with_holders()

    def in_force_first(self, day: date) -> Self:
        """Roles that have ended come last."""
        over = Case(When(ends_on__lte=day, then=1), default=0)
        return self.alias(over=over).order_by("over", "title", "pk")


@pghistory.track()
class LeadershipRole(models.Model):
    """A role accountable to a partnership, for a place and its population.

    Accountable to a partnership always, to one organisation never: there is no such column.
    While it is proposed it has a case, and nobody can hold it. Open, held, shared,
    boundary-spanning, vacant and no-longer-shared are read off its holdings.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="roles")
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    remit = models.TextField(max_length=4000, help_text="What it is for, in plain words.")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="roles")
    population = models.CharField(max_length=200, blank=True)
    hosts = models.ManyToManyField(
        Organisation, through="leaders.RoleHost", related_name="roles_hosted", blank=True
    )
    proposed = models.BooleanField(
        default=False, help_text="Not agreed yet: its case is being made."
    )
    case = models.TextField(blank=True, max_length=4000, help_text="Why the place needs it.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )

    objects = LeadershipRoleQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="role_slug_in_partnership"
            ),
            ends_after_it_starts("role_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(proposed=False) | ~Q(case=""), name="proposed_role_makes_its_case"
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=models.F("pk")),
                name="role_does_not_follow_itself",
            ),
        ]
        triggers = [role_covers_its_shares()]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        """The last day on which the role exists, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    def exists_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def holdings_on(self, day: date) -> list[RoleHolding]:
        """Who holds it on this day. Reads prefetched holdings, so that lists stay cheap."""
        return [holding for holding in self.holdings.all() if holding.holds_on(day)]

    def held_today(self) -> list[RoleHolding]:
        """Who holds it now."""
        return self.holdings_on(timezone.localdate())

    def running(self) -> list[RoleHolding]:
        """Shares that are held now or will be: none that has ended."""
        today = timezone.localdate()
        return [
            one
            for one in self.holdings.all()
            if one.was_taken_up and (one.ends_on is None or one.ends_on > today)
        ]

    def is_vacant(self, day: date) -> bool:
        """It exists on this day, and nobody holds it."""
        return not self.proposed and self.exists_on(day) and not self.holdings_on(day)

    def is_shared(self, day: date) -> bool:
        """Held on this day by people of two or more employers."""
        return len({holding.employer_id for holding in self.holdings_on(day)}) > 1

    def spans_boundaries(self, day: date) -> bool:
        """Held on this day by people of two or more sectors."""
        return len({holding.employer.sector for holding in self.holdings_on(day)}) > 1

    def was_shared(self, day: date) -> bool:
        """Whether it was ever shared on or before this day."""
        return any(self.is_shared(turn) for turn in self._turns(day))

    def is_no_longer_shared(self, day: date) -> bool:
        """It exists, was shared once, and is not on this day."""
        return self.exists_on(day) and not self.is_shared(day) and self.was_shared(day)

    def vacant_since(self, day: date) -> date | None:
        """The first day of the vacancy that this day lies in."""
        return self._since(self.is_vacant, day)

    def shared_since(self, day: date) -> date | None:
        """The first day of the time of sharing that this day lies in."""
        return self._since(self.is_shared, day)

    def not_shared_since(self, day: date) -> date | None:
        """The first day after it was last shared, when it is no longer."""
        if not self.is_no_longer_shared(day):
            return None
        return self._since(lambda turn: not self.is_shared(turn), day)

    def share_taken(self, starts_on: date, ends_on: date | None = None) -> int:
        """The most that is held on any day from `starts_on` until before `ends_on`, in percent."""
        turns = {holding.starts_on for holding in self.holdings.all()} | {starts_on}
        days = [day for day in turns if day >= starts_on and (ends_on is None or day < ends_on)]
        return max(
            (sum(holding.share for holding in self.holdings_on(day)) for day in days), default=0
        )

    def _turns(self, day: date) -> list[date]:
        """The days up to this one on which something began or ended, in order."""
        dates = {self.starts_on, day}
        for holding in self.holdings.all():
            dates.add(holding.starts_on)
            dates.add(holding.ends_on or day)
        return sorted(turn for turn in dates if turn <= day)

    def _since(self, holds: Callable[[date], bool], day: date) -> date | None:
        """Since when, without a break, `holds` has been true on this day."""
        since = None
        for turn in reversed(self._turns(day)):
            if not holds(turn):
                break
            since = turn
        return since
