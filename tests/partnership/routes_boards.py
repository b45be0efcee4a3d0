"""What is brought to a board: for those who head the partnership."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.cast import World
from tests.partnership.routes_setup import own
from tests.permissions.route import CONFIGURES, Route

SEES_MONEY = CONFIGURES | {"leader", "representative"}


def a_board(world: World) -> Mapping[str, Any]:
    meeting, _ = world.partnership.board_meetings.get_or_create(meets_on=date(2026, 9, 24))
    return {**own(world), "board": meeting.pk}


def form(ending: str) -> Any:
    return lambda world: {**own(world), "form": ending}


ROUTES = [
    Route("partnership_chair", CONFIGURES, own),
    Route("partnership_needs", CONFIGURES, own),
    Route("board_create", CONFIGURES, own),
    Route("board_create", CONFIGURES, own, method="post", data={"meets_on_day": "1"}),
    Route("board_remove", CONFIGURES, a_board),
    Route("board_remove", CONFIGURES, a_board, method="post"),
    Route("board_report", CONFIGURES, own),
    Route("board_report_pdf", CONFIGURES, own),
    Route("partnership_investment", SEES_MONEY, own),
    Route("investment_download", SEES_MONEY, form("csv")),
    Route("participation_funding_create", CONFIGURES, own),
    Route("participation_funding_create", CONFIGURES, own, method="post"),
    Route("partnership_history", CONFIGURES, own),
    Route("partnership_history_download", CONFIGURES, form("csv"), method="post"),
]
