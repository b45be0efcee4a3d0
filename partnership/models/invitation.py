from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.links import private_token
from accounts.models import ContactPoint, Person
from partnership.models.hat import Hat
from partnership.models.organisation import Organisation
from partnership.models.partnership import Partnership

HOLDS_FOR = timedelta(days=28)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        """Neither accepted, declined nor withdrawn: open, or expired."""
        return self.filter(
            accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True
        )

    def open(self, now: datetime) -> Self:
        """Those that can still be accepted."""
        return self.unanswered().filter(expires_at__gt=now)


@pghistory.track(exclude=["code", "name", "email", "contact", "words"])
class Invitation(models.Model):
    """Somebody is asked to wear a hat; they wear it once they have accepted, signed in.

    An invitation sent to an address is accepted by whoever proves that address; one without an
    address by whoever types its code. `replaces` is a hat that ends in the same moment: so a
    chair is handed over without ever leaving none. Until it is accepted only the typed name is
    shown, never the one that its owner gave.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="invitations"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    contact = models.ForeignKey(
        ContactPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    capacity = models.CharField(max_length=20, choices=Hat.Capacity)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(
        null=True, blank=True, help_text="When the hat begins, if not as soon as it is accepted."
    )
    until = models.DateTimeField(
        null=True, blank=True, help_text="When the hat will end by itself: a delegation."
    )
    replaces = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="handed_over_by"
    )
    words = models.CharField(max_length=1000, blank=True, help_text="A note for the invited.")
    code = models.CharField(max_length=12, unique=True)
    invited_by = models.ForeignKey(
        Hat, null=True, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    hat = models.OneToOneField(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="came_by"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity="resident") | Q(organisation__isnull=False),
                name="invited_for_an_organisation_or_as_a_resident",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, hat__isnull=True)
                | Q(accepted_at__isnull=False, hat__isnull=False, person__isnull=False),
                name="accepted_invitation_has_its_hat",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                | Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
                | Q(declined_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("invited_at")),
                name="delegation_ends_after_the_invitation",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(until__gt=F("starts_at")),
                name="delegation_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["partnership", "email", "capacity"],
                condition=~Q(email="")
                & Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True),
                name="invited_once_at_a_time_to_a_capacity",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(
                    accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True
                ),
                name="hat_is_offered_to_one_person_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} as {self.get_capacity_display().lower()}"

    @property
    def ended_at(self) -> datetime | None:
        """When it was accepted, declined or withdrawn."""
        return self.accepted_at or self.declined_at or self.withdrawn_at

    @property
    def label(self) -> str:
        """The hat in words, as it will be shown."""
        words = self.get_capacity_display()
        return f"{words}, {self.organisation.name}" if self.organisation else words

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at

    def token(self) -> str:
        """Opens its page, for whoever holds the link; to accept takes more."""
        return private_token("invitation", self.pk)
