from __future__ import annotations

from datetime import date, timedelta
from typing import Self

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

# No answer comes or changes before a round opens, after it closed, or once its figures are there.
# The lock is what `freeze` waits for: an answer is counted, or refused.
_WHILE_IT_IS_OPEN = """
    SELECT * INTO asked FROM leaders_pulseround WHERE id = {round} FOR SHARE;
    IF asked.frozen_at IS NOT NULL
       OR NOT (now() AT TIME ZONE 'Europe/London')::date
           <@ daterange(asked.opens_on, asked.closes_on)
    THEN
        RAISE EXCEPTION 'A round takes answers while it is open only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pulse_is_answered_while_it_is_open';
    END IF;
    RETURN NEW;
"""
_BEFORE_IT_IS_FROZEN = """
    IF (SELECT frozen_at FROM leaders_pulseround WHERE id = NEW.round_id) IS NOT NULL THEN
        RAISE EXCEPTION 'The figures of a closed round stay as they are'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pulse_figures_are_frozen';
    END IF;
    RETURN NEW;
"""


def _answered_while_open(name: str, round_id: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("asked", "leaders_pulseround")],
        func=_WHILE_IT_IS_OPEN.format(round=round_id),
    )


class PulseRoundQuerySet(models.QuerySet["PulseRound"]):
    def open_on(self, day: date) -> Self:
        return self.filter(opens_on__lte=day, closes_on__gt=day)

    def closed(self) -> Self:
        """With their figures, the latest first."""
        return self.filter(frozen_at__isnull=False).order_by("-closes_on")

    def to_freeze(self, day: date) -> Self:
        """Closed by the calendar, and not counted yet."""
        return self.filter(frozen_at__isnull=True, closes_on__lte=day)


@pghistory.track()
class PulseRound(models.Model):
    """Some weeks in which each partner says how far it trusts and values those it works with.

    Shown once it has closed, from three raters on. `closes_on` is the first day without answers.
    Then its figures are written down and its answers deleted: `frozen_at`. What `together` holds
    (how many answered, whose view decides, the middle answer to each statement) and the figures
    of organisations can be changed by nobody after that.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="pulse_rounds"
    )
    opens_on = models.DateField()
    closes_on = models.DateField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    together = models.JSONField(default=dict, blank=True)

    objects = PulseRoundQuerySet.as_manager()

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
        triggers = [
            pgtrigger.Protect(
                name="closed_pulse_stays_as_it_is",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Pulse of {self.opens_on:%B %Y}"

    @property
    def last_day(self) -> date:
        """The last day on which it can be answered, as people say it."""
        return self.closes_on - timedelta(days=1)

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
        triggers = [_answered_while_open("pulse_is_returned_while_open", "NEW.round_id")]

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
            _answered_while_open(
                "pulse_is_rated_while_open",
                "(SELECT round_id FROM leaders_pulsereturn WHERE id = NEW.returned_id)",
            ),
            pgtrigger.Trigger(
                name="no_organisation_rates_itself",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_NOT_ITSELF,
            ),
        ]

    def __str__(self) -> str:
        return f"About {self.about}"


class PulseFigure(models.Model):
    """How far one organisation trusts another, to the nearest half, as a closed round said it.

    Without `about` it is what an organisation gives to all whom it rated; without `by` what it
    receives. Written when the round closes, and never changed.
    """

    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="figures")
    by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    trust = models.DecimalField(max_digits=2, decimal_places=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "by", "about"],
                nulls_distinct=False,
                name="pulse_figure_is_there_once",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(about__isnull=False),
                name="pulse_figure_is_of_an_organisation",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="pulse_figures_never_change", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="pulse_figures_come_before_the_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_BEFORE_IT_IS_FROZEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by or 'All'} about {self.about or 'all'}: {self.trust}"
