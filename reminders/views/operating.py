"""How delivery does, for operators: figures alone, and one thing to do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reminders import figures
from reminders.actions.claiming import sweep
from reminders.health import alarms, delivery_figures
from reminders.kinds import kinds
from reminders.rules import can_watch_delivery

HIGH, WIDE = 120, 20  # of a bar, in the units of the picture


def _operators_alone(request: HttpRequest) -> None:
    if not can_watch_delivery(request.user):
        raise Http404


@require_safe
def delivery_detail(request: HttpRequest) -> HttpResponse:
    """What is due, what waits, what failed and why, and whether the clock ticks."""
    _operators_alone(request)
    now = timezone.now()
    runs, wrong = figures.ticks(now)
    hours = figures.sent_by_hour(now)
    context = {
        "alarms": alarms(now),
        "figures": delivery_figures(now),
        "waiting": figures.waiting_for_others(),
        "failures": figures.why_failed(now),
        "channels": figures.by_channel(now),
        "hours": hours,
        "sent": sum(hour.sent for hour in hours),
        "bars": _bars(hours),
        "stuck": [(one, _label(one.kind)) for one in figures.stuck(now)],
        "runs": runs,
        "clock_is_wrong": wrong,
    }
    return render(request, "reminders/delivery_detail.html", context)


def _label(kind: str) -> Any:
    known = kinds().get(kind)
    return known.label if known else kind


def _bars(hours: list[figures.Hour]) -> list[dict[str, object]]:
    """One bar an hour, as high as its share of the fullest."""
    most = max((hour.sent for hour in hours), default=0) or 1
    bars = []
    for position, hour in enumerate(hours):
        high = round(HIGH * hour.sent / most)
        bars.append(
            {
                "x": 2 + position * (WIDE + 4),
                "y": HIGH - high,
                "height": high,
                "middle": 2 + position * (WIDE + 4) + WIDE // 2,
                "starts_at": hour.starts_at,
                "named": position % 6 == 5,
            }
        )
    return bars


@require_POST
def delivery_repair(request: HttpRequest) -> HttpResponse:
    """Give back now what dead deliverers held, instead of when the clock next ticks."""
    _operators_alone(request)
    swept = sweep(now=timezone.now())
    done = f"{swept} went back into the queue." if swept else "Nothing had to be repaired."
    messages.success(request, done)
    return redirect("delivery_detail")
