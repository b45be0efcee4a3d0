from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.db import models
from django.db.models import Q

from partnership.models.dated import DatedQuerySet, ends_after_it_starts
from partnership.models.organisation import Organisation
from partnership.models.partnership import Partnership


class Funding(models.Model):
    """What one organisation pays a year for something shared, and until when that is secured.

    `ends_on` is the first day on which the money is not secured. Each noun that costs money has a
    table of its own of this shape, so that what a place invests can be added up.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    pounds_a_year = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The first day on which the money is not secured.")

    objects = DatedQuerySet["Funding"].as_manager()

    class Meta:
        abstract = True
        constraints = [
            ends_after_it_starts("%(class)s_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(pounds_a_year__gte=1), name="%(class)s_is_a_pound_at_least"
            ),
        ]

    def __str__(self) -> str:
        return f"£{self.pounds} a year from {self.organisation}"

    @property
    def pounds(self) -> str:
        """What is paid a year, as it is written: 40,000."""
        return f"{self.pounds_a_year:,}"

    @property
    def last_day(self) -> date:
        """The last day on which the money is secured, as people say it."""
        return self.ends_on - timedelta(days=1)

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on


@pghistory.track()
class ParticipationFunding(Funding):
    """What is set aside to pay citizens for taking part."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="participation_funding"
    )

    class Meta(Funding.Meta):
        verbose_name = "money for citizens who take part"
        ordering = ["starts_on", "pk"]
