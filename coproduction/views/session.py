"""Sessions as the public sees them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction import rules
from coproduction.actions.contributing import listens_until
from coproduction.agenda import lines_of
from coproduction.capacity import places_of
from coproduction.feeds import addresses
from coproduction.figures import decisions_after, session_before, words_at
from coproduction.filters import SessionFilter
from coproduction.models import Session
from coproduction.steps import answers_of
from partnership.acting import may

PLACES_OFFERED = 20


@login_not_required
@require_safe
def session_detail(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    seen = Session.objects.visible_to(request.user).select_related("partnership", "challenge")
    found = get_object_or_404(seen, partnership__slug=partnership, slug=session)
    now = timezone.now()
    before = session_before(found)
    places = places_of(found)
    context = {
        "session": found,
        "places": list(places.values()),
        "full": bool(places) and all(one.is_full for one in places.values()),
        "open": found.takes_bookings(now),
        "started": found.has_started(now),
        "after": decisions_after(found) if found.has_started(now) else [],
        "listening": now <= listens_until(found),
        "access": [line.strip() for line in found.access.splitlines() if line.strip()],
        "before": before,
        "decisions": decisions_after(before) if before else [],
        "said": words_at(found)[:10],
        **offered(request, found, now),
    }
    return render(request, "coproduction/session_detail.html", context)


def offered(request: HttpRequest, session: Session, now: datetime) -> dict[str, object]:
    """What this page offers to those who run the session."""
    if not request.user.is_authenticated:
        return {}
    runs = may(request, rules.can_run_session, session)
    return {
        "may_run": runs,
        "may_see_attendees": may(request, rules.can_see_attendees, session),
        "may_book_for_somebody": may(request, rules.can_book_for_somebody, session),
        "may_read": may(request, rules.can_read_unmoderated, session),
        "answers": answers_of(session, now=now) if runs else None,
    }


@login_not_required
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    chosen = SessionFilter(request.GET, now=timezone.now())
    page = chosen.page(request.user)
    context = {"filter": chosen, "page": page, "agenda": lines_of(page.object_list)}
    context |= {} if chosen.past else calendars_of(chosen)
    template = "coproduction/session_list.html"
    return render(request, f"{template}#agenda" if request.htmx else template, context)  # type: ignore[attr-defined]


def calendars_of(chosen: SessionFilter) -> dict[str, object]:
    """What one can subscribe to: the calendar of the chosen place, or of some places to choose."""
    places = [one for one in chosen.places if chosen.place in ("", one[0])]
    feeds = [
        {"label": name, **addresses(reverse("place_calendar", args=[slug]))}
        for slug, name in places[:PLACES_OFFERED]
    ]
    return {"feed": feeds[0]} if len(feeds) == 1 else {"feeds": feeds}
