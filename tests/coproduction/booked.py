"""Sessions and wishes for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from coproduction.models import Booking, Session
from coproduction.needs import Need
from coproduction.wishes import Reach, Wish
from partnership.models import Partnership

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
GUEST = Actor.guest()


def make_session(partnership: Partnership, **fields: Any) -> Session:
    """A published session four weeks after `NOW`, with 2 places in the room and 2 online."""
    starts_at = fields.pop("starts_at", NOW + timedelta(days=28))
    known = {
        "title": "Cooking together",
        "slug": f"cooking-{uuid4().hex[:8]}",
        "purpose": "We cook and settle what the course teaches.",
        "starts_at": starts_at,
        "ends_at": fields.pop("ends_at", starts_at + timedelta(hours=2)),
        "venue": "Bishop’s Park Hall",
        "address": "Third Avenue, Harlow",
        "getting_there": "Bus 2 stops outside.",
        "access": "Step-free\nHearing loop",
        "joining_link": "https://meet.example.org/cooking",
        "room_places": 2,
        "online_places": 2,
        "payment": "£15 and your travel",
        "code": uuid4().hex[:6].upper(),
        "state": Session.State.PUBLISHED,
    }
    return Session.objects.create(partnership=partnership, **known | fields)


def make_wish(name: str = "Ada", **fields: Any) -> Wish:
    known: dict[str, Any] = {
        "name": name,
        "reach": Reach("email", f"{name.lower()}@example.org"),
        "mode": "room",
        "key": uuid4(),
    }
    return Wish(**known | fields)


NEEDS = (Need("hearing_loop"), Need("interpreter", "Romanian"))


def make_booking(session: Session, **fields: Any) -> Booking:
    """A confirmed booking, written past the action."""
    with recorded(Actor.for_job("test"), "made a booking"):
        known = {
            "reference": uuid4().hex[:9].upper(),
            "name": "Bea",
            "contact": ContactPoint.objects.create(kind="email", value="bea@example.org"),
            "mode": "room",
            "state": "confirmed",
            "confirmed_at": NOW,
            "key": uuid4(),
        }
        return Booking.objects.create(session=session, **known | fields)


def make_offer(session: Session, **fields: Any) -> Booking:
    """A booking that is offered a place for a day, written past the action."""
    known = {"state": "offered", "confirmed_at": None, "offered_at": NOW}
    until = NOW + timedelta(days=1)
    return make_booking(session, **{**known, "offer_until": until, **fields})
