from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import Person
from leaders.models.cohort_bounds import has_a_mix, takes_its_places
from leaders.models.programme import Programme
from partnership.models import Hat, Partnership, Sector
from partnership.models.dated import DatedQuerySet, ends_after_it_starts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class CohortQuerySet(DatedQuerySet["Cohort"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Opened ones as the programme is; those being prepared to whoever wears a hat there."""
        visible = self.filter(programme__in=Programme.objects.visible_to(person))
        opened = Q(opened_at__isnull=False)
        if not person.is_authenticated:
            return visible.filter(opened)
        own = Hat.objects.acting(person).values("partnership")
        return visible.filter(opened | Q(programme__partnership__in=own))


@pghistory.track()
class Cohort(models.Model):
    """People who develop together, in a mix of sectors that was decided before it opened.

    `eligible_people` and the two beside it are whom it could reach: the denominators of its reach.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)
    places = models.PositiveSmallIntegerField(help_text="How many people it takes.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    applications_until = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    challenge = models.CharField(
        max_length=300, blank=True, help_text="What they work on in the place, in a sentence."
    )
    eligible_people = models.PositiveIntegerField(null=True, blank=True)
    eligible_organisations = models.PositiveIntegerField(null=True, blank=True)
    eligible_places = models.PositiveIntegerField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="cohort_slug_in_programme"),
            ends_after_it_starts("cohort_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(places__gte=2), name="cohort_is_of_two_at_least"),
        ]
        triggers = [
            has_a_mix("cohort_opens_with_a_mix", "id", pgtrigger.Insert | pgtrigger.Update),
            takes_its_places("cohort_keeps_its_places", "id", pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.programme.name}, {self.name}"

    @property
    def last_day_to_apply(self) -> date:
        """As it was set, and otherwise the day before it begins."""
        return self.applications_until or self.starts_on - timedelta(days=1)

    def takes_applications(self, day: date) -> bool:
        return self.opened_at is not None and day <= self.last_day_to_apply

    def has_begun(self, day: date) -> bool:
        return self.opened_at is not None and self.starts_on <= day

    def is_over(self, day: date) -> bool:
        return self.has_begun(day) and self.ends_on is not None and self.ends_on <= day

    @property
    def last_day(self) -> date | None:
        """The last day of the cohort, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def partnership(self) -> Partnership:
        return self.programme.partnership


@pghistory.track()
class SectorTarget(models.Model):
    """How many places of a cohort are meant for one sector."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="targets")
    sector = models.CharField(max_length=16, choices=Sector)
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "sector"], name="cohort_has_one_target_a_sector"
            )
        ]
        triggers = [
            has_a_mix(
                "cohort_keeps_its_mix",
                "cohort_id",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.places} from {self.get_sector_display()}"
