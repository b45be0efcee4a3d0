from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When
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

    def offered(self) -> Self:
        """A place is held for each of these until it answers, or until its time is over."""
        return self.filter(state=Booking.State.OFFERED)

    def lapsing(self, now: datetime) -> Self:
        """Offered, and not answered in time."""
        return self.offered().filter(offer_until__lte=now)

    def taking(self) -> Self:
        """Those because of whom a place is not free: it is theirs, or it is offered to them."""
        return self.filter(state__in=[Booking.State.CONFIRMED, Booking.State.OFFERED])

    def that_fit(self, free: dict[str, int]) -> Self:
        """Parties of whom each by itself would fit into so many free places of its mode."""
        each = [Q(mode=mode, party_size__lte=places) for mode, places in free.items()]
        return self.filter(Q(*each, _connector=Q.OR))

    def standing(self) -> Self:
        """Whoever has a place, is offered one or waits for one."""
        return self.exclude(state__in=[Booking.State.CANCELLED, Booking.State.LAPSED])

    def listed(self) -> Self:
        """All but the cancelled: places, offers, the queue in its order, and who let one lapse."""
        order = [When(state=state, then=Value(at)) for at, state in enumerate(Booking.LISTED)]
        rows = self.exclude(state=Booking.State.CANCELLED)
        return rows.annotate(listed_at=Case(*order)).order_by("listed_at", "queued_at", "pk")

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
        OFFERED = "offered", "Offered a place"
        WAITING = "waiting", "On the waiting list"
        LAPSED = "lapsed", "Offer lapsed"
        CANCELLED = "cancelled", "Cancelled"

    LISTED = (State.CONFIRMED, State.OFFERED, State.WAITING, State.LAPSED)

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
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_until = models.DateTimeField(
        null=True, blank=True, help_text="The deadline of the latest offer since it last queued."
    )
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
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "offered", "waiting", "lapsed", "cancelled"]),
                name="booking_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "lapsed"])
                | Q(offered_at__isnull=False, offer_until__isnull=False),
                name="offer_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(offer_until__isnull=True) | Q(offer_until__gt=F("offered_at")),
                name="offer_ends_after_it_was_made",
            ),
            # Whoever waits has not been offered anything since joining the queue: once is all.
            models.CheckConstraint(
                condition=~Q(state="waiting")
                | Q(offered_at__isnull=True, offer_until__isnull=True),
                name="waiting_booking_was_not_offered",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=~Q(state__in=["cancelled", "lapsed"]),
                name="person_books_a_session_once",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "mode", "queued_at"], name="booking_queue"),
            models.Index(
                fields=["offer_until"], condition=Q(state="offered"), name="booking_offers"
            ),
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
    def is_offered(self) -> bool:
        return self.state == self.State.OFFERED

    @property
    def is_lapsed(self) -> bool:
        return self.state == self.State.LAPSED

    def can_answer(self, now: datetime) -> bool:
        """Whether a place is offered and there is still time to say yes."""
        return self.is_offered and self.offer_until is not None and now < self.offer_until

    def offer_is_over(self, now: datetime) -> bool:
        """Not answered in time, whether or not the clock has come by to say so."""
        return self.is_lapsed or (self.is_offered and not self.can_answer(now))

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED
