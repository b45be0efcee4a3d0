from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import private_token
from accounts.models import ContactPoint, Person
from coproduction.models.session import Session
from partnership.models import Hat

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Published ones whose author shares the words; not yet moderated ones to no list."""
        return self.shown().filter(session__in=Session.objects.visible_to(person))

    def shown(self) -> Self:
        """Those whose words anybody may read."""
        return self.answerable().filter(consent=Contribution.Consent.WORDS)

    def answerable(self) -> Self:
        """Those that a decision may name: moderated, and not kept private."""
        return self.filter(state=Contribution.State.PUBLISHED)

    def unanswered(self) -> Self:
        """Those that wait for an answer: neither kept private, nor hidden, nor taken back."""
        waiting = [Contribution.State.WAITING, Contribution.State.PUBLISHED]
        open_to_answer = self.filter(state__in=waiting).exclude(
            consent=Contribution.Consent.PRIVATE
        )
        return open_to_answer.exclude(influences__decision__state="published")


@pghistory.track(exclude=["words", "said_by", "contact", "person"])
class Contribution(models.Model):
    """What somebody said, as an experience, an idea, a concern or a strength."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("Something that happened")
        IDEA = "idea", _("An idea")
        CONCERN = "concern", _("A worry")
        STRENGTH = "strength", _("Something good here")

    class Consent(models.TextChoices):
        WORDS = "words", _("Yes, show my words, without my name")
        THEME = "theme", _("Use what I said, but do not show my words")
        PRIVATE = "private", _("No, keep it between me and the team of the session")

    class Provenance(models.TextChoices):
        ONLINE = "online", _("Written online")
        CARD = "card", _("Written on a card")
        SPOKEN = "spoken", _("Said at the session")
        PHONE = "phone", _("Told by phone")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        PUBLISHED = "published", _("Shared")
        HIDDEN = "hidden", _("Not shared")
        WITHDRAWN = "withdrawn", _("Taken back")

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
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(unique=True, help_text="The form's own key: sent twice, said once.")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words__regex=r"\S") | Q(state="withdrawn", words=""),
                name="contribution_says_something_until_taken_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
                name="withdrawn_contribution_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"])
                | (Q(moderated_at__isnull=False) & Q(moderated_by__isnull=False)),
                name="contribution_is_not_shared_before_moderation",
            ),
            models.CheckConstraint(
                condition=~Q(state="hidden") | Q(hidden_because__regex=r"\S"),
                name="hidden_contribution_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="published", consent="private"),
                name="private_contribution_is_never_shared",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "said_at"], name="contribution_by_session")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.session}"

    @property
    def on_behalf(self) -> str:
        """For whom somebody acts who opened the private link: to have it is to have the right."""
        return f"contribution {self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether anybody may read the words."""
        return self.state == self.State.PUBLISHED and self.consent == self.Consent.WORDS

    @property
    def is_private(self) -> bool:
        return self.consent == self.Consent.PRIVATE

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_hidden(self) -> bool:
        return self.state == self.State.HIDDEN

    @property
    def is_taken_back(self) -> bool:
        return self.state == self.State.WITHDRAWN

    def private_path(self) -> str:
        """Where whoever said it reads what became of it, without an account."""
        return reverse("said", args=[private_token("contribution", self.pk)])

    def worry_path(self) -> str:
        """Where somebody whom these words worry says so. It gives nothing of them away."""
        session = self.session
        address = reverse("concern_raise", args=[session.partnership.slug, session.slug])
        return f"{address}?words={private_token('worrying words', self.pk)}"
