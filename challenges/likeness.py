"""Challenges that a new one may be the same as: shown before it is raised, never in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from accounts.models import Person
from challenges.models import Challenge

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# How many of their groups of three letters two texts share. Questions begin alike (“How can …”),
# so they must share more than titles.
TITLES, QUESTIONS = 0.3, 0.4
SHOWN_AT_MOST = 5


def likely_the_same(person: Person | AnonymousUser, title: str, question: str) -> list[Challenge]:
    """Those that this person may see, here and elsewhere, the likest first; one query."""
    by_title = TrigramSimilarity("title", title)
    by_question = TrigramSimilarity("question", question)
    alike = (
        Challenge.objects.visible_to(person)
        # The two that the index answers; its threshold is the lower of ours.
        .filter(Q(title__trigram_similar=title) | Q(question__trigram_similar=question))
        .annotate(title_like=by_title, question_like=by_question)
        .filter(Q(title_like__gte=TITLES) | Q(question_like__gte=QUESTIONS))
    )
    likest_first = alike.order_by(Greatest("title_like", "question_like").desc(), "pk")
    return list(
        likest_first.select_related("partnership").prefetch_related("organisations")[:SHOWN_AT_MOST]
    )
