from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from leaders.models.cohort import Cohort
from leaders.models.cohort_bounds import takes_its_places
from partnership.models import Organisation, Place, Sector


@pghistory.track()
class Participation(models.Model):
    """Somebody's place in a cohort, with whom they worked for then, and who pays for the place.

    `joined_on` is the day on which they were given it, `place` where they work. `left_on` is set
    when they leave early; their place is free again. Whoever leaves before the cohort begins never
    took part.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations"
    )
    sector = models.CharField(max_length=16, choices=Sector, help_text="The employer's, then.")
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    profession = models.CharField(max_length=120, blank=True)
    funded_by = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations_funded",
    )
    pounds = models.PositiveIntegerField(
        null=True, blank=True, help_text="What the place costs in all, in pounds."
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "place in a cohort"
        verbose_name_plural = "places in cohorts"
        ordering = ["joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"], name="person_takes_part_in_a_cohort_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="nobody_leaves_a_cohort_before_joining",
            ),
        ]
        triggers = [
            takes_its_places(
                "cohort_takes_its_places_at_most",
                "cohort_id",
                pgtrigger.Insert | pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"

    @property
    def needs_a_funder(self) -> bool:
        """Nobody pays for the place, of an employer who is not the NHS."""
        return self.funded_by_id is None and self.sector != Sector.NHS
