"""How many places of a session are taken, and how many are free. Exact, never rounded.

A place is free when it is neither taken nor offered to somebody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from coproduction.models import Booking, Session


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one mode. `offered` and `waiting` count people, parties in full."""

    mode: str
    total: int
    taken: int
    offered: int = 0
    waiting: int = 0

    @property
    def free(self) -> int:
        return max(self.total - self.taken - self.offered, 0)

    @property
    def is_full(self) -> bool:
        return self.free == 0


def places_of(session: Session) -> dict[str, Places]:
    """The places of each mode in which the session is held."""
    rows = Booking.objects.filter(session=session).standing().order_by()
    sums = rows.values_list("state", "mode").annotate(people=Sum("party_size"))
    counted = {(state, mode): people for state, mode, people in sums}
    return {
        mode: Places(
            mode=mode,
            total=session.places_in(mode),
            taken=counted.get(("confirmed", mode), 0),
            offered=counted.get(("offered", mode), 0),
            waiting=counted.get(("waiting", mode), 0),
        )
        for mode in session.modes
    }


def free_places(session: Session) -> dict[str, int]:
    """How many more people fit, by mode. Only a caller who holds the session can rely on it."""
    taken = Booking.objects.filter(session=session).taking().people_by_mode()
    return {mode: session.places_in(mode) - taken.get(mode, 0) for mode in Booking.Mode.values}


def parties_before(booking: Booking) -> int:
    """How many parties stand before this one in the queue of its mode."""
    queue = Booking.objects.filter(session_id=booking.session_id, mode=booking.mode).waiting()
    earlier = queue.filter(queued_at__lt=booking.queued_at)
    level = queue.filter(queued_at=booking.queued_at, pk__lt=booking.pk)
    return earlier.count() + level.count()
