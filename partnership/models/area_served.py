from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from partnership.models.partnership import Partnership
from partnership.models.place import Place


@pghistory.track()
class AreaServed(models.Model):
    """A district, or another smaller place, that a partnership serves, wholly or in part."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="areas_served"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        help_text="The part of the people of this place whom the partnership serves, up to 1.",
    )

    class Meta:
        verbose_name = "area served"
        verbose_name_plural = "areas served"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "place"], name="partnership_serves_an_area_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="area_served_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}" if self.share == 1 else f"part of {self.place}"
