from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from leaders.models.role import LeadershipRole
from partnership.models import Hat

_EVERY_CONSENT = """
    IF NEW.done_at IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM leaders_leadershiprole WHERE id = NEW.role_id FOR NO KEY UPDATE;
    today := (NEW.done_at AT TIME ZONE 'Europe/London')::date;
    IF NOT EXISTS (
        SELECT 1 FROM leaders_roleholding
        WHERE role_id = NEW.role_id AND today <@ daterange(starts_on, ends_on, '[)')
    ) OR EXISTS (
        SELECT 1 FROM leaders_roleholding holding
        WHERE holding.role_id = NEW.role_id
            AND today <@ daterange(holding.starts_on, holding.ends_on, '[)')
            AND NOT EXISTS (SELECT 1 FROM leaders_consent consent
                WHERE consent.act_id = NEW.id AND consent.person_id = holding.person_id
                    AND consent.agreed)
    ) THEN
        RAISE EXCEPTION 'A joint act needs the consent of everybody who holds the role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'joint_act_has_every_consent';
    END IF;
    RETURN NULL;
"""

_STAYS = """
    IF EXISTS (
        SELECT 1 FROM leaders_jointact WHERE id = OLD.act_id AND done_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'What was agreed is done: this consent stays as it was given'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_to_a_done_act_stays';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class JointAct(models.Model):
    """What those who share a role do only together: it is done once each of them has consented."""

    class Kind(models.TextChoices):
        OBJECTIVES = "objectives", "Accept objectives"
        RENEGOTIATE = "renegotiate", "Renegotiate the role"
        CLOSE = "close", "Close the role"

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="joint_acts")
    kind = models.CharField(max_length=11, choices=Kind)
    words = models.TextField(max_length=4000, help_text="What they agree to.")
    takes_effect_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="joint_act_says_what_it_is"),
            models.CheckConstraint(
                condition=~Q(kind="close") | Q(takes_effect_on__isnull=False),
                name="closing_a_role_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="joint_act_is_done_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["role", "kind"],
                condition=Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="role_has_one_open_act_of_a_kind",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="joint_act_has_every_consent",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("today", "date")],
                func=_EVERY_CONSENT,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.role}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.withdrawn_at is None


@pghistory.track()
class Consent(models.Model):
    """What one holder says to a joint act: yes, or no and why."""

    act = models.ForeignKey(JointAct, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    agreed = models.BooleanField()
    why_not = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["act", "person"], name="holder_answers_an_act_once"),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(why_not=""), name="refused_consent_says_why"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="consent_to_a_done_act_stays",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {'agrees' if self.agreed else 'does not agree'}"
