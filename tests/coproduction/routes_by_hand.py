"""Who gets through to numbers and addresses of people whom no message reaches."""

from __future__ import annotations

from django.utils import timezone

from reminders.models import Notice
from tests.cast import World
from tests.coproduction.routes_sessions import COORDINATOR, a_booking, a_session
from tests.permissions.route import Route


def _waiting(world: World) -> Notice:
    booking = a_booking(world)
    assert booking.contact is not None
    notice, _created = Notice.objects.get_or_create(
        kind="booking-confirmed",
        contact=booking.contact,
        subject_type="coproduction.booking",
        subject_id=booking.pk,
        defaults={"due_at": timezone.now(), "state": "to_call"},
    )
    return notice


def _of(world: World) -> dict[str, object]:
    _waiting(world)
    return {"partnership": world.partnership.slug}


def _one(world: World) -> dict[str, object]:
    return {**_of(world), "session": a_session(world).slug}


def _booking(world: World) -> dict[str, object]:
    return {**_one(world), "booking": a_booking(world).pk}


ROUTES = [
    Route("booking_contact", COORDINATOR, _booking),
    Route("booking_contact", COORDINATOR, _booking, method="post"),
    Route("session_to_tell", COORDINATOR, _one),
    Route("session_to_tell_letters", COORDINATOR, _one),
    Route("session_to_tell_download", COORDINATOR, _one),
    Route("session_to_tell_told", COORDINATOR, _one, method="post"),
    Route("partnership_to_tell", COORDINATOR, _of),
    Route("partnership_to_tell_letters", COORDINATOR, _of),
    Route("partnership_to_tell_download", COORDINATOR, _of),
    Route("partnership_to_tell_told", COORDINATOR, _of, method="post"),
]
