"""The chapters of a challenge: the line of pages under its name, the same on each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from challenges.models import Challenge
from partnership.acting import may
from partnership.sections import nearest_above


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the challenge from which a part of it is reached; its route takes both slugs.

    Those who may not enter are not shown the door. What lies below its address is within it.
    """

    name: str | Promise
    route: str
    position: int
    rule: Callable[[Actor, Challenge], bool] | None = None

    def url(self, challenge: Challenge) -> str:
        return reverse(self.route, args=[challenge.partnership.slug, challenge.slug])


CHAPTERS = (
    Chapter(_("Overview"), "challenge_detail", 0),
    Chapter(_("Question and people"), "question_detail", 10),
    Chapter(_("Work log"), "entry_list", 20),
    Chapter(_("What drives it"), "diagram_detail", 35),
    Chapter(_("Tests of change"), "cycle_list", 40),
    Chapter(_("Measures"), "challenge_measures", 45),
    Chapter(_("Promises"), "commitment_list", 50),
)


def chapters_of(request: HttpRequest, challenge: Challenge) -> list[dict[str, object]]:
    """Its chapters, and in which of them this page lies. No query beyond what the rules ask."""
    entered = [
        (chapter.name, chapter.url(challenge))
        for chapter in sorted(CHAPTERS, key=lambda chapter: chapter.position)
        if chapter.rule is None or may(request, chapter.rule, challenge)
    ]
    here = nearest_above(request.path, [url for _name, url in entered])
    return [{"name": name, "url": url, "here": url == here} for name, url in entered]
