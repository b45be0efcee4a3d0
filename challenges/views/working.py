"""What the part of a page shows that changes when somebody logs work."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils import timezone

from challenges.figures import WINDOW, lanes, promises
from challenges.forms.log import EntryForm
from challenges.models import Challenge, Commitment, LogEntry
from challenges.rules import can_log_work
from challenges.views.finding import hats_allowed, visible_entries
from partnership.models import Organisation

DRAWN_AT_MOST = 200
LATEST = 5


def work_of(
    request: HttpRequest,
    challenge: Challenge,
    *,
    page: str = "challenge",
    form: EntryForm | None = None,
    arrived: LogEntry | None = None,
) -> dict[str, Any]:
    """The log form for whoever may log, the lanes, the latest entries, and what is due next.

    `arrived` has just been logged: it comes first, so that whoever wrote it sees it.
    """
    today = timezone.localdate()
    hats = hats_allowed(request, can_log_work, challenge)
    recent = visible_entries(request, challenge).filter(happened_on__gt=today - WINDOW)
    year = list(recent[:DRAWN_AT_MOST])
    organisations = list(Organisation.objects.filter(challenge_links__challenge=challenge))
    latest = [entry for entry in year if arrived is None or entry.pk != arrived.pk]
    return {
        "challenge": challenge,
        "partnership": challenge.partnership,
        "page": page,
        "form": form or (EntryForm(hats=hats, today=today, page=page) if hats else None),
        "hats_to_log": hats,
        "arrived": arrived,
        "entries": ([arrived] if arrived else []) + latest[: LATEST - bool(arrived)],
        "picture": lanes(year, organisations, today) if year else None,
        "organisations": organisations,
        "sectors": sorted({body.get_sector_display() for body in organisations}),
        "worked": len(year),
        "promises": promises(_commitments(request, challenge), today),
        "today": today,
    }


def _commitments(request: HttpRequest, challenge: Challenge) -> list[Commitment]:
    """All that are open before those that are settled, and sixty at most."""
    still_open = Case(When(state=Commitment.State.OPEN, then=Value(0)), default=Value(1))
    seen = Commitment.objects.visible_to(request.user).filter(challenge=challenge)
    found = seen.select_related("organisation", "witness", "challenge__partnership")
    return list(found.order_by(still_open, "-due_on")[:60])
