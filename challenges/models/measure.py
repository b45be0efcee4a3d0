"""A number over time, of a place or of an organisation, and what is read of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Person
from challenges.models.challenge import Challenge
from partnership.models import Hat, Organisation, Partnership, Place

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """What is measured of a place is public with its partnership; of a body, to its people."""
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.of_the_place()
        own = Hat.objects.acting(person).values("partnership")
        return seen.filter(Q(place__isnull=False) | Q(partnership__in=own))

    def of_the_place(self) -> Self:
        return self.filter(place__isnull=False)


@pghistory.track()
class Measure(models.Model):
    """A number over time, of a place or of an organisation: exactly one of the two.

    `improves` is the direction in which the place is better off. Readings are charted by the rules
    of NHS Making Data Count (`challenges.spc`).
    """

    class Improves(models.TextChoices):
        UP = "increase", "Higher is better"
        DOWN = "decrease", "Lower is better"
        NEITHER = "neutral", "Neither is better"

    class Frequency(models.TextChoices):
        WEEK = "week", "Every week"
        MONTH = "month", "Every month"
        QUARTER = "quarter", "Every quarter"
        YEAR = "year", "Every year"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )
    improves = models.CharField(max_length=8, choices=Improves)
    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.MONTH)
    unit = models.CharField(max_length=60)
    decimals = models.PositiveSmallIntegerField(default=0)
    denominator = models.CharField(max_length=200, blank=True, help_text="Of whom, or out of what.")
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    fixed_after = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Limits come from so many first points, 12 at least."
    )
    reference_series = models.CharField(
        max_length=60, blank=True, help_text="The series of our reference data that feeds it."
    )
    challenges: models.ManyToManyField[Challenge, ChallengeMeasure] = models.ManyToManyField(
        Challenge, through="ChallengeMeasure", related_name="measures"
    )
    set_up_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="measure_slug_in_partnership"
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=False, organisation__isnull=True)
                | Q(place__isnull=True, organisation__isnull=False),
                name="measure_is_of_a_place_or_of_an_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(unit="") & ~Q(source=""),
                name="measure_has_a_unit_and_a_source",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="measure_has_few_decimals"),
            models.CheckConstraint(
                condition=Q(fixed_after__isnull=True) | Q(fixed_after__gte=12),
                name="limits_are_fixed_after_twelve_points",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("measure_detail", args=[self.partnership.slug, self.slug])

    @property
    def is_of_the_place(self) -> bool:
        return self.place_id is not None

    @property
    def of_what(self) -> Place | Organisation:
        """The place or the organisation that it is of; one of them is there."""
        of_what = self.place or self.organisation
        assert of_what is not None
        return of_what

    def in_its_decimals(self, value: Decimal | float) -> str:
        """A value of it as people read it: 31.2, 2,565."""
        return f"{value:,.{self.decimals}f}"

    def with_unit(self, value: Decimal | float) -> str:
        """31.2%, 31.2% of children, 240 falls."""
        space = "" if self.unit.startswith("%") else " "
        return f"{self.in_its_decimals(value)}{space}{self.unit}"


@pghistory.track()
class ChallengeMeasure(models.Model):
    """What a measure is to a challenge. Outcomes of the place lead."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Outcome"
        PROCESS = "process", "Process"
        BALANCING = "balancing", "Balancing"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="measure_links")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="challenge_links")
    kind = models.CharField(max_length=9, choices=Kind)
    leads = models.BooleanField(default=False, help_text="The one that its page opens with.")

    class Meta:
        ordering = ["-leads", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "measure"], name="challenge_uses_a_measure_once"
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(leads=True),
                name="challenge_has_one_leading_measure",
            ),
            models.CheckConstraint(
                condition=Q(leads=False) | Q(kind="outcome"), name="only_an_outcome_leads"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} for {self.challenge}"


@pghistory.track()
class Reading(models.Model):
    """What a measure was in a period, which is named by its first day.

    Where numerator and denominator are known the value is computed from them, not typed in.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    period = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4)
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    provisional = models.BooleanField(default=False)

    class Meta:
        ordering = ["period"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "period"], name="measure_is_read_once"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True)
                | (Q(denominator__gt=0) & Q(numerator__isnull=False)),
                name="reading_has_numerator_and_denominator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.value.normalize():f}"


@pghistory.track()
class Rebase(models.Model):
    """From this day on the limits of a measure are computed anew, since something real changed."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="rebases")
    on = models.DateField()
    because = models.CharField(max_length=300)
    decided_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "on"], name="measure_is_rebased_once_a_day"),
            models.CheckConstraint(condition=~Q(because=""), name="rebase_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.because}"
