from __future__ import annotations

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from coproduction.models.capacity import never_over_capacity
from coproduction.models.session import Session


class BookingQuerySet(models.QuerySet["Booking"]):
    def confirmed(self) -> Self:
        return self.filter(state=Booking.State.CONFIRMED)

    def waiting(self) -> Self:
        """The waiting list, in the order that its published rule gives: who asked first."""
        return self.filter(state=Booking.State.WAITING).order_by("queued_at", "pk")

    def standing(self) -> Self:
        return self.exclude(state=Booking.State.CANCELLED)

    def people_by_mode(self) -> dict[str, int]:
        """How many people, parties counted in full, by mode."""
        counted = self.order_by().values_list("mode").annotate(models.Sum("party_size"))
        return dict(counted)


@pghistory.track(exclude=["name", "contact", "person"])
class Booking(models.Model):
    """A person's place, or a party's places, in one mode of a session. No account needed."""

    class Mode(models.TextChoices):
        ROOM = "room", "In the room"
        ONLINE = "online", "Online"

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        WAITING = "waiting", "On the waiting list"
        CANCELLED = "cancelled", "Cancelled"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    reference = models.CharField(max_length=9, unique=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    name = models.CharField(max_length=200)
    contact = models.ForeignKey(
        ContactPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    mode = models.CharField(max_length=6, choices=Mode)
    party_size = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State)
    queued_at = models.DateTimeField(
        db_default=Now(), help_text="The database's clock: one for all web hosts, read in the lock."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    tell_me_what_became = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    key = models.UUIDField(unique=True, help_text="The form's own key: sent twice, booked once.")

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["queued_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(party_size__gte=1, party_size__lte=10), name="party_is_one_to_ten"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["room", "online"]), name="booking_mode_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="confirmed_booking_says_when",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=~Q(state="cancelled"),
                name="person_books_a_session_once",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "mode", "queued_at"], name="booking_queue")
        ]
        triggers = [
            never_over_capacity(
                "booking_finds_a_place", pgtrigger.Insert | pgtrigger.Update, "session_id"
            )
        ]

    def __str__(self) -> str:
        return f"Booking {self.reference}"

    @property
    def on_behalf(self) -> str:
        """For whom somebody acts who opened the private link, or who books for a caller."""
        return f"booking {self.reference}"

    def holder(self) -> Actor:
        """Whoever opened the private link: to have it is to have the right."""
        return Actor(on_behalf_of=self.on_behalf)

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED
