from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from leaders.models.programme import Programme
from partnership.models import Hat, Organisation, Partnership, Sector
from partnership.models.dated import DatedQuerySet, ends_after_it_starts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

_HAS_A_MIX = """
    PERFORM 1 FROM leaders_cohort WHERE id = {cohort} FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM leaders_cohort cohort WHERE cohort.id = {cohort}
            AND cohort.opened_at IS NOT NULL
            AND (SELECT count(*) FROM leaders_sectortarget
                 WHERE cohort_id = cohort.id AND places > 0) < 2
    ) THEN
        RAISE EXCEPTION 'An open cohort has a target for two sectors at least'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'open_cohort_has_a_target_mix';
    END IF;
    RETURN NULL;
"""
_FITS = """
    PERFORM 1 FROM leaders_cohort WHERE id = {cohort} FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM leaders_participation
            WHERE cohort_id = {cohort} AND left_on IS NULL)
       > (SELECT places FROM leaders_cohort WHERE id = {cohort}) THEN
        RAISE EXCEPTION 'A cohort takes no more people than it has places'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cohort_has_a_place_for_each';
    END IF;
    RETURN NULL;
"""


def _deferred(
    name: str, sql: str, cohort: str, operation: pgtrigger.Operation
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=sql.format(cohort=cohort),
    )


class CohortQuerySet(DatedQuerySet["Cohort"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Opened ones as the programme is; those being prepared to whoever wears a hat there."""
        visible = self.filter(programme__in=Programme.objects.visible_to(person))
        opened = Q(opened_at__isnull=False)
        if not person.is_authenticated:
            return visible.filter(opened)
        own = Hat.objects.current().filter(person_id=person.pk).values("partnership")
        return visible.filter(opened | Q(programme__partnership__in=own))


@pghistory.track()
class Cohort(models.Model):
    """People who develop together, in a mix of sectors that was decided before it opened.

    `eligible_people` and the two beside it are whom it could reach: the denominators of its reach.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)
    places = models.PositiveSmallIntegerField(help_text="How many people it takes.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    applications_until = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    challenge = models.CharField(
        max_length=300, blank=True, help_text="What they work on in the place, in a sentence."
    )
    eligible_people = models.PositiveIntegerField(null=True, blank=True)
    eligible_organisations = models.PositiveIntegerField(null=True, blank=True)
    eligible_places = models.PositiveIntegerField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="cohort_slug_in_programme"),
            ends_after_it_starts("cohort_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(places__gte=2), name="cohort_is_of_two_at_least"),
        ]
        triggers = [
            _deferred(
                "cohort_opens_with_a_mix",
                _HAS_A_MIX,
                "NEW.id",
                pgtrigger.Insert | pgtrigger.Update,
            ),
            _deferred("cohort_keeps_its_places", _FITS, "NEW.id", pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.programme.name}, {self.name}"

    def takes_applications(self, day: date) -> bool:
        return self.opened_at is not None and (
            self.applications_until is None or day <= self.applications_until
        )

    @property
    def partnership(self) -> Partnership:
        return self.programme.partnership


@pghistory.track()
class SectorTarget(models.Model):
    """How many places of a cohort are meant for one sector."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="targets")
    sector = models.CharField(max_length=16, choices=Sector)
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "sector"], name="cohort_has_one_target_a_sector"
            )
        ]
        triggers = [
            _deferred(
                "cohort_keeps_its_mix",
                _HAS_A_MIX,
                "COALESCE(NEW.cohort_id, OLD.cohort_id)",
                pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.places} from {self.get_sector_display()}"


@pghistory.track(exclude=["why"])
class Application(models.Model):
    """Somebody asks to take part in a cohort. Seen by those who decide, and by themselves."""

    class Outcome(models.TextChoices):
        OFFERED = "offered", "Offered a place"
        NOT_THIS_TIME = "not_this_time", "Not this time"
        WITHDRAWN = "withdrawn", "Withdrawn"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="applications")
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="applications"
    )
    profession = models.CharField(max_length=120)
    why = models.TextField(max_length=2000)
    applied_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=13, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["applied_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=~Q(outcome="withdrawn"),
                name="person_applies_to_a_cohort_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | ~Q(outcome="") & Q(decided_at__isnull=False),
                name="application_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_this_time") | ~Q(reason=""),
                name="application_is_not_refused_without_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.cohort}"


@pghistory.track()
class Participation(models.Model):
    """Somebody's place in a cohort, with whom they worked for then, and who pays for the place.

    `left_on` is set when they leave early; their place is free again.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations"
    )
    sector = models.CharField(max_length=16, choices=Sector, help_text="The employer's, then.")
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
            _deferred(
                "cohort_takes_its_places_at_most",
                _FITS,
                "NEW.cohort_id",
                pgtrigger.Insert | pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"
