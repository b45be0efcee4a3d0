from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from partnership.models.dated import DatedQuerySet, ends_after_it_starts
from partnership.models.organisation import Organisation


class PlaceQuerySet(DatedQuerySet["Place"]):
    def systems(self) -> PlaceQuerySet:
        """The areas of England's STPs, later of its ICBs."""
        return self.filter(kind=Place.Kind.SYSTEM)

    def within(self, place: Place) -> PlaceQuerySet:
        """This place and what lies in it; a split district lies where most of its people live."""
        if place.is_country:
            return self.all()
        mostly_here = {"outer": place, "share_of_inner__gt": Decimal("0.5")}
        return self.filter(
            Q(pk=place.pk)
            | Q(parent=place)
            | Q(parent__parent=place)
            | Q(pk__in=PlaceOverlap.objects.filter(**mostly_here).values("inner"))
            | Q(parent__in=PlaceOverlap.objects.filter(**mostly_here).values("inner"))
        )


class Place(models.Model):
    """An area people live in. It survives every body that serves it."""

    class Kind(models.TextChoices):
        COUNTRY = "country", "Country"
        SYSTEM = "system", "Health and care system"
        COUNTY = "county", "County or upper-tier area"
        SUB_ICB = "sub_icb", "Sub-ICB location"
        DISTRICT = "district", "District"
        NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"

    kind = models.CharField(max_length=13, choices=Kind)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    region = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_source = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [ends_after_it_starts("place_ends_after_it_starts")]
        indexes = [GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="place_name_trigram")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_country(self) -> bool:
        return self.kind == self.Kind.COUNTRY

    def exists_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )


class PlaceOutline(models.Model):
    """The shape of a place, apart from the place because it is heavy and few pages draw it."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="outline")
    polygons = models.JSONField(
        help_text="Polygons of rings of [longitude, latitude] in ten-thousandths of a degree."
    )
    source = models.CharField(max_length=200, blank=True)
    inferred = models.BooleanField(default=False, help_text="Put together by us; not official.")

    def __str__(self) -> str:
        return f"Outline of {self.place}"


class PlaceName(models.Model):
    """A name by which a place is or was known."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="place_has_a_name_once"),
            ends_after_it_starts("place_name_ends_after_it_starts"),
        ]
        indexes = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="place_other_name_trigram")
        ]

    def __str__(self) -> str:
        return self.name


class PlaceCode(models.Model):
    """A public code of a place. No code system is stable alone, so all are kept, with dates."""

    class Scheme(models.TextChoices):
        ONS = "ons", "ONS"
        ODS = "ods", "ODS"

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=3, choices=Scheme)
    value = models.CharField(max_length=12, db_index=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=True)

    objects = DatedQuerySet["PlaceCode"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "scheme", "value"], name="place_has_a_code_once"
            ),
            ends_after_it_starts("place_code_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class PlaceOverlap(models.Model):
    """How much of one place lies in another: districts and systems do not nest."""

    inner = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="lies_in")
    outer = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="holds")
    population = models.PositiveIntegerField(null=True, blank=True)
    share_of_inner = models.DecimalField(max_digits=5, decimal_places=4)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inner", "outer"], name="places_overlap_once"),
            models.CheckConstraint(
                condition=models.Q(share_of_inner__gt=0, share_of_inner__lte=1),
                name="overlap_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inner} in {self.outer}"


class PlaceSuccession(models.Model):
    """Which area followed which, many to many."""

    predecessor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="succeeded_by")
    successor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="follows")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="place_succeeds_a_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class PlaceService(models.Model):
    """A body that serves or served a place: the place's history in words is read off these."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="services")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="places_served"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    partly = models.BooleanField(default=False)

    objects = DatedQuerySet["PlaceService"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "organisation"], name="organisation_serves_a_place_once"
            ),
            ends_after_it_starts("place_service_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} serves {self.place}"


class PopulationShare(models.Model):
    """A count of a place's people in one category of one dimension of a census or index."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="population_shares")
    dimension = models.CharField(max_length=40)
    category = models.CharField(max_length=120)
    count = models.PositiveIntegerField()
    share = models.DecimalField(max_digits=7, decimal_places=5)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ["dimension", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "dimension", "category"], name="population_is_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.dimension}, {self.category}"
