"""The log: a list and a timeline, of one challenge or across a partnership, and to take away."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.figures import WINDOW, lanes
from challenges.log_page import COUNTED_AT_MOST, Log, log_asked_for
from challenges.log_table import HEADINGS, ROWS_AT_MOST, table_of
from challenges.rules import can_log_work
from challenges.views.finding import crumbs_to, found_challenge, found_partnership, hats_allowed
from challenges.views.working import DRAWN_AT_MOST
from partnership.acting import hidden_leads_to_sign_in
from partnership.downloads import Format, table_response
from partnership.models import Organisation

NAMES = ("log_list", "log_timeline", "log_download")
NAMES_OF_ONE = ("entry_list", "entry_timeline", "entry_download")


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def log_list(request: HttpRequest, partnership: str, challenge: str = "") -> HttpResponse:
    """What was logged, newest first."""
    log = _asked(request, partnership, challenge)
    context = _context(request, log)
    context["page"] = log.page(request.GET.get("page"))
    return render(request, "challenges/entry_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def log_timeline(request: HttpRequest, partnership: str, challenge: str = "") -> HttpResponse:
    """The same over a year, with a lane for each sector: what crosses boundaries stands out."""
    log = _asked(request, partnership, challenge)
    last_day = log.form.chosen().get("until") or timezone.localdate()
    in_window = log.entries.filter(happened_on__gt=last_day - WINDOW, happened_on__lte=last_day)
    entries = list(in_window[: DRAWN_AT_MOST + 1])
    links = Organisation.objects.filter(challenge_links__challenge__partnership=log.partnership)
    if log.challenge is not None:
        links = links.filter(challenge_links__challenge=log.challenge)
    context = _context(request, log)
    if entries:
        context["picture"] = lanes(entries, links.distinct(), last_day, DRAWN_AT_MOST)
    context["last_day"] = last_day
    return render(request, "challenges/entry_timeline.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def log_download(
    request: HttpRequest, partnership: str, form: Format, challenge: str = ""
) -> HttpResponse:
    """The rows of the list, as they were asked for: the newest first, and 5,000 at most."""
    log = _asked(request, partnership, challenge)
    name = f"{challenge or partnership}-log"
    rows = table_of(log.entries.prefetch_related("strengths")[:ROWS_AT_MOST])
    return table_response(form, name=name[:100], headings=HEADINGS, rows=rows)


def _asked(request: HttpRequest, partnership: str, challenge: str) -> Log:
    if challenge:
        found = found_challenge(request, partnership, challenge)
        return log_asked_for(request, found.partnership, found)
    return log_asked_for(request, found_partnership(request, partnership), None)


def _context(request: HttpRequest, log: Log) -> dict[str, Any]:
    asked = request.GET.copy()
    asked.pop("page", None)
    query = asked.urlencode()
    here = [log.partnership.slug]
    names = NAMES
    if log.challenge is not None:
        here, names = [*here, log.challenge.slug], NAMES_OF_ONE
    end = f"?{query}" if query else ""
    listed, drawn, taken = names
    return {
        "log": log,
        "challenge": log.challenge,
        "partnership": log.partnership,
        "title": _("All that was logged") if log.challenge else _("The log"),
        "crumbs": crumbs_to(log.partnership, log.challenge),
        "form": log.form,
        "query": f"{query}&" if query else "",
        "all_url": reverse(listed, args=here),
        "list_url": reverse(listed, args=here) + end,
        "timeline_url": reverse(drawn, args=here) + end,
        "csv_url": reverse(taken, args=[*here, "csv"]) + end,
        "xlsx_url": reverse(taken, args=[*here, "xlsx"]) + end,
        "counted_at_most": COUNTED_AT_MOST,
        "may_log": log.challenge and hats_allowed(request, can_log_work, log.challenge),
    }
