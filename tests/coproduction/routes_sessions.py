"""Who gets through to sessions and bookings."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.links import private_token
from coproduction.actions.calendar_feeds import make_feed
from coproduction.actions.support import ask_for
from coproduction.models import Booking, Session, SessionFacilitator
from coproduction.needs import Need
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.permissions.route import CONFIGURES, SIGNED_IN, Route

RUNS = CONFIGURES | {"facilitator"}
ARRANGES = frozenset({"coordinator", "facilitator"})
COORDINATOR = frozenset({"coordinator"})


def a_session(world: World) -> Session:
    """Published, coming, and facilitated by the world's facilitator."""
    if "session" not in world.things:
        starts_at = timezone.now() + timedelta(days=30)
        session = make_session(world.partnership, starts_at=starts_at)
        SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
        world.things["session"] = session
    session = world.things["session"]
    assert isinstance(session, Session)
    return session


def a_booking(world: World) -> Booking:
    if "booking" not in world.things:
        booking = make_booking(a_session(world))
        ask_for(booking, [Need("hearing_loop")])
        world.things["booking"] = booking
    booking = world.things["booking"]
    assert isinstance(booking, Booking)
    return booking


def _of(world: World) -> dict[str, object]:
    return {"partnership": world.partnership.slug}


def _one(world: World) -> dict[str, object]:
    return {**_of(world), "session": a_session(world).slug}


def _need(world: World) -> dict[str, object]:
    need = a_booking(world).support.order_by("pk")[0]
    return {**_one(world), "support": need.pk}


def _offer(world: World) -> dict[str, object]:
    return {**_one(world), "booking": a_booking(world).pk}


def _token(world: World) -> dict[str, object]:
    return {"token": private_token("booking", a_booking(world).pk)}


def _place(world: World) -> dict[str, object]:
    return {"place": world.partnership.place.slug}


def _feed(world: World) -> dict[str, object]:
    person = world.citizen
    return {"key": make_feed(person, by=Actor(person_id=person.pk), now=timezone.now())}


KEY = str(UUID(int=7))
STEPS = ("mode", "waiting", "who", "support", "check")
PRIVATE = ("detail", "confirmed", "change", "needs", "cancel", "calendar")

ROUTES = [
    Route("session_list"),
    Route("session_detail", kwargs=_one),
    Route("session_create", allowed=RUNS, kwargs=_of),
    Route("session_create", allowed=RUNS, kwargs=_of, method="post"),
    *(
        Route(f"session_{page}", allowed=RUNS, kwargs=_one, method=method)
        for page in ("edit", "publish", "cancel")
        for method in ("get", "post")
    ),
    Route("session_attendees", allowed=ARRANGES, kwargs=_one),
    Route("session_attendees_download", allowed=ARRANGES, kwargs=_one),
    Route("booking_for_somebody", allowed=COORDINATOR, kwargs=_one),
    Route("booking_for_somebody", allowed=COORDINATOR, kwargs=_one, method="post"),
    Route(
        "offer_answer",
        allowed=COORDINATOR,
        kwargs=_offer,
        method="post",
        data={"answer": "yes"},
    ),
    Route("session_support", allowed=ARRANGES, kwargs=_one),
    Route("support_arrange", allowed=ARRANGES, kwargs=_need, method="post"),
    *(Route(f"booking_{step}", kwargs=_one) for step in STEPS),
    Route("booking_check", kwargs=_one, method="post", data={"key": KEY}),
    *(Route(f"booking_{page}", kwargs=_token) for page in PRIVATE),
    *(
        Route(f"booking_{page}", kwargs=_token, method="post")
        for page in ("change", "needs", "cancel", "accept", "decline", "ask_again")
    ),
    Route("place_calendar", kwargs=_place),
    Route("person_calendar", kwargs=_feed),
    Route("my_calendar", allowed=SIGNED_IN),
    *(
        Route(f"calendar_feed_{page}", allowed=SIGNED_IN, method=method)
        for page in ("create", "revoke")
        for method in ("get", "post")
    ),
]
