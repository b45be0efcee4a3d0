"""What is counted and listed for other pages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import ContactPoint, Person
from challenges.models.commitment import NOT_PROMISED
from coproduction.agenda import Line, lines_of
from coproduction.models import Contribution, Decision, DecisionCommitment, Influence, Session
from partnership.models import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# --- Sessions and bookings ---------------------------------------------------------------------


def next_sessions(
    person: Person | AnonymousUser, *, now: datetime, of: Q | None = None, limit: int = 5
) -> list[Line]:
    """The next sessions as an agenda for `_agenda.html`, of all places or of some."""
    coming = Session.objects.visible_to(person).upcoming(now).with_taken()
    return lines_of(coming.filter(of or Q()).select_related("partnership")[:limit])


def session_before(session: Session) -> Session | None:
    """The last session before this one on the same challenge: what happened last time."""
    if session.challenge_id is None:
        return None
    earlier = Session.objects.filter(
        challenge_id=session.challenge_id,
        state=Session.State.PUBLISHED,
        starts_at__lt=min(session.starts_at, timezone.now()),
    ).exclude(pk=session.pk)
    return earlier.select_related("partnership").order_by("-starts_at").first()


def decisions_after(session: Session) -> list[Decision]:
    """What was decided with what people said at a session."""
    published = session.decisions.filter(state=Decision.State.PUBLISHED)
    return list(published.select_related("partnership")[:3])


# --- What people say and hear back -------------------------------------------------------------


def what_follows(path: str) -> Prefetch[str, Any, str]:
    """The promises that follow a decision, with all that is shown of them, in one query.

    What is only offered, or was not taken on, is no promise.
    """
    follow_ups = DecisionCommitment.objects.exclude(
        commitment__state__in=NOT_PROMISED
    ).select_related(
        "commitment__organisation",
        "commitment__witness",
        "commitment__challenge__partnership",
    )
    return Prefetch(path, queryset=follow_ups)


def with_what_follows(influences: QuerySet[Influence]) -> QuerySet[Influence]:
    """Each with all that its thread shows, in a number of queries that does not grow."""
    return influences.select_related(
        "contribution__session__partnership", "decision__partnership", "decision__challenge"
    ).prefetch_related(what_follows("decision__follow_ups"))


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


def three_lines(
    person: Person | AnonymousUser, *, of: Partnership | None = None
) -> list[Influence]:
    """The latest that changed, each from another decision: anywhere, or in one partnership."""
    changed = what_changed(person)
    if of is not None:
        changed = changed.filter(decision__partnership=of)
    each = changed.order_by("decision_id", "-outcome", "answered_at", "pk")
    chosen = each.distinct("decision_id").values("pk")
    return list(what_changed(person).filter(pk__in=chosen)[:3])


def words_at(session: Session) -> QuerySet[Contribution]:
    """What was said for a session and may be read by anybody, the first said first."""
    return session.contributions.shown().order_by("said_at", "pk")


def told_by(influences: QuerySet[Influence]) -> dict[str, int]:
    """How many people will be written to, exactly, by the kind of their contact point."""
    told = influences.filter(contribution__contact__isnull=False).order_by()
    counted = told.values_list("contribution__contact__kind").annotate(Count("pk"))
    return dict(counted)


def asked_to_hear(decision: Decision) -> QuerySet[ContactPoint]:
    """Whoever booked the decision's session and asked to be told what became of it.

    Not those whom the decision answers: they hear what became of their own words.
    """
    answered = decision.influences.filter(contribution__contact__isnull=False)
    booked = ContactPoint.objects.filter(
        bookings__session__decisions=decision,
        bookings__state="confirmed",
        bookings__tell_me_what_became=True,
    )
    return booked.exclude(value__in=answered.values("contribution__contact__value")).distinct()


def not_done(person: Person | AnonymousUser) -> QuerySet[Influence]:
    """Those answers that say no, or not now."""
    return shown_answers(person).filter(
        outcome__in=[Influence.Outcome.NOT_NOW, Influence.Outcome.NO]
    )
