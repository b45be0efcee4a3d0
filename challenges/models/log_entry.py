from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from challenges.models.challenge import Challenge, ChallengeMember
from partnership.models import Hat, Organisation, Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# Who reads what is restricted to the partnership (QUALITY.md, "Who may what").
READS_RESTRICTED = ["leader", "chair", "coordinator", "facilitator", "representative"]


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Open: all. Restricted: the partnership. Private: the team. Confidential: its author."""
        entries = self.filter(challenge__in=Challenge.objects.visible_to(person))
        is_open = Q(visibility=LogEntry.Visibility.OPEN)
        if not person.is_authenticated:
            return entries.filter(is_open)
        hats = Hat.objects.current().filter(person_id=person.pk)
        partnerships = hats.filter(capacity__in=READS_RESTRICTED).values("partnership")
        teams = ChallengeMember.objects.filter(hat__in=hats).values("challenge")
        return entries.filter(
            is_open
            | Q(visibility=LogEntry.Visibility.RESTRICTED, challenge__partnership__in=partnerships)
            | Q(visibility=LogEntry.Visibility.PRIVATE, challenge__in=teams)
            | Q(hat__in=hats)
        )


@pghistory.track(exclude=["did", "learned"])
class LogEntry(models.Model):
    """What a leader did, when, in which hat, with whom, and what was learned.

    `version` rises with each change, so that a concurrent edit never overwrites silently.
    """

    class Visibility(models.TextChoices):
        OPEN = "open", "Open: anybody"
        RESTRICTED = "restricted", "Restricted: this partnership"
        PRIVATE = "private", "Private: the challenge’s team"
        CONFIDENTIAL = "confidential", "Confidential: only me"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="entries")
    hat = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="log_entries")
    did = models.TextField(max_length=2000)
    happened_on = models.DateField()
    learned = models.TextField(max_length=2000, blank=True)
    with_organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="log_entries"
    )
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.RESTRICTED)
    version = models.PositiveIntegerField(default=1)
    logged_at = models.DateTimeField(default=timezone.now)
    corrected_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="The form's own key: sent twice, logged once."
    )

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name_plural = "log entries"
        constraints = [
            models.CheckConstraint(condition=~Q(did=""), name="log_entry_says_what_was_done"),
        ]
        indexes = [
            models.Index(fields=["challenge", "-happened_on", "-id"], name="log_entry_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.hat.person} on {self.happened_on}"

    @property
    def partnership(self) -> Partnership:
        return self.challenge.partnership
