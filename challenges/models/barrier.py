from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Person
from challenges.models.challenge import Challenge
from challenges.models.log_entry import READS_RESTRICTED, LogEntry
from partnership.models import Hat, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class BarrierQuerySet(models.QuerySet["Barrier"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Restricted to the partnership: a barrier names who could lift it."""
        if not person.is_authenticated:
            return self.none()
        hats = Hat.objects.acting(person).filter(capacity__in=READS_RESTRICTED)
        return self.filter(challenge__partnership__in=hats.values("partnership"))

    def open(self) -> Self:
        return self.filter(lifted_on__isnull=True)

    def escalated(self) -> Self:
        """Those that the chair is asked to see to."""
        return self.open().filter(escalated_on__isnull=False)


@pghistory.track()
class Barrier(models.Model):
    """What stands in the way of a challenge, which boundary it lies at, and who can lift it."""

    class Boundary(models.TextChoices):
        ORGANISATION = "organisation", "Between organisations"
        PROFESSION = "profession", "Between professions"
        MONEY = "money", "Budgets and funding"
        INFORMATION = "information", "Sharing information"
        ACCOUNTABILITY = "accountability", "Rules and accountability"
        GEOGRAPHY = "geography", "Areas that do not match"
        POWER = "power", "Power between staff and residents"
        WORKFORCE = "workforce", "People and time"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="barriers")
    what = models.CharField(max_length=400)
    boundary = models.CharField(max_length=14, choices=Boundary)
    can_lift = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="barriers_to_lift",
    )
    who_can_lift = models.CharField(
        max_length=200, blank=True, help_text="A post or a body outside, where it is no partner."
    )
    entry = models.ForeignKey(
        LogEntry, null=True, blank=True, on_delete=models.SET_NULL, related_name="barriers"
    )
    met_on = models.DateField()
    named_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="barriers_named")
    escalated_on = models.DateField(null=True, blank=True)
    escalated_because = models.CharField(max_length=400, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    how_lifted = models.CharField(max_length=400, blank=True)

    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["met_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="barrier_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(can_lift__isnull=False) | ~Q(who_can_lift=""),
                name="barrier_says_who_can_lift_it",
            ),
            models.CheckConstraint(
                condition=Q(escalated_on__isnull=True) | ~Q(escalated_because=""),
                name="escalated_barrier_says_why",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True)
                | (~Q(how_lifted="") & Q(lifted_on__gte=F("met_on"))),
                name="lifted_barrier_says_how",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "lifted_on"], name="barrier_open")]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        challenge = self.challenge
        return reverse("barrier_detail", args=[challenge.partnership.slug, challenge.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.lifted_on is None

    @property
    def whose_to_lift(self) -> str:
        """The partner, or the post or body outside, that could lift it."""
        return self.can_lift.name if self.can_lift else self.who_can_lift

    def days_open(self, today: date) -> int:
        """Whole days from the day it was met to the day it was lifted, or to today."""
        return ((self.lifted_on or today) - self.met_on).days
