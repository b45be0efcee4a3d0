from __future__ import annotations

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from partnership.models import Organisation, Partnership
from partnership.models.dated import DateRange

_NOT_ITSELF = """
    IF NEW.about_id = (SELECT organisation_id FROM leaders_pulsereturn WHERE id = NEW.returned_id)
    THEN
        RAISE EXCEPTION 'No organisation rates itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_organisation_rates_itself';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class PulseRound(models.Model):
    """Some weeks in which each partner says how far it trusts and values those it works with.

    Shown once it has closed, from three raters on. `closes_on` is the first day without answers.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="pulse_rounds"
    )
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")), name="pulse_round_closes_after_it_opens"
            ),
            ExclusionConstraint(
                name="one_pulse_round_at_a_time",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    (DateRange("opens_on", "closes_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"Pulse of {self.opens_on:%B %Y}"

    def is_open(self, day: date) -> bool:
        return self.opens_on <= day < self.closes_on


class PulseReturn(models.Model):
    """What one representative answered in a round, for their organisation. Read by nobody else."""

    class Whose(models.TextChoices):
        OURS = "ours", "Mostly ours"
        ANOTHERS = "anothers", "Mostly one other organisation’s"
        SHARED = "shared", "Nobody’s alone: we decided together"
        RESIDENTS = "residents", "Mostly residents’"
        UNSURE = "unsure", "I cannot say"

    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="returns")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pulse_returns")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="pulse_returns"
    )
    whose_view = models.CharField(
        max_length=9, choices=Whose, help_text="Whose view decided the last decision."
    )
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="person_answers_a_round_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.round}"


class PulseRating(models.Model):
    """How one representative sees one partner: three statements, from 1 (no) to 5 (always)."""

    returned = models.ForeignKey(PulseReturn, on_delete=models.CASCADE, related_name="ratings")
    about = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="pulse_ratings_received"
    )
    keeps_word = models.PositiveSmallIntegerField()
    is_open = models.PositiveSmallIntegerField()
    values_us = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["returned", "about"], name="partner_is_rated_once_in_a_return"
            ),
            models.CheckConstraint(
                condition=Q(
                    keeps_word__range=(1, 5), is_open__range=(1, 5), values_us__range=(1, 5)
                ),
                name="pulse_is_from_1_to_5",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_organisation_rates_itself",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_NOT_ITSELF,
            )
        ]

    def __str__(self) -> str:
        return f"About {self.about}"
