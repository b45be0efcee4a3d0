"""What people decided, and where they met, between two days. Nobody who came is counted here."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, DateTimeField, QuerySet, Value, Window
from django.db.models.functions import Cast
from django.urls import reverse

from coproduction.models import Decision, Session
from coproduction.moments import day_in_words
from partnership.changes import TOLD_AT_MOST, Changes, Period, Told, told
from partnership.models import Partnership


def of_coproduction(partnership: Partnership, period: Period) -> list[Changes]:
    """Decisions made and published; sessions held."""
    published = Decision.objects.published().filter(
        period.days("decided_on"), partnership=partnership
    )
    held = Session.objects.filter(
        period.moments("starts_at"), partnership=partnership, state=Session.State.PUBLISHED
    )
    decided, sessions = _first_of_both(published, held)
    return [
        told(
            "Decisions",
            "decision was made",
            "decisions were made",
            [
                Told(title, reverse("decision_detail", args=[partnership.slug, slug]))
                for title, slug, _starts_at, _count in decided
            ],
            decided[0][-1] if decided else 0,
        ),
        told(
            "Sessions",
            "session was held",
            "sessions were held",
            [
                Told(
                    f"{title}, {day_in_words(starts_at)}",
                    reverse("session_detail", args=[partnership.slug, slug]),
                )
                for title, slug, starts_at, _count in sessions
            ],
            sessions[0][-1] if sessions else 0,
        ),
    ]


def _first_of_both(
    published: QuerySet[Decision], held: QuerySet[Session]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The title, slug and start of the latest few of each, and how many there are: in one query."""
    of_all = Window(Count("*"))
    no_start = Cast(Value(None), DateTimeField())
    arms = [
        published.order_by("-decided_on", "-pk").values_list(
            Value(0), "title", "slug", no_start, of_all
        ),
        held.order_by("-starts_at", "-pk").values_list(
            Value(1), "title", "slug", "starts_at", of_all
        ),
    ]
    first, second = (arm[:TOLD_AT_MOST] for arm in arms)
    rows = list(first.union(second, all=True))
    decided = [row[1:] for row in rows if row[0] == 0]
    sessions = [row[1:] for row in rows if row[0] == 1]
    return decided, sorted(sessions, key=lambda row: row[2], reverse=True)
