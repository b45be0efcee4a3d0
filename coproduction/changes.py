"""What people decided, and where they met, between two days. Nobody who came is counted here."""

from __future__ import annotations

from django.urls import reverse

from coproduction.models import Decision, Session
from partnership.changes import Changes, Period, Told, first_of, told
from partnership.models import Partnership


def of_coproduction(partnership: Partnership, period: Period) -> list[Changes]:
    """Decisions made and published; sessions held."""
    published = Decision.objects.published().filter(
        period.days("decided_on"), partnership=partnership
    )
    decided, decisions = first_of(published.select_related("partnership").order_by("-decided_on"))
    held = Session.objects.filter(
        period.moments("starts_at"), partnership=partnership, state=Session.State.PUBLISHED
    )
    sessions, count = first_of(held.order_by("-starts_at"))
    return [
        told(
            "Decisions",
            "decision was made",
            "decisions were made",
            [Told(one.title, one.get_absolute_url()) for one in decided],
            decisions,
        ),
        told(
            "Sessions",
            "session was held",
            "sessions were held",
            [
                Told(
                    f"{one.title}, {one.day}",
                    reverse("session_detail", args=[partnership.slug, one.slug]),
                )
                for one in sessions
            ],
            count,
        ),
    ]
