"""Who gets through to what was sent about a session; to send again is the coordinator's."""

from __future__ import annotations

from django.utils import timezone

from reminders.models import Notice
from tests.cast import World
from tests.coproduction.routes_sessions import ARRANGES, COORDINATOR, a_booking, a_session
from tests.permissions.route import Route


def a_message(world: World) -> Notice:
    booking = a_booking(world)
    assert booking.contact is not None
    return Notice.objects.get_or_create(
        kind="booking-confirmed",
        contact=booking.contact,
        subject_type="coproduction.booking",
        subject_id=booking.pk,
        defaults={"due_at": timezone.now(), "state": "sent", "settled_at": timezone.now()},
    )[0]


def _session(world: World) -> dict[str, object]:
    return {"partnership": world.partnership.slug, "session": a_session(world).slug}


def _message(world: World) -> dict[str, object]:
    return {**_session(world), "message": a_message(world).pk}


ROUTES = [
    Route("session_messages", ARRANGES, kwargs=_session),
    Route("session_messages", ARRANGES, kwargs=_session, query="?state=sent&kind=session-moved"),
    Route("message_detail", ARRANGES, kwargs=_message),
    Route("message_resend", COORDINATOR, kwargs=_message),
    Route("message_resend", COORDINATOR, kwargs=_message, method="post"),
    Route("message_confirm", COORDINATOR, kwargs=_message, method="post"),
]
