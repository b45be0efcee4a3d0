"""What a chair brings to a board: from which day it is told, and all that is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.panels import Panel, gather
from partnership.attention import NeedsYou, coordinates, needs_of
from partnership.changes import A_QUARTER, Changes, Period, changed
from partnership.forms.boards import SinceForm, day_asked
from partnership.investment import in_words, invested_in
from partnership.kept import keeping
from partnership.models import BoardMeeting, Partnership

MEETINGS = 12


@dataclass(frozen=True, slots=True)
class Board:
    """The three parts of the chair's page, and what the place invests in a sentence."""

    since: date
    today: date
    since_a_board: bool
    meetings: Sequence[BoardMeeting]
    needs: Sequence[NeedsYou]
    changes: Sequence[Changes]
    shape: Sequence[Panel]
    money: str


def board_of(request: HttpRequest, partnership: Partnership) -> Board:
    """As of now, since the day that the address names, or since the last board."""
    partnership = keeping(partnership)
    now = timezone.now()
    today = timezone.localdate(now)
    meetings = list(partnership.board_meetings.latest_first()[:MEETINGS])
    since, known = since_when(request, meetings, today)
    tomorrow = today + timedelta(days=1)
    return Board(
        since=since,
        today=today,
        since_a_board=known,
        meetings=meetings,
        needs=needs_of(partnership, now, coordinates=coordinates(request, partnership)),
        changes=changed(partnership, Period(since, tomorrow)),
        shape=gather(settings.SHAPE_PANELS, request, partnership),
        money=in_words(invested_in(partnership), today),
    )


def since_when(
    request: HttpRequest, meetings: Sequence[BoardMeeting], today: date
) -> tuple[date, bool]:
    """The day asked for, and whether it is a board's; without either, a quarter ago."""
    asked = day_asked(request.GET.get("since", ""))
    if asked is None and "since_day" in request.GET:
        form = SinceForm(request.GET)
        asked = form.cleaned_data["since"] if form.is_valid() else None
    if asked is not None and date(1948, 7, 5) <= asked <= today:
        return asked, False
    last = next((one.meets_on for one in meetings if one.meets_on < today), None)
    return (last, True) if last else (today - timedelta(days=A_QUARTER), False)
