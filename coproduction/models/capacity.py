"""A session is never over capacity, as a deferred trigger that first locks the session.

A place is taken while somebody has it and while it is offered to somebody.

The lock spares keys: every booking's foreign key holds a key-share lock on the session, and two
writers who both asked for a full lock would wait for each other.
"""

from __future__ import annotations

import pgtrigger

_SQL = """
    SELECT * INTO held FROM coproduction_session WHERE id = NEW.{column} FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM coproduction_booking booking
        WHERE booking.session_id = held.id AND booking.state IN ('confirmed', 'offered')
        GROUP BY booking.mode
        HAVING sum(booking.party_size) > CASE booking.mode
            WHEN 'room' THEN held.room_places ELSE held.online_places END
    ) THEN
        RAISE EXCEPTION 'More people would have a place or an offer than there are places'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_is_never_over_capacity';
    END IF;
    RETURN NULL;
"""


def never_over_capacity(
    name: str, operation: pgtrigger.Operation, column: str
) -> pgtrigger.Trigger:
    """A trigger for a table whose `column` is the session's id."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("held", "coproduction_session%ROWTYPE")],
        func=_SQL.format(column=column),
    )
