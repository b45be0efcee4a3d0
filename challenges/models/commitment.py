from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from challenges.models.challenge import Challenge
from challenges.models.log_entry import READS_RESTRICTED
from partnership.models import Hat, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


NOT_PROMISED = ("offered", "declined")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Commitments to a place are public with the challenge that they serve.

        A mere offer, and what was not taken on, is for the people of the partnership.
        """
        seen = self.filter(challenge__in=Challenge.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.promised()
        hats = Hat.objects.acting(person).filter(capacity__in=READS_RESTRICTED)
        own = Q(challenge__partnership__in=hats.values("partnership"))
        return seen.filter(own | ~Q(state__in=NOT_PROMISED))

    def promised(self) -> Self:
        """What an organisation has taken on, whatever became of it."""
        return self.exclude(state__in=NOT_PROMISED)

    def open(self) -> Self:
        """Accepted, and neither kept nor dropped yet; the next due first."""
        return self.filter(state=Commitment.State.OPEN)

    def offered(self) -> Self:
        """Waits for the organisation's representative to accept it, or not."""
        return self.filter(state=Commitment.State.OFFERED)

    def late(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)


@pghistory.track()
class Commitment(models.Model):
    """An organisation will do something by a day, for the place.

    Offered until its representative accepts it. Kept only when another organisation has witnessed
    it with evidence; dropped only with a reason. Late is read off the day, never typed in.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        OPEN = "open", _("Promised")
        KEPT = "kept", _("Kept")
        DROPPED = "dropped", _("Dropped")
        DECLINED = "declined", _("Not taken on")

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="commitments"
    )
    promised_to = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments_received",
        help_text="Empty: to the place as a whole.",
    )
    will_do = models.CharField(max_length=400)
    due_on = models.DateField()
    made_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="commitments_made")
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    accepted_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments_accepted"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=400, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    witness = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments_witnessed",
    )
    dropped_because = models.CharField(max_length=400, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="kept")
                | (Q(witness__isnull=False) & ~Q(evidence="") & Q(kept_at__isnull=False)),
                name="kept_commitment_has_a_witness_and_evidence",
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | ~Q(witness=F("organisation")),
                name="commitment_is_witnessed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_because=""),
                name="dropped_commitment_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(will_do=""), name="commitment_says_what"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "kept"]) | Q(accepted_at__isnull=False),
                name="promised_commitment_was_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined_because=""),
                name="declined_commitment_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(promised_to__isnull=True) | ~Q(promised_to=F("organisation")),
                name="commitment_is_made_to_another",
            ),
        ]
        indexes = [
            models.Index(fields=["challenge", "state", "due_on"], name="commitment_next_due")
        ]

    def __str__(self) -> str:
        return self.will_do

    def get_absolute_url(self) -> str:
        challenge = self.challenge
        return reverse(
            "commitment_detail", args=[challenge.partnership.slug, challenge.slug, self.pk]
        )

    @property
    def is_offered(self) -> bool:
        return self.state == self.State.OFFERED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_late(self, day: date) -> bool:
        return self.state == self.State.OPEN and self.due_on < day
