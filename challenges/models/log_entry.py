from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from challenges.models.challenge import Challenge
from challenges.models.team import teams_of
from partnership.models import Hat, Organisation
from partnership.models.capacity import HEADS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# Who reads what is restricted to the partnership: docs/permissions.md, "Who may what".
READS_RESTRICTED = [*HEADS, Hat.Capacity.LEADER, Hat.Capacity.REPRESENTATIVE]


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Open: all. Restricted: the partnership. Private: the team. Confidential: its author.

        The team are its leaders (`teams_of`): a chair or a facilitator reads nothing private, in
        the team or not. An author whose hat has ended reads no more than anybody else.
        """
        entries = self.filter(challenge__in=Challenge.objects.visible_to(person))
        return entries.filter(readable_by(person))


def readable_by(person: Person | AnonymousUser, entry: str = "") -> Q:
    """Which texts somebody reads by how far they are seen; `entry` leads from a text to its entry.

    An entry has its own visibility, and so has each of its earlier versions.
    """
    seen_by = LogEntry.Visibility
    is_open = Q(visibility=seen_by.OPEN)
    if not person.is_authenticated:
        return is_open
    hats = Hat.objects.acting(person)
    partnerships = hats.filter(capacity__in=READS_RESTRICTED).values("partnership")
    in_partnership = Q(**{f"{entry}challenge__partnership__in": partnerships})
    in_team = Q(**{f"{entry}challenge__in": teams_of(person).values("pk")})
    return (
        is_open
        | (Q(visibility=seen_by.RESTRICTED) & in_partnership)
        | (Q(visibility=seen_by.PRIVATE) & in_team)
        | Q(**{f"{entry}hat__in": hats.values("pk")})
    )


@pghistory.track(exclude=["did", "learned", "words"])
class LogEntry(models.Model):
    """What a leader did, when, in which hat, with whom, and what was learned.

    `version` rises with each change, so that a concurrent edit never overwrites silently.
    """

    class Visibility(models.TextChoices):
        OPEN = "open", "Open: anybody"
        RESTRICTED = "restricted", "Restricted: this partnership"
        PRIVATE = "private", "Private: the challenge’s team"
        CONFIDENTIAL = "confidential", "Confidential: only me"

    class Kind(models.TextChoices):
        CONVERSATION = "conversation", "Conversation"
        MEETING = "meeting", "Meeting"
        TEST = "test", "Test of a change"
        DECISION = "decision", "Decision"
        BARRIER = "barrier", "Barrier"
        LEARNING = "learning", "Learning"
        VISIT = "visit", "Visit"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CONVERSATION)
    hat = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="log_entries")
    did = models.TextField(max_length=2000)
    happened_on = models.DateField()
    learned = models.TextField(max_length=2000, blank=True)
    with_organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="log_entries"
    )
    strengths = models.ManyToManyField(
        "challenges.Strength",
        blank=True,
        related_name="entries",
        help_text="Called on in this work.",
    )
    hours = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.RESTRICTED)
    version = models.PositiveIntegerField(default=1)
    logged_at = models.DateTimeField(default=timezone.now)
    corrected_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(
        null=True, blank=True, help_text="The form's own key: sent twice, logged once."
    )

    words = models.GeneratedField(
        expression=SearchVector("did", "learned", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name_plural = "log entries"
        constraints = [
            models.CheckConstraint(condition=~Q(did=""), name="log_entry_says_what_was_done"),
            models.CheckConstraint(
                condition=Q(visibility__in=["open", "restricted", "private", "confidential"]),
                name="log_entry_says_who_sees_it",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="log_entry_has_a_version"),
            models.UniqueConstraint(fields=["key"], name="log_form_is_sent_once"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=24),
                name="log_entry_takes_a_day_at_most",
            ),
        ]
        indexes = [
            models.Index(fields=["challenge", "-happened_on", "-id"], name="log_entry_by_day"),
            models.Index(fields=["challenge", "-logged_at"], name="log_entry_latest"),
            models.Index(fields=["-happened_on", "-id"], name="log_entry_newest"),
            GinIndex(fields=["words"], name="log_entry_words"),
            GinIndex(
                fields=["did", "learned"],
                opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                name="log_entry_trigrams",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hat.person} on {self.happened_on}"

    def get_absolute_url(self) -> str:
        challenge = self.challenge
        return reverse("entry_detail", args=[challenge.partnership.slug, challenge.slug, self.pk])
