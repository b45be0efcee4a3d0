from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from challenges.models import Challenge, Commitment
from coproduction.models.contribution import Contribution
from coproduction.models.session import Session
from partnership.models import Hat, Partnership
from partnership.models.capacity import HEADS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# The decision that gains or loses words is locked first, so that of two who change it at once the
# second sees what the first has done.
_RESTS_ON_WORDS = """
    SELECT state, none_because INTO decided FROM coproduction_decision
        WHERE id = {decision} FOR NO KEY UPDATE;
    IF decided.state = 'published' AND decided.none_because !~ '\\S' AND NOT EXISTS (
        SELECT 1 FROM coproduction_influence WHERE decision_id = {decision}
    ) THEN
        RAISE EXCEPTION 'A published decision names what it rests on, or says why nothing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_names_what_it_rests_on';
    END IF;
    RETURN NULL;
"""


def _rests_on_words(name: str, operation: pgtrigger.Operation, decision: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("decided", "record")],
        func=_RESTS_ON_WORDS.format(decision=decision),
    )


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Published ones of visible partnerships; drafts to its heads and facilitators."""
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        published = Q(state=Decision.State.PUBLISHED)
        if not person.is_authenticated:
            return seen.filter(published)
        runs = Hat.objects.acting(person).filter(capacity__in=[*HEADS, Hat.Capacity.FACILITATOR])
        return seen.filter(published | Q(partnership__in=runs.values("partnership")))

    def published(self) -> Self:
        return self.filter(state=Decision.State.PUBLISHED)


@pghistory.track()
class Decision(models.Model):
    """What was decided, why and by whom.

    Not published before it names the contributions it rests on, or says publicly why none.
    """

    class How(models.TextChoices):
        ALONE = "alone", _("By the organisations alone")
        CONSULTED = "consulted", _("By the organisations, after asking residents")
        JOINTLY = "jointly", _("Together with residents")
        RESIDENTS = "residents", _("By residents")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="decisions")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="decisions")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    reason = models.TextField(max_length=3000)
    how = models.CharField(max_length=9, choices=How)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    none_because = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="decision_slug_in_partnership"
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("decided_on")),
                name="decision_is_reviewed_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(published_at__isnull=False) & Q(reason__regex=r"\S")),
                name="published_decision_has_a_reason",
            ),
        ]
        triggers = [
            _rests_on_words(
                "decision_rests_on_words", pgtrigger.Insert | pgtrigger.Update, "NEW.id"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decision_detail", args=[self.partnership.slug, self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


@pghistory.track()
class Influence(models.Model):
    """What became of a contribution in a decision, and why, in plain words."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("We are doing this")
        ADAPTED = "adapted", _("We are doing part of this")
        NOT_NOW = "not_now", _("Not now")
        NO = "no", _("No")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="influences")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="influences"
    )
    outcome = models.CharField(max_length=7, choices=Outcome)
    reason = models.CharField(max_length=600)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "contribution"], name="decision_answers_a_contribution_once"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="influence_has_a_reason"),
        ]
        triggers = [
            _rests_on_words(
                "decision_keeps_its_words",
                pgtrigger.Update | pgtrigger.Delete,
                "OLD.decision_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.get_outcome_display()}"


@pghistory.track()
class DecisionCommitment(models.Model):
    """A commitment that an organisation made because of a decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="follow_ups")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="decisions")
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["linked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "commitment"], name="commitment_follows_a_decision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment} follows {self.decision}"
