from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.links import private_token
from accounts.models import Person
from coproduction.models.contribution import Contribution
from coproduction.models.session import Session
from partnership.models import Hat
from partnership.models.capacity import SAFEGUARDS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Those of the partnerships whose safeguarding lead or deputy this person is now."""
        if not person.is_authenticated:
            return self.none()
        hats = Hat.objects.acting(person).filter(capacity__in=SAFEGUARDS)
        return self.filter(session__partnership__in=hats.values("partnership"))

    def unseen(self) -> Self:
        """Those of which nobody has said yet that they have seen them."""
        return self.filter(acknowledged_at__isnull=True)

    def still_open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def waiting_first(self) -> Self:
        """Not seen, the longest waiting first; then what is being seen to; then what is closed."""
        return self.order_by(
            F("closed_at").desc(nulls_first=True),
            F("acknowledged_at").desc(nulls_first=True),
            "raised_at",
            "pk",
        )


@pghistory.track(exclude=["words", "reach", "note"])
class Concern(models.Model):
    """A safeguarding concern that anybody raised about a session, or about words said at it.

    `words`, `reach` and `note` are encrypted with a key outside the database
    (`coproduction/secrets.py`). Who raised it is kept nowhere, unless they told us in `reach`.
    Read by the partnership's safeguarding lead and deputy alone, and each reading is recorded.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="concerns")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="concerns"
    )
    words = models.BinaryField()
    reach = models.BinaryField(blank=True, default=b"", help_text="How to reach them, if we may.")
    raised_at = models.DateTimeField(default=timezone.now)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns_acknowledged"
    )
    note = models.BinaryField(blank=True, default=b"", help_text="What was done about it.")
    closed_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(unique=True, help_text="The form's own key: sent twice, raised once.")

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=b""), name="concern_says_something"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="concern_is_seen_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | (Q(acknowledged_at__isnull=False) & ~Q(note=b"")),
                name="closed_concern_was_seen_and_says_what_was_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["raised_at"],
                condition=Q(acknowledged_at__isnull=True),
                name="concern_unseen",
            )
        ]

    def __str__(self) -> str:
        return f"Concern about {self.session}"

    @property
    def is_seen(self) -> bool:
        return self.acknowledged_at is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def private_path(self) -> str:
        """Where whoever raised it sees how far it has come, and nothing of what was said."""
        return reverse("concern_status", args=[private_token("concern", self.pk)])


class ConcernReading(models.Model):
    """Somebody opened a concern. Shown to its other readers."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="concerns_read")
    hat_label = models.CharField(max_length=300)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-read_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.reader} read {self.concern}"
