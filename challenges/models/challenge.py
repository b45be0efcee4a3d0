from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from challenges.models.footing import keeps_its_footing
from partnership.models import Hat, Organisation, Partnership, Place

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


STAGE_IN_WORDS = {
    "understand": _("People are finding out together what it is like, and why."),
    "plan": _("People are working out together what could help."),
    "decide": _("It is being decided what to do."),
    "deliver": _("What was decided is being done."),
    "review": _("People are looking together at what has changed."),
}


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Active and closed ones of visible partnerships; drafts to whoever wears a hat there."""
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.exclude(state=Challenge.State.DRAFT)
        own = Hat.objects.acting(person).values("partnership")
        return seen.filter(~Q(state=Challenge.State.DRAFT) | Q(partnership__in=own))

    def active(self) -> Self:
        return self.filter(state=Challenge.State.ACTIVE)

    def worked_on(self) -> Self:
        """Those that people work on: active, in a live partnership."""
        return self.active().filter(partnership__stage=Partnership.Stage.LIVE)

    def with_last_work(self) -> Self:
        """With `last_work`: when work was last logged; before any was, when it became active."""
        from challenges.models.log_entry import LogEntry

        latest = LogEntry.objects.filter(challenge=OuterRef("pk")).order_by("-logged_at")
        return self.annotate(
            last_work=Coalesce(
                Subquery(latest.values("logged_at")[:1]), "active_since", "raised_at"
            )
        )

    def quiet(self, now: datetime) -> Self:
        """Those worked on where nothing was logged for as long as they, or all here, have set."""
        days = Coalesce("quiet_after_days", "partnership__quiet_after_days")
        silent_at = ExpressionWrapper(
            F("last_work") + days * Value(timedelta(days=1)), output_field=models.DateTimeField()
        )
        worked_on = self.worked_on().with_last_work()
        return worked_on.alias(silent_at=silent_at).filter(silent_at__lte=now)


@pghistory.track()
class Challenge(models.Model):
    """A wicked problem of a place and a population. It can be closed, but never "solved"."""

    class Stage(models.TextChoices):
        UNDERSTAND = "understand", _("Understand")
        PLAN = "plan", _("Plan")
        DECIDE = "decide", _("Decide")
        DELIVER = "deliver", _("Deliver")
        REVIEW = "review", _("Review")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        ACTIVE = "active", _("Active")
        CLOSED = "closed", _("Closed")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="challenges"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="challenges")
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    question = models.CharField(max_length=400)
    population = models.CharField(max_length=300)
    why_shared = models.TextField(
        max_length=2000, blank=True, help_text="Why no single organisation can solve it."
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.UNDERSTAND)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    active_since = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    quiet_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: as many days as the partnership says."
    )
    no_reminders_until = models.DateField(
        null=True, blank=True, help_text="The first day on which we remind people again."
    )
    organisations: models.ManyToManyField[Organisation, ChallengeOrganisation] = (
        models.ManyToManyField(
            Organisation, through="ChallengeOrganisation", related_name="challenges"
        )
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="challenge_slug_in_partnership"
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(active_since__isnull=False),
                name="active_challenge_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="closed_challenge_says_since_when",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="challenge_asks_a_question"),
            models.CheckConstraint(
                condition=Q(quiet_after_days__isnull=True) | Q(quiet_after_days__gte=7),
                name="quiet_challenge_is_a_week_at_least",
            ),
        ]
        indexes = [
            GinIndex(
                fields=["title", "question"],
                opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                name="challenge_trigrams",
            )
        ]
        triggers = [
            keeps_its_footing(
                "challenge_keeps_its_footing", pgtrigger.Insert | pgtrigger.Update, "id"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("challenge_detail", args=[self.partnership.slug, self.slug])

    @property
    def stage_in_words(self) -> str | Promise:
        """What happens in this stage, for residents."""
        return STAGE_IN_WORDS[self.stage]

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def quiet_days(self) -> int:
        """After how many days without work it counts as quiet."""
        return self.quiet_after_days or self.partnership.quiet_after_days

    def is_spared(self, day: date) -> bool:
        """Nobody is reminded of it on this day."""
        return self.no_reminders_until is not None and day < self.no_reminders_until


@pghistory.track()
class ChallengeOrganisation(models.Model):
    """An organisation that works on a challenge."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="involved")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="challenge_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "organisation"], name="organisation_joins_a_challenge_once"
            )
        ]
        triggers = [
            keeps_its_footing("challenge_keeps_two_sectors", pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.organisation} works on {self.challenge}"


@pghistory.track()
class ChallengeMember(models.Model):
    """A leader's hat in a challenge's team: reads its private entries, and is reminded of it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="members")
    hat = models.ForeignKey(Hat, on_delete=models.CASCADE, related_name="challenge_memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "hat"], name="hat_joins_a_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.hat} in the team of {self.challenge}"
