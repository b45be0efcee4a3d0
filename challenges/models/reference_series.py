"""Published series of English areas that a measure can be fed from; loaded, never edited here."""

from __future__ import annotations

from django.db import models


class ReferenceSeries(models.Model):
    """A published indicator, with what must be said where it is shown."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    decimals = models.PositiveSmallIntegerField(default=1)
    improves = models.CharField(max_length=8)
    frequency = models.CharField(max_length=7)
    denominator = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    attribution = models.CharField(max_length=300)
    vintage = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "reference series"

    def __str__(self) -> str:
        return self.name


class ReferenceValue(models.Model):
    """One value of a series for an area, under the code that it was published with.

    `code_now` is the area's code of today, where the area was not split: old codes are mapped when
    the table is built.
    """

    series = models.ForeignKey(ReferenceSeries, on_delete=models.CASCADE, related_name="values")
    code = models.CharField(max_length=12)
    code_now = models.CharField(max_length=12)
    period = models.DateField(help_text="Its first day.")
    period_label = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["period"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "code", "period"], name="series_has_a_value_once"
            )
        ]
        indexes = [
            models.Index(fields=["series", "code_now", "period"], name="reference_value_by_area")
        ]

    def __str__(self) -> str:
        return f"{self.code_now} {self.period_label}: {self.value.normalize():f}"
