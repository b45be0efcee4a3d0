"""What the part of a page shows that changes when somebody logs work."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils import timezone

from challenges.figures import WINDOW, lanes, promises
from challenges.forms.log import EntryForm
from challenges.models import Challenge, Commitment, LogDraft, LogEntry
from challenges.rules import can_log_work
from challenges.views.finding import hats_allowed, visible_entries
from partnership.models import Hat, Organisation

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
    year = list(recent[: DRAWN_AT_MOST + 1])
    draft = LogDraft.objects.of(hats).filter(challenge=challenge).first() if hats else None
    organisations = list(Organisation.objects.filter(challenge_links__challenge=challenge))
    latest = [entry for entry in year if arrived is None or entry.pk != arrived.pk]
    return {
        "challenge": challenge,
        "partnership": challenge.partnership,
        "page": page,
        "form": form or (begun(hats, today, page, draft) if hats else None),
        "draft": None if form else draft,
        "hats_to_log": hats,
        "arrived": arrived,
        "entries": ([arrived] if arrived else []) + latest[: LATEST - bool(arrived)],
        "picture": lanes(year, organisations, today, DRAWN_AT_MOST) if year else None,
        "organisations": organisations,
        "sectors": sorted({body.get_sector_display() for body in organisations}),
        "worked": min(len(year), DRAWN_AT_MOST),
        "worked_more": len(year) > DRAWN_AT_MOST,
        "promises": promises(_commitments(request, challenge), today),
        "today": today,
    }


def begun(hats: list[Hat], today: date, page: str, draft: LogDraft | None) -> EntryForm:
    """The quick form: empty, or as a draft was left."""
    form = EntryForm(hats=hats, today=today, page=page)
    if draft is not None:
        form.resume(draft)
    return form


def _commitments(request: HttpRequest, challenge: Challenge) -> list[Commitment]:
    """All that are open before those that are settled, and sixty at most."""
    still_open = Case(When(state=Commitment.State.OPEN, then=Value(0)), default=Value(1))
    seen = Commitment.objects.visible_to(request.user).filter(challenge=challenge)
    found = seen.select_related("organisation", "witness", "challenge__partnership")
    return list(found.order_by(still_open, "-due_on")[:60])
