"""The record of a partnership: by who, what, when and in which hat; and copies of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partnership.acting import may, permitted_actor
from partnership.actions.copying import copy_record
from partnership.downloads import Cell, Format, table_response
from partnership.forms.record import RecordForm
from partnership.history import Asked, nouns_of, page_of
from partnership.history_lines import Line
from partnership.models import Partnership
from partnership.rules import can_see_all_history, can_see_history
from partnership.seen import partnership_seen

COPIED_AT_ONCE, COPIED_AT_MOST = 500, 10_000


@require_safe
def partnership_history(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_history, found)
    form = _form(request, found)
    page = page_of(found, form.asked())
    filters = request.GET.copy()
    filters.pop("after", None)
    query = f"?{filters.urlencode()}" if filters else ""
    older = filters.copy()
    older["after"] = str(page.older)
    context: dict[str, Any] = {
        "partnership": found,
        "page": page,
        "form": form,
        "own": form.own is not None,
        "chosen": any(filters.values()),
        "begun": "after" not in request.GET,
        "newest": query or "?",
        "older": f"?{older.urlencode()}" if page.older else "",
        "csv_url": reverse("partnership_history_download", args=[found.slug, "csv"]) + query,
        "xlsx_url": reverse("partnership_history_download", args=[found.slug, "xlsx"]) + query,
    }
    return render(request, "partnership/partnership_history.html", context)


@require_POST
def partnership_history_download(
    request: HttpRequest, partnership: str, form: Format
) -> HttpResponse:
    """What is filtered, the newest ten thousand lines at most; that it was taken is recorded."""
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_see_history, found)
    chosen = _form(request, found)
    asked = replace(chosen.asked(), after=None)
    lines = _all(found, asked)
    copy_record(found, by=by, what=chosen.in_words(asked), lines=len(lines))
    headings = ["When", "Who", "In which hat", "What was done", "To what", "Before and after"]
    rows: list[list[Cell]] = [
        [one.at, one.who, one.hat, one.did, one.what, "; ".join(one.details)] for one in lines
    ]
    return table_response(form, name=f"{found.slug}-record", headings=headings, rows=rows)


def _form(request: HttpRequest, found: Partnership) -> RecordForm:
    everybody = may(request, can_see_all_history, found)
    own = None if everybody else request.user.pk
    return RecordForm(request.GET, partnership=found, nouns=nouns_of(found), own=own)


def _all(found: Partnership, asked: Asked) -> list[Line]:
    lines: list[Line] = []
    while len(lines) < COPIED_AT_MOST:
        page = page_of(found, asked, COPIED_AT_ONCE)
        lines.extend(page.lines)
        if page.older is None:
            break
        asked = replace(asked, after=page.older)
    return lines
