"""One at a time: whoever takes or frees places of a session holds its row first."""

from __future__ import annotations

from coproduction.models import Session


def hold(session_id: int) -> Session:
    """Lock the session until the transaction ends, and read it as it is now.

    The lock spares keys, so that what merely refers to the session does not wait for bookings.
    """
    return Session.objects.select_for_update(no_key=True).get(pk=session_id)
