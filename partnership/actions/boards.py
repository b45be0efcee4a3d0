"""The days on which a partnership's board meets."""

from __future__ import annotations

from datetime import date

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import BoardMeetsThen
from partnership.models import BoardMeeting, Partnership
from partnership.rules import can_keep_boards

_REFUSALS = {"board_meets_once_on_a_day": BoardMeetsThen}


def add_board(partnership: Partnership, *, by: Actor, meets_on: date) -> BoardMeeting:
    """Keep a day on which the board met or will meet. Raises `BoardMeetsThen`."""
    require(can_keep_boards(by, partnership))
    with recorded(by, "added a board meeting", refusals=_REFUSALS):
        return BoardMeeting.objects.create(partnership=partnership, meets_on=meets_on)


def remove_board(board: BoardMeeting, *, by: Actor) -> None:
    """The board did not meet then. Twice is harmless."""
    require(can_keep_boards(by, board.partnership))
    with recorded(by, "took a board meeting away"):
        BoardMeeting.objects.filter(pk=board.pk).delete()
