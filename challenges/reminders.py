"""What is owed about challenges as of now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import ContactPoint
from challenges.models import Challenge, ChallengeMember, LogEntry
from partnership.models import Hat
from reminders.actions.owing import Owed

QUIET = "challenge-quiet"


def last_activity(challenge: Challenge) -> datetime:
    """When work was last logged; before there was any, when the challenge became active."""
    latest = LogEntry.objects.filter(challenge=challenge).order_by("-logged_at").first()
    return latest.logged_at if latest else challenge.active_since or challenge.raised_at


def quiet_challenges(now: datetime) -> Iterator[Owed]:
    """To the team's leaders, once for each quiet spell: its version is the day it began."""
    latest = LogEntry.objects.filter(challenge=OuterRef("pk")).order_by("-logged_at")
    quiet = (
        Challenge.objects.active()
        .filter(partnership__stage="live")
        .annotate(
            last=Coalesce(Subquery(latest.values("logged_at")[:1]), "active_since"),
            silent_at=ExpressionWrapper(
                F("last") + F("partnership__quiet_after_days") * Value(timedelta(days=1)),
                output_field=DateTimeField(),
            ),
        )
        .filter(silent_at__lte=now)
        .select_related("partnership")
    )
    for challenge in quiet:
        last = last_activity(challenge)
        silent_at = last + timedelta(days=challenge.partnership.quiet_after_days)
        for contact in team_contacts(challenge, now):
            yield Owed(
                kind=QUIET,
                to=contact,
                about=challenge,
                due_at=silent_at,
                version=last.isoformat(),
            )


def team_contacts(challenge: Challenge, now: datetime) -> list[ContactPoint]:
    """One contact point for each current leader of the team: a proved email before all else."""
    leads = Hat.objects.current(now).filter(capacity=Hat.Capacity.LEADER)
    members = ChallengeMember.objects.filter(challenge=challenge, hat__in=leads)
    known = ContactPoint.objects.filter(person__in=members.values("hat__person")).order_by(
        "person", "kind", F("proved_at").desc(nulls_last=True), "pk"
    )
    best: dict[int | None, ContactPoint] = {}
    for contact in known:
        best.setdefault(contact.person_id, contact)
    return list(best.values())
