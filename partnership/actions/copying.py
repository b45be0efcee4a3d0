"""Somebody takes a copy of the record, which the record itself keeps."""

from __future__ import annotations

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.models import Partnership, RecordCopy
from partnership.rules import can_see_history


def copy_record(partnership: Partnership, *, by: Actor, what: str, lines: int) -> RecordCopy:
    """Keep who took a copy, of which part of the record, and of how many lines."""
    require(can_see_history(by, partnership))
    with recorded(by, "took a copy of the record"):
        return RecordCopy.objects.create(
            partnership=partnership, what=what[:300], lines=lines, taken_by_id=by.worn_hat_id
        )
