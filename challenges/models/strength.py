from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from challenges.models.challenge import Challenge
from challenges.models.footing import keeps_its_footing
from partnership.models import Hat, Organisation, Partnership, Place
from partnership.models.capacity import HEADS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class StrengthQuerySet(models.QuerySet["Strength"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """What a place is good at is public with its partnership, once somebody has looked at it.

        What waits, or was not taken in, is seen by whoever named it and whoever moderates.
        """
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        public = Q(state=Strength.State.PUBLISHED)
        if not person.is_authenticated:
            return seen.filter(public)
        own = Hat.objects.acting(person).filter(capacity__in=HEADS).values("partnership")
        return seen.filter(public | Q(named_by=person) | Q(partnership__in=own))

    def published(self) -> Self:
        return self.filter(state=Strength.State.PUBLISHED)


@pghistory.track()
class Strength(models.Model):
    """An asset of the people and the place. Unconfirmed after twelve months says so in public."""

    CONFIRMED_FOR = timedelta(days=365)

    class Kind(models.TextChoices):
        GROUP = "group", _("A group or a network")
        PEOPLE = "people", _("People’s skills and time")
        SPACE = "space", _("A building or an open space")
        SERVICE = "service", _("A service or an organisation")
        CULTURE = "culture", _("Stories, culture and history")
        MONEY = "money", _("Money and local business")

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Waits to be looked at")
        PUBLISHED = "published", _("Published")
        DECLINED = "declined", _("Not published")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="strengths")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="strengths")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.GROUP)
    what_it_offers = models.TextField(max_length=1000)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="strengths"
    )
    named_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="strengths_named"
    )
    state = models.CharField(max_length=9, choices=State, default=State.PUBLISHED)
    declined_because = models.CharField(max_length=400, blank=True)
    where = models.CharField(max_length=200, blank=True, help_text="An address, or a street.")
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    latitude = models.DecimalField(max_digits=6, decimal_places=4, null=True, blank=True)
    confirmed_on = models.DateField()
    invented = models.BooleanField(default=False)
    challenges: models.ManyToManyField[Challenge, ChallengeStrength] = models.ManyToManyField(
        Challenge, through="ChallengeStrength", related_name="strengths"
    )

    objects = StrengthQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="strength_is_named_once"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined_because=""),
                name="declined_strength_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(
                    # SQL takes an unknown comparison for a kept one: half a point is none.
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__gte=-7,
                    longitude__lte=2,
                    latitude__gte=Decimal("49.8"),
                    latitude__lte=56,
                ),
                name="strength_lies_in_england",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_confirmed(self, day: date) -> bool:
        return day < self.confirmed_on + self.CONFIRMED_FOR


@pghistory.track()
class ChallengeStrength(models.Model):
    """A strength that a challenge builds on."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="builds_on")
    strength = models.ForeignKey(Strength, on_delete=models.PROTECT, related_name="used_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "strength"], name="challenge_builds_on_a_strength_once"
            )
        ]
        triggers = [
            keeps_its_footing("challenge_keeps_a_strength", pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.challenge} builds on {self.strength}"


@pghistory.track()
class StrengthConfirmation(models.Model):
    """Somebody who knows a strength has said that it is still there."""

    strength = models.ForeignKey(Strength, on_delete=models.CASCADE, related_name="confirmations")
    on = models.DateField()
    by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.strength} on {self.on}"
