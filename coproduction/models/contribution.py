from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import ContactPoint, Person
from coproduction.models.session import Session
from partnership.models import Hat

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Published ones whose author shares the words; not yet moderated ones to no list."""
        return self.filter(
            state=Contribution.State.PUBLISHED,
            consent=Contribution.Consent.WORDS,
            session__in=Session.objects.visible_to(person),
        )

    def to_moderate(self) -> Self:
        return self.filter(state=Contribution.State.WAITING).order_by("said_at", "pk")


@pghistory.track(exclude=["words", "said_by", "contact", "person"])
class Contribution(models.Model):
    """What somebody said, as an experience, an idea, a concern or a strength."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", "An experience"
        IDEA = "idea", "An idea"
        CONCERN = "concern", "A concern"
        STRENGTH = "strength", "A strength"

    class Consent(models.TextChoices):
        WORDS = "words", "You may show my words, without my name"
        THEME = "theme", "You may use the idea, but not my words"
        PRIVATE = "private", "Keep it private to this session’s team"

    class Provenance(models.TextChoices):
        ONLINE = "online", "Written online by the person"
        CARD = "card", "Written on a card"
        SPOKEN = "spoken", "Said at the session"
        PHONE = "phone", "Told by phone"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        PUBLISHED = "published", "Shared"
        HIDDEN = "hidden", "Not shared"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="contributions")
    words = models.TextField(max_length=2000)
    kind = models.CharField(max_length=10, choices=Kind)
    consent = models.CharField(max_length=7, choices=Consent, default=Consent.WORDS)
    provenance = models.CharField(max_length=6, choices=Provenance)
    said_by = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    contact = models.ForeignKey(
        ContactPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    entered_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions_entered"
    )
    said_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.ForeignKey(
        Hat, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions_moderated"
    )
    hidden_because = models.CharField(max_length=300, blank=True)
    key = models.UUIDField(unique=True, help_text="The form's own key: sent twice, said once.")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting")
                | (Q(moderated_at__isnull=False) & Q(moderated_by__isnull=False)),
                name="contribution_is_not_shared_before_moderation",
            ),
            models.CheckConstraint(
                condition=~Q(state="hidden") | ~Q(hidden_because=""),
                name="hidden_contribution_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="published", consent="private"),
                name="private_contribution_is_never_shared",
            ),
        ]
        indexes = [models.Index(fields=["session", "state"], name="contribution_by_session")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.session}"
