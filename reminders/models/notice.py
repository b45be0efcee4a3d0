from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import ContactPoint


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, now: datetime) -> Self:
        """Owed, its time has come, and nothing makes it wait; the longest due first."""
        return (
            self.filter(state=Notice.State.OWED)
            .alias(next_at=Coalesce("not_before", "due_at"))
            .filter(next_at__lte=now)
            .order_by("next_at")
        )

    def to_call(self) -> Self:
        """What a person must tell by phone or post, the most urgent first: the call list."""
        return (
            self.filter(state=Notice.State.TO_CALL)
            .select_related("contact__person")
            .order_by("not_after", "due_at", "pk")
        )

    def about_any(self, things: models.QuerySet[Any]) -> Self:
        """Every notice whose subject is one of these things, such as a partnership's bookings."""
        return self.filter(subject_type=things.model._meta.label_lower, subject_id__in=things)

    def about(self, thing: models.Model) -> Self:
        """Every notice whose subject is this thing."""
        return self.filter(subject_type=thing._meta.label_lower, subject_id=thing.pk)


class Notice(models.Model):
    """One message owed to one contact point about one thing, due at a time.

    The row is the promise: it is written in the transaction of the act that it tells of, and
    rendered when it is sent. `version` is the version of the subject's time, so that a moved
    session owes anew and the old time is never told.
    """

    class State(models.TextChoices):
        OWED = "owed", "Owed"
        CLAIMED = "claimed", "Being sent"
        SENT = "sent", "Sent"
        SKIPPED = "skipped", "Not sent"
        FAILED = "failed", "Failed"
        TO_CALL = "to_call", "To be told by phone or post"
        HELD = "held", "Waits for a digest"
        UNCERTAIN = "uncertain", "May or may not have gone"

    kind = models.CharField(max_length=60)
    contact = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="notices")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    version = models.CharField(max_length=60, default="", blank=True)
    due_at = models.DateTimeField()
    not_after = models.DateTimeField(
        null=True, blank=True, help_text="When it would come too late: the start of the session."
    )
    not_before = models.DateTimeField(
        null=True, blank=True, help_text="It waits: for a decent hour, or after a failure."
    )
    state = models.CharField(max_length=9, choices=State, default=State.OWED)
    why = models.CharField(max_length=200, blank=True, help_text="Why it was skipped or failed.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Recognises a repeat.")
    urgent = models.BooleanField(default=False, help_text="Before all else that is due.")
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="gathered"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    owed_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it may have gone, where a repeat would harm."
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=100, blank=True, help_text="The gateway’s own reference.")
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "contact", "subject_type", "subject_id", "version"],
                name="notice_is_owed_once",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", claimed_at__isnull=False)
                | (~Q(state="claimed") & Q(claimed_at__isnull=True)),
                name="notice_is_claimed_since_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "skipped", "failed"], settled_at__isnull=False)
                | Q(
                    state__in=["owed", "claimed", "to_call", "held", "uncertain"],
                    settled_at__isnull=True,
                ),
                name="notice_is_settled_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["skipped", "failed", "uncertain"]) | ~Q(why=""),
                name="notice_not_sent_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(digest__isnull=False),
                name="held_notice_waits_for_a_digest",
            ),
        ]
        indexes = [
            models.Index(
                Coalesce("not_before", "due_at"), condition=Q(state="owed"), name="notice_due"
            ),
            models.Index(
                Coalesce("not_before", "due_at"),
                condition=Q(state="owed", urgent=True),
                name="notice_urgent",
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(state="claimed"), name="notice_claimed"
            ),
            models.Index(fields=["subject_type", "subject_id"], name="notice_subject"),
            models.Index(
                fields=["settled_at"], condition=Q(settled_at__isnull=False), name="notice_settled"
            ),
            models.Index(
                fields=["state"],
                condition=Q(state__in=["held", "uncertain", "to_call"]),
                name="notice_waits_for_others",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.subject_type} {self.subject_id}"

    @property
    def waits_until(self) -> datetime:
        """When it may be tried."""
        return self.not_before or self.due_at
