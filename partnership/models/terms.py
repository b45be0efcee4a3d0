from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from partnership.models.hat import Hat
from partnership.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class TermsQuerySet(models.QuerySet["Terms"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Where the partnership shows them to all; else to whoever wears a hat in it."""
        seen = self.filter(partnership__in=Partnership.objects.visible_to(person))
        shown = Q(partnership__shows_terms=True)
        if not person.is_authenticated:
            return seen.filter(shown)
        own = Hat.objects.acting(person).values("partnership")
        return seen.filter(shown | Q(partnership__in=own))


@pghistory.track()
class Terms(models.Model):
    """A version of a partnership's purpose and of how it works together; the last one is in force.

    Versions are added, never changed: the partnership's own `purpose` and `terms` are what the
    newest version says.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    purpose = models.TextField(max_length=4000)
    terms = models.TextField(max_length=20_000, blank=True)
    changed = models.CharField(max_length=300, blank=True, help_text="What changed, and why.")
    adopted_at = models.DateTimeField(default=timezone.now)
    adopted_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = "version of the terms"
        verbose_name_plural = "versions of the terms"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="terms_are_numbered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(changed=""),
                name="later_terms_say_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
