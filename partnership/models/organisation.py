from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from accounts.models import Person
from partnership.models.dated import DatedQuerySet, ends_after_it_starts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

ADDED_BY_A_PARTNERSHIP = "Added by a partnership"


class Sector(models.TextChoices):
    """The sectors whose boundaries leadership should span."""

    NHS = "nhs", "NHS"
    LOCAL_GOVERNMENT = "local_government", "Local government"
    VOLUNTARY = "voluntary", "Voluntary and community"
    CARE_PROVIDER = "care_provider", "Social care provider"
    HOUSING = "housing", "Housing"
    EDUCATION = "education", "Education"
    POLICE_AND_FIRE = "police_and_fire", "Police and fire"
    RESIDENTS = "residents", "Residents’ group"
    OTHER = "other", "Other"


class OrganisationQuerySet(DatedQuerySet["Organisation"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Those of public lists; one that a partnership added where that partnership is seen."""
        from partnership.models.partnership import Partner

        partners = Partner.objects.visible_to(person).values("organisation")
        return self.filter(~Q(source=ADDED_BY_A_PARTNERSHIP) | Q(pk__in=partners))

    def known_in(self, partnership: int) -> Self:
        """Those of public lists, what live partnerships added, and what this one did."""
        from partnership.models.partnership import Partner, Partnership

        told = Q(partnership__stage=Partnership.Stage.LIVE) | Q(partnership=partnership)
        partners = Partner.objects.filter(told).values("organisation")
        return self.filter(~Q(source=ADDED_BY_A_PARTNERSHIP) | Q(pk__in=partners))


@pghistory.track()
class Organisation(models.Model):
    """A body with a sector, codes and dates. It is never deleted because it was abolished."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    sector = models.CharField(max_length=16, choices=Sector)
    kind = models.CharField(max_length=60, blank=True, help_text="For example: county council.")
    ods_code = models.CharField(max_length=12, blank=True)
    ons_code = models.CharField(max_length=12, blank=True)
    code_confirmed = models.BooleanField(default=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    invented = models.BooleanField(default=False, help_text="Made up for the demonstration.")
    source = models.CharField(max_length=120, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            ends_after_it_starts("organisation_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["ods_code", "kind"],
                condition=~models.Q(ods_code=""),
                name="ods_code_names_one_organisation_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["ons_code", "kind"],
                condition=~models.Q(ons_code=""),
                name="ons_code_names_one_organisation_of_a_kind",
            ),
        ]
        indexes = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="organisation_name_trigram")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date | None:
        """The last day on which it exists, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    def exists_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )


class OrganisationSuccession(models.Model):
    """Which body took over from which, many to many, and on what day."""

    class Kind(models.TextChoices):
        MERGER = "merger", "Merger"
        SPLIT = "split", "Split"
        ACQUISITION = "acquisition", "Acquisition"
        RENAMED = "renamed", "Renamed"

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="succeeded_by"
    )
    successor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="follows")
    on = models.DateField()
    kind = models.CharField(max_length=11, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="organisation_succeeds_another_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="organisation_does_not_succeed_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
