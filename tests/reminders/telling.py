"""What a notice would say, and why it would not be sent, as delivery asks it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reminders.kinds import Kind, Message, kinds
from reminders.models import Notice


def told(notice: Notice) -> Message:
    """The message of a notice, about the thing as it is now."""
    kind, thing = _kind_and_thing(notice)
    return kind.wording(thing, notice)


def why_not(notice: Notice, now: datetime) -> str:
    """Why it is not wanted or true any more; "" when it is."""
    kind, thing = _kind_and_thing(notice)
    return kind.why_not(thing, notice, now)


def _kind_and_thing(notice: Notice) -> tuple[Kind[Any], Any]:
    kind = kinds()[notice.kind]
    return kind, kind.things().get(pk=notice.subject_id)
