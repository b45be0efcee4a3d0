from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from challenges.models.challenge import Challenge


@pghistory.track()
class PopulationFigure(models.Model):
    """A published figure about the people of a challenge: “29,800 children aged 10 to 11”."""

    challenge = models.ForeignKey(
        Challenge, on_delete=models.CASCADE, related_name="population_figures"
    )
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=20, blank=True, help_text="%, or empty for a count.")
    says = models.CharField(max_length=200, help_text="What is counted.")
    as_of = models.CharField(max_length=40, help_text="A year, a school year, or a day.")
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(says="") & ~Q(source=""), name="population_figure_says_what_and_whence"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="population_figure_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value.normalize():f}{self.unit} {self.says}"
