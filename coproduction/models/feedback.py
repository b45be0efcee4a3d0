from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coproduction.models.session import Session


class Feedback(models.Model):
    """What step of co-production a session was, in the eyes of one who was there.

    Nothing leads from it to a booking or a person: it has no history, which would tell who wrote
    it and when, and no time finer than the day. The steps, from coercion to co-production, are
    those of the ladder of co-production of the National Co-production Advisory Group (2021).
    """

    class Step(models.TextChoices):
        COERCION = "coercion", _("We had to go along with it. Nobody asked us.")
        EDUCATING = "educating", _("They taught us how things work, so that we would agree.")
        INFORMING = "informing", _("They told us what they had already decided.")
        CONSULTATION = "consultation", _("They asked what we think. They decide without us.")
        ENGAGEMENT = "engagement", _("We talked it over, and some of what we said will change it.")
        CO_DESIGN = "co_design", _("We made the plan together. They will carry it out.")
        CO_PRODUCTION = "co_production", _("We plan it and do it together, as equals.")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="feedback")
    step = models.CharField(max_length=13, choices=Step)
    sentence = models.CharField(max_length=300, blank=True)
    given_on = models.DateField()
    key = models.UUIDField(unique=True, help_text="The form's own key: sent twice, counted once.")

    class Meta:
        verbose_name_plural = "feedback"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    step__in=[
                        *("coercion", "educating", "informing", "consultation", "engagement"),
                        *("co_design", "co_production"),
                    ]
                ),
                name="feedback_step_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"Feedback on {self.session}"
