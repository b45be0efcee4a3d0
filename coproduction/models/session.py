from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import Person
from challenges.models import Challenge
from coproduction.models.capacity import never_over_capacity
from coproduction.moments import day_in_words, hours_in_words
from partnership.models import Hat, Partnership
from partnership.models.capacity import HEADS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


FEEDBACK_LASTS = timedelta(days=30)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Published and cancelled ones of visible partnerships; drafts to whoever runs them."""
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.exclude(state=Session.State.DRAFT)
        hats = Hat.objects.acting(person)
        runs = hats.filter(capacity__in=HEADS).values("partnership")
        facilitates = SessionFacilitator.objects.filter(hat__in=hats).values("session")
        return seen.filter(
            ~Q(state=Session.State.DRAFT) | Q(partnership__in=runs) | Q(pk__in=facilitates)
        )

    def upcoming(self, now: datetime) -> Self:
        return self.filter(state=Session.State.PUBLISHED, starts_at__gt=now).order_by("starts_at")

    def with_taken(self) -> Self:
        """Each with the places that are not free: in its room (`taken_room`), `taken_online`."""
        return self.annotate(
            **{
                f"taken_{mode}": Coalesce(
                    Sum(
                        "bookings__party_size",
                        filter=Q(bookings__state__in=("confirmed", "offered"), bookings__mode=mode),
                    ),
                    0,
                )
                for mode in ("room", "online")
            }
        )

    def past(self, now: datetime) -> Self:
        return self.filter(state=Session.State.PUBLISHED, starts_at__lte=now).order_by("-starts_at")


@pghistory.track(exclude=["joining_link"])
class Session(models.Model):
    """People and staff designing or running something together.

    Places in the room and on line are counted apart. `sequence` rises when what a calendar shows
    has changed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        CANCELLED = "cancelled", "Cancelled"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="sessions")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    purpose = models.TextField(max_length=2000)
    stage_served = models.CharField(
        max_length=10, choices=Challenge.Stage, default=Challenge.Stage.UNDERSTAND
    )
    decision_it_feeds = models.CharField(max_length=400, blank=True)
    decision_due_on = models.DateField(null=True, blank=True)
    not_open_to_change = models.TextField(max_length=1000, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    getting_there = models.TextField(max_length=1000, blank=True)
    access = models.TextField(max_length=1000, blank=True, help_text="One fact a line.")
    joining_link = models.URLField(max_length=500, blank=True)
    room_places = models.PositiveIntegerField(default=0)
    online_places = models.PositiveIntegerField(default=0)
    payment = models.CharField(max_length=300, blank=True)
    reply_by = models.DateField(
        null=True, blank=True, help_text="When people will hear what became of what they said."
    )
    code = models.CharField(
        max_length=8, unique=True, help_text="What people type to say something after the session."
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    cancelled_because = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last given another time or place."
    )
    facilitators: models.ManyToManyField[Hat, SessionFacilitator] = models.ManyToManyField(
        Hat, through="SessionFacilitator", related_name="sessions_facilitated"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="session_slug_in_partnership"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(room_places__gt=0) | Q(online_places__gt=0),
                name="published_session_has_places",
            ),
            models.CheckConstraint(
                condition=Q(room_places=0) | ~Q(venue=""), name="room_has_a_venue"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                name="cancelled_session_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], condition=Q(state="published"), name="session_when")
        ]
        triggers = [never_over_capacity("session_keeps_its_places", pgtrigger.Update, "id")]

    def __str__(self) -> str:
        return self.title

    def has_started(self, now: datetime) -> bool:
        return self.starts_at <= now

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    def takes_bookings(self, now: datetime) -> bool:
        """Whether somebody can book, wait, or be offered a freed place."""
        return self.is_published and not self.has_started(now)

    @property
    def feedback_until(self) -> datetime:
        """When those who were there can no longer say what it was like."""
        return self.ends_at + FEEDBACK_LASTS

    def takes_feedback(self, now: datetime) -> bool:
        """Whether those who are or were there can say what it was like."""
        return self.is_published and self.starts_at <= now < self.feedback_until

    @property
    def modes(self) -> list[str]:
        """The ways in which one can join, the room first."""
        return [mode for mode in ("room", "online") if self.places_in(mode)]

    @property
    def day(self) -> str:
        """Thursday 3 December 2026."""
        return day_in_words(self.starts_at)

    @property
    def hours(self) -> str:
        """6:30pm to 8:30pm."""
        return hours_in_words(self.starts_at, self.ends_at)

    @property
    def where(self) -> str:
        """The venue with its address, or that it is on line."""
        if not self.room_places:
            return _("Online")
        return ", ".join(filter(None, [self.venue, self.address]))

    def places_in(self, mode: str) -> int:
        """Places of one mode: `room` or `online`."""
        return self.room_places if mode == "room" else self.online_places


@pghistory.track()
class SessionFacilitator(models.Model):
    """A hat that facilitates a session; a resident can co-facilitate."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="facilitator_links")
    hat = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="session_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "hat"], name="hat_facilitates_a_session_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hat} facilitates {self.session}"
