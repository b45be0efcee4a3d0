"""What is counted and listed for other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, QuerySet

from accounts.models import Person
from coproduction.models import Contribution, Decision, DecisionCommitment, Influence, Session

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# --- Sessions and bookings ---------------------------------------------------------------------


# --- What people say and hear back -------------------------------------------------------------


def with_what_follows(influences: QuerySet[Influence]) -> QuerySet[Influence]:
    """Each with all that its thread shows, in a number of queries that does not grow."""
    follow_ups = DecisionCommitment.objects.select_related(
        "commitment__organisation", "commitment__witness"
    )
    return influences.select_related(
        "contribution__session__partnership", "decision__partnership", "decision__challenge"
    ).prefetch_related(Prefetch("decision__follow_ups", queryset=follow_ups))


def shown_answers(person: Person | AnonymousUser) -> QuerySet[Influence]:
    """What public decisions made of words that anybody may read; the latest decision first."""
    answers = Influence.objects.filter(
        decision__in=Decision.objects.visible_to(person).published(),
        contribution__in=Contribution.objects.visible_to(person),
    )
    return with_what_follows(answers).order_by("-decision__published_at", "answered_at", "pk")


def what_changed(person: Person | AnonymousUser) -> QuerySet[Influence]:
    """Those answers that say we are doing it, or part of it."""
    doing = [Influence.Outcome.ADOPTED, Influence.Outcome.ADAPTED]
    return shown_answers(person).filter(outcome__in=doing)


def words_at(session: Session) -> QuerySet[Contribution]:
    """What was said for a session and may be read by anybody, the first said first."""
    return session.contributions.shown().order_by("said_at", "pk")


def told_by(influences: QuerySet[Influence]) -> dict[str, int]:
    """How many people will be written to, exactly, by the kind of their contact point."""
    told = influences.filter(contribution__contact__isnull=False).order_by()
    counted = told.values_list("contribution__contact__kind").annotate(Count("pk"))
    return dict(counted)
