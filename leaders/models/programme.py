from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import Person
from leaders.models.skill import Skill
from partnership.models import Funding, Organisation, Partnership, Place
from partnership.models.dated import DatedQuerySet, ends_after_it_starts

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ProgrammeQuerySet(DatedQuerySet["Programme"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """Programmes of the partnerships that this person may see."""
        return self.filter(partnership__in=Partnership.objects.visible_to(person))


@pghistory.track()
class Programme(models.Model):
    """Leadership development of a partnership: people of several sectors on a real challenge.

    Its focus is the place, or the organisation that sends people; it says which.
    """

    class Focus(models.TextChoices):
        PLACE = "place", "The place"
        ORGANISATION = "organisation", "The organisations"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="programmes"
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    focus = models.CharField(max_length=12, choices=Focus, default=Focus.PLACE)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="programmes")
    about = models.TextField(max_length=4000)
    run_by = models.ManyToManyField(Organisation, related_name="programmes_run", blank=True)
    modelled_on = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reach_target = models.PositiveIntegerField(
        null=True, blank=True, help_text="People to be reached in all."
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="programme_slug_in_partnership"
            ),
            ends_after_it_starts("programme_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(about=""), name="programme_says_what_it_is_about"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ProgrammeFunding(Funding):
    """What an organisation pays a year for a programme, and until when that is secured."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="funding")

    class Meta(Funding.Meta):
        verbose_name = "money for a programme"
        ordering = ["starts_on", "pk"]


@pghistory.track()
class ProgrammeSkill(models.Model):
    """A programme's own words for one of the four capabilities."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=13, choices=Skill)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "skill of a programme"
        verbose_name_plural = "skills of programmes"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "skill"], name="programme_words_a_skill_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Evaluation(models.Model):
    """What somebody found when they looked at a programme: what worked, and what did not."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="evaluations")
    title = models.CharField(max_length=200)
    by = models.CharField(max_length=200, help_text="Who looked.")
    independent = models.BooleanField(help_text="By nobody who runs it or pays for it.")
    on = models.DateField()
    worked = models.TextField(max_length=4000)
    did_not_work = models.TextField(max_length=4000)
    source = models.CharField(max_length=500, help_text="Where it can be read.")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(worked="") & ~Q(did_not_work="") & ~Q(source=""),
                name="evaluation_says_good_and_bad_and_where",
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Award(models.Model):
    """A prize that a programme was given: shown, and never a score."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="awards")
    name = models.CharField(max_length=200)
    given_by = models.CharField(max_length=200)
    on = models.DateField()
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.name
