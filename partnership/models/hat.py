from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from partnership.models.capacity import SECURED
from partnership.models.capacity import Capacity as _Capacity
from partnership.models.dated import TimeRange
from partnership.models.organisation import Organisation
from partnership.models.partnership import Partnership
from partnership.models.wholeness import stays_whole
from reminders.hours import midnight


class HatQuerySet(models.QuerySet["Hat"]):
    def current(self, now: datetime | None = None) -> Self:
        """Hats worn now, or at `now`."""
        at = now or timezone.now()
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)

    def worn_on(self, day: date) -> Self:
        """Hats worn at some moment of a day."""
        begins, ends = midnight(day), midnight(day + timedelta(days=1))
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=begins), starts_at__lt=ends)

    def acting(self, person: Person) -> Self:
        """Hats that a person wears and that give rights now: some only after a second step."""
        worn = self.current().filter(person_id=person.pk)
        return worn if person.passed_second_step else worn.exclude(capacity__in=SECURED)


@pghistory.track()
class Hat(models.Model):
    """A person acting in a partnership, for an organisation or as a resident, in a capacity.

    `ends_at` is the first moment at which it is no longer worn.
    """

    Capacity = _Capacity

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hats")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="hats")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="hats"
    )
    capacity = models.CharField(max_length=20, choices=_Capacity)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = HatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="hat_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(capacity="resident") | Q(organisation__isnull=False),
                name="hat_is_for_an_organisation_or_a_resident",
            ),
            ExclusionConstraint(
                name="hat_is_worn_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("partnership", RangeOperators.EQUAL),
                    ("capacity", RangeOperators.EQUAL),
                    (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            stays_whole(
                "partnership_keeps_its_people",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                "partnership_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.label}"

    @property
    def label(self) -> str:
        """The hat in words, as it is shown and recorded."""
        if self.organisation is None:
            return self.get_capacity_display()
        return f"{self.get_capacity_display()}, {self.organisation.name}"

    def is_current(self, now: datetime | None = None) -> bool:
        at = now or timezone.now()
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    def actor(self, *, on_behalf_of: str = "") -> Actor:
        """This person acting in this hat."""
        return Actor(
            person_id=self.person_id,
            name=self.person.name,
            hat_id=self.pk,
            hat_label=self.label,
            capacity=self.capacity,
            partnership_id=self.partnership_id,
            organisation_id=self.organisation_id,
            on_behalf_of=on_behalf_of,
        )
