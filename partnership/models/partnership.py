from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual

from accounts.models import Person
from partnership.models.dated import DatedQuerySet, DateRange, ends_after_it_starts
from partnership.models.organisation import Organisation
from partnership.models.place import Place
from partnership.models.wholeness import stays_whole
from reminders.cadence import Cadence

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


LEAST_OPEN = timedelta(hours=4)
MOST_A_WEEK = 20


class Weekday(models.IntegerChoices):
    """Days of work, as Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Live ones to everybody; a draft to whoever wears a hat in it."""
        live = Q(stage=Partnership.Stage.LIVE)
        if not person.is_authenticated:
            return self.filter(live)
        from partnership.models.hat import Hat

        own = Hat.objects.acting(person).values("partnership")
        return self.filter(live | Q(pk__in=own))


@pghistory.track()
class Partnership(models.Model):
    """Organisations joined for a place, with a purpose, a chair and a cadence.

    Live only with partners of two sectors, a chair, a safeguarding lead and a deputy: a deferred
    trigger on this table, on partners and on hats holds that at every write.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Being set up"
        LIVE = "live", "Live"

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="partnerships")
    purpose = models.TextField(blank=True, max_length=4000)
    terms = models.TextField(blank=True, max_length=20_000)
    shows_terms = models.BooleanField(
        default=True, help_text="Anybody may read how the partners work together."
    )
    shows_investment = models.BooleanField(
        default=False, help_text="Anybody may see what the partners pay for together."
    )
    shows_network = models.BooleanField(
        default=True, help_text="Anybody may see which organisations are joined, and by what."
    )
    stage = models.CharField(max_length=5, choices=Stage, default=Stage.DRAFT)
    live_since = models.DateTimeField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    quiet_after_days = models.PositiveSmallIntegerField(
        default=21, help_text="Leaders are reminded of a challenge that was quiet for so many days."
    )
    writes_from = models.TimeField(default=time(8, 0), help_text="Quiet hours end then.")
    writes_until = models.TimeField(default=time(20, 0), help_text="Quiet hours begin then.")
    writes_at_weekends = models.BooleanField(default=True)
    weekly_cap = models.PositiveSmallIntegerField(
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_A_WEEK)],
        help_text="Mailings to one person in a week; more of them come together.",
    )
    summary_weekday = models.PositiveSmallIntegerField(
        choices=Weekday, default=Weekday.MONDAY, help_text="When the chair gets the summary."
    )
    demonstration = models.BooleanField(default=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="draft") | Q(live_since__isnull=False),
                name="live_partnership_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(quiet_after_days__gte=7), name="quiet_is_a_week_at_least"
            ),
            models.CheckConstraint(
                condition=Q(writes_from__lt=F("writes_until")), name="quiet_hours_end_on_one_day"
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(F("writes_until") - F("writes_from"), LEAST_OPEN),
                name="quiet_hours_leave_four_hours",
            ),
            models.CheckConstraint(
                condition=Q(weekly_cap__range=(1, MOST_A_WEEK)), name="weekly_cap_is_1_to_20"
            ),
            models.CheckConstraint(
                condition=Q(summary_weekday__lte=Weekday.FRIDAY),
                name="summary_comes_on_a_working_weekday",
            ),
        ]
        triggers = [
            stays_whole("partnership_stays_whole", pgtrigger.Insert | pgtrigger.Update, "id")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.stage == self.Stage.LIVE

    def cadence(self) -> Cadence:
        """When and how often it writes to people, as its chair set it."""
        return Cadence(
            opens=self.writes_from,
            closes=self.writes_until,
            weekends=self.writes_at_weekends,
            weekly_cap=self.weekly_cap,
        )


class PartnerQuerySet(DatedQuerySet["Partner"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Memberships of the partnerships that this person may see."""
        return self.filter(partnership__in=Partnership.objects.visible_to(person))


@pghistory.track()
class Partner(models.Model):
    """An organisation's dated membership of a partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    brings = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody of the organisation itself said so."
    )
    confirmed_by = models.ForeignKey(
        "partnership.Hat", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("partner_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="membership_is_confirmed_by_somebody",
            ),
            ExclusionConstraint(
                name="organisation_is_a_partner_once_at_a_time",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            stays_whole(
                "partnership_keeps_its_sectors",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                "partnership_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.partnership}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it is a partner, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    def is_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
