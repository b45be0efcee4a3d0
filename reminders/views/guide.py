"""What we send, and when: for everybody, made from the kinds themselves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reminders.kinds import ALL_MAILINGS, Kind, Timing, Topic, kinds
from reminders.notices import TEST

HOURS = {
    Timing.AT_ONCE: _("at any hour"),
    Timing.DECENT_HOUR: _("outside quiet hours"),
    Timing.WORKING_DAY: _("outside quiet hours, on working days"),
}


@login_not_required
@require_safe
def what_we_send(request: HttpRequest) -> HttpResponse:
    """Every message by its topic: first what citizens get, then what is for work."""
    topics: dict[Topic, list[tuple[Kind[Any], Any]]] = {}
    for kind in kinds().values():
        if kind.name != TEST:
            topics.setdefault(kind.topic, []).append((kind, HOURS[kind.timing]))
    for_all_first = sorted(
        topics.items(), key=lambda found: (found[0].for_work, found[0] == ALL_MAILINGS)
    )
    return render(request, "reminders/what_we_send.html", {"topics": for_all_first})
