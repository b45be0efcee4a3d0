from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.links import private_token
from accounts.models import ContactPoint, Person
from leaders.models.participation import Participation
from leaders.models.skill import Skill
from partnership.models import Organisation

# Whom they work for may change after they asked: who was asked before then still answers.
_ANOTHER = """
    IF TG_OP = 'UPDATE' THEN
        IF NEW.organisation_id IS NOT DISTINCT FROM OLD.organisation_id THEN
            RETURN NULL;
        END IF;
    END IF;
    IF NEW.organisation_id =
        (SELECT employer_id FROM leaders_participation WHERE id = NEW.participation_id)
    THEN
        RAISE EXCEPTION 'A peer is of another organisation'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'peer_is_of_another_organisation';
    END IF;
    RETURN NULL;
"""


class Moment(models.TextChoices):
    """When somebody looks at how they practise."""

    START = "start", "At the start"
    MIDDLE = "middle", "Half-way"
    END = "end", "At the end"


class Voice(models.TextChoices):
    """Whose view it is, beside the person's own."""

    PEER = "peer", "A peer from another organisation"
    CITIZEN = "citizen", "A citizen"


class SecondVoice(models.Model):
    """Somebody whom a participant asked how they see them practise. They need no account."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="second_voices"
    )
    moment = models.CharField(max_length=6, choices=Moment)
    voice = models.CharField(max_length=7, choices=Voice)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact = models.ForeignKey(
        ContactPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "moment", "voice"],
                condition=Q(declined_at__isnull=True),
                name="one_second_voice_of_a_kind_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(voice="citizen", organisation__isnull=True)
                | Q(voice="peer", organisation__isnull=False),
                name="peer_has_an_organisation_and_a_citizen_none",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(declined_at__isnull=True),
                name="second_voice_answers_or_declines",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="peer_is_of_another_organisation",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ANOTHER,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_voice_display().lower()}"

    @property
    def is_settled(self) -> bool:
        """Answered or declined: its link does nothing any more."""
        return self.answered_at is not None or self.declined_at is not None

    def private_path(self) -> str:
        """Where whoever was asked answers, without an account."""
        return reverse("voice_answer", args=[private_token("second voice", self.pk)])


class Assessment(models.Model):
    """How far somebody practises one skill, from 1 (new to me) to 5 (others learn it from me).

    By themselves, or by a second voice. Theirs alone to see: nobody is ever ranked.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="assessments"
    )
    moment = models.CharField(max_length=6, choices=Moment)
    skill = models.CharField(max_length=13, choices=Skill)
    second_voice = models.ForeignKey(
        SecondVoice, null=True, blank=True, on_delete=models.CASCADE, related_name="assessments"
    )
    level = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "moment", "skill", "second_voice"],
                nulls_distinct=False,
                name="skill_is_assessed_once_by_a_voice_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="assessment_is_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_skill_display()}: {self.level}"


class SkillPractice(models.Model):
    """One of the four skills practised in a piece of work, with a sentence learned.

    Private unless shared. Somebody else may confirm it: a peer of another organisation, or a
    citizen; they need no account.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practice")
    employer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    skill = models.CharField(max_length=13, choices=Skill)
    practised_on = models.DateField()
    work = models.CharField(max_length=300, help_text="In which piece of work.")
    learned = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_voice = models.CharField(max_length=7, choices=Voice, blank=True)
    confirmer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmer_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmer_contact = models.ForeignKey(
        ContactPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "practice of a skill"
        verbose_name_plural = "practice of skills"
        ordering = ["-practised_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(learned=""), name="practice_says_what_was_learned"),
            models.CheckConstraint(
                condition=Q(confirmer__isnull=True) | ~Q(confirmer=models.F("person")),
                name="nobody_confirms_their_own_practice",
            ),
            models.CheckConstraint(
                condition=Q(confirmer_organisation__isnull=True)
                | Q(employer__isnull=True)
                | ~Q(confirmer_organisation=models.F("employer")),
                name="practice_is_confirmed_by_another_organisation",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(confirmed_by=""),
                name="confirmed_practice_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_skill_display()}, {self.work}"

    @property
    def is_asked(self) -> bool:
        """Somebody was asked to confirm it and has not answered yet."""
        return self.asked_at is not None and self.confirmed_at is None

    def private_path(self) -> str:
        """Where whoever was asked confirms it, without an account."""
        return reverse("practice_confirm", args=[private_token("practice", self.pk)])
