from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from challenges.models.challenge import Challenge
from partnership.models import Hat, Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Published ones of visible challenges to all; drafts to whoever wears a hat there."""
        seen = self.filter(challenge__in=Challenge.objects.visible_to(person))
        published = Q(published_at__isnull=False)
        if not person.is_authenticated:
            return seen.filter(published)
        own = Hat.objects.acting(person).values("partnership")
        return seen.filter(published | Q(challenge__partnership__in=own))


@pghistory.track()
class Lesson(models.Model):
    """What was tried, what happened, and what others should know; other places may adopt it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="lessons")
    title = models.CharField(max_length=200)
    tried = models.TextField(max_length=2000)
    happened = models.TextField(max_length=2000)
    should_know = models.TextField(max_length=2000, help_text="What others should know first.")
    written_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="lessons_written")
    written_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(tried="") & ~Q(happened="") & ~Q(should_know=""),
                name="lesson_tells_all_of_it",
            )
        ]
        indexes = [
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="lesson_title_trigram")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lesson_detail", args=[self.pk])


@pghistory.track()
class LessonUse(models.Model):
    """What a partnership made of a lesson of another place, and why."""

    class State(models.TextChoices):
        TRYING = "trying", "Being tried here"
        ADOPTED = "adopted", "Adopted here"
        REJECTED = "rejected", "Not for here"

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="uses")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="lesson_uses"
    )
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.SET_NULL, related_name="lesson_uses"
    )
    state = models.CharField(max_length=8, choices=State)
    because = models.CharField(max_length=400)
    said_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()

    class Meta:
        ordering = ["-said_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "partnership"], name="partnership_uses_a_lesson_once"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="use_of_a_lesson_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.lesson}"
