from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.db import models

from accounts.models import Person
from challenges.models.challenge import Challenge
from challenges.models.footing import keeps_its_footing
from partnership.models import Organisation, Partnership, Place

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class StrengthQuerySet(models.QuerySet["Strength"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """What a place is good at is public with its partnership."""
        return self.filter(partnership__in=Partnership.objects.visible_to(person))


@pghistory.track()
class Strength(models.Model):
    """An asset of the people and the place. Unconfirmed after twelve months says so in public."""

    CONFIRMED_FOR = timedelta(days=365)

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="strengths")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="strengths")
    name = models.CharField(max_length=200)
    what_it_offers = models.TextField(max_length=1000)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="strengths"
    )
    named_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="strengths_named"
    )
    confirmed_on = models.DateField()
    invented = models.BooleanField(default=False)
    challenges: models.ManyToManyField[Challenge, ChallengeStrength] = models.ManyToManyField(
        Challenge, through="ChallengeStrength", related_name="strengths"
    )

    objects = StrengthQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="strength_is_named_once")
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
