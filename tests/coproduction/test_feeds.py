"""Calendars that programs fetch: of a place, and of a person's own sessions until they stop it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.record import recorded
from coproduction.actions.calendar_feeds import forget_feeds, make_feed, revoke_feed
from coproduction.actions.sessions import cancel_session, revise_session
from coproduction.models import CalendarFeed, Session, SessionFacilitator
from partnership.models import Place, PlaceOverlap
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.coproduction.test_session_actions import plan_of

pytestmark = pytest.mark.django_db


def soon(world: World, **fields: Any) -> Session:
    starts_at = timezone.now() + fields.pop("within", timedelta(days=30))
    return make_session(world.partnership, starts_at=starts_at, **fields)


def fetch(address: str, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).get(address, headers=headers)


def of_place(place: Place) -> str:
    return reverse("place_calendar", args=[place.slug])


def events(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.content)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


# --- Of a place --------------------------------------------------------------------------------


def test_a_place_has_a_calendar_for_everybody(world: World, client_as: Any) -> None:
    session = soon(world, title="Cooking")
    soon(world, title="A draft", state="draft")
    soon(world, title="Called off", state="cancelled", cancelled_because="Snow.")
    soon(world, title="Too far", within=timedelta(days=400))
    soon(world, title="Long ago", within=timedelta(days=-120))
    soon(world, title="Last month", within=timedelta(days=-30))
    answer = fetch(of_place(world.partnership.place))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer)
    assert set(found) == {"Cooking", "Called off", "Last month"}
    assert found["Called off"]["STATUS"] == "CANCELLED"
    assert session.joining_link not in answer.content.replace(b"\r\n ", b"").decode()
    assert session.code not in answer.content.decode()
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert world.partnership.place.name in calendar["X-WR-CALNAME"]
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT4H"
    # Whoever runs sessions sees drafts on pages, and not here.
    assert set(events(fetch(of_place(world.partnership.place), client_as("chair")))) == set(found)


def test_a_place_shows_what_lies_in_it(world: World) -> None:
    soon(world, title="Cooking")
    inner = world.partnership.place
    wide, county = (
        Place.objects.create(kind=kind, name=kind, slug=f"wide-{kind}")
        for kind in ("system", "county")
    )
    assert events(fetch(of_place(wide))) == {}
    lies = PlaceOverlap.objects.create(inner=inner, outer=wide, share_of_inner="0.2")
    assert events(fetch(of_place(wide))) == {}
    PlaceOverlap.objects.filter(pk=lies.pk).update(share_of_inner="0.9")
    assert set(events(fetch(of_place(wide)))) == {"Cooking"}
    Place.objects.filter(pk=inner.pk).update(parent=county)
    assert set(events(fetch(of_place(county)))) == {"Cooking"}
    assert fetch("/places/nowhere/sessions.ics").status_code == 404


def test_a_place_of_a_draft_partnership_tells_nothing(world: World) -> None:
    session = soon(world)
    with recorded(Actor.for_job("test"), "unpublished"):
        world.partnership.stage = "draft"
        world.partnership.save(update_fields=["stage"])
    assert events(fetch(of_place(session.partnership.place))) == {}


def test_an_unchanged_calendar_is_not_sent_again(
    world: World, django_assert_max_num_queries: Any
) -> None:
    session = soon(world)
    address = of_place(world.partnership.place)
    first = fetch(address)
    assert "no-cache" in first["Cache-Control"] and "public" in first["Cache-Control"]
    with django_assert_max_num_queries(2):
        again = fetch(address, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(address, if_modified_since=first["Last-Modified"]).status_code == 304
    assert fetch(address).content == first.content
    moved = plan_of(session)
    chair = world.actor("chair")
    revise_session(session, by=chair, plan=type(moved)(**_later(moved)), now=timezone.now())
    second = fetch(address, if_none_match=first["ETag"])
    assert second.status_code == 200 and second["ETag"] != first["ETag"]
    [before], [after] = events(first).values(), events(second).values()
    assert before["UID"] == after["UID"] and after["SEQUENCE"] > before["SEQUENCE"]
    cancel_session(session, by=chair, because="Snow.", now=timezone.now())
    third = fetch(address, if_none_match=second["ETag"])
    assert [event["STATUS"] for event in events(third).values()] == ["CANCELLED"]


def _later(plan: Any) -> dict[str, Any]:
    fields = {name: getattr(plan, name) for name in type(plan).__slots__}
    day = timedelta(days=1)
    return fields | {"starts_at": plan.starts_at + day, "ends_at": plan.ends_at + day}


def test_a_calendar_takes_few_queries_however_long(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _each in range(2):
        for number in range(8):
            soon(world, title=f"Session {number}")
        with django_assert_max_num_queries(3):
            fetch(of_place(world.partnership.place))


@pytest.mark.parametrize("page", ["/places/{place}/", "/sessions/", "/sessions/?place={place}"])
def test_pages_of_sessions_lead_to_the_calendar(world: World, page: str) -> None:
    soon(world)
    place = world.partnership.place
    shown = Client().get(page.format(place=place.slug)).content.decode()
    assert "Subscribe in your calendar" in shown
    assert f"{of_place(place)}</a>" in shown and 'href="webcal://' in shown


def test_several_places_are_offered_to_choose_from(world: World) -> None:
    soon(world)
    make_session(world.neighbour, starts_at=timezone.now() + timedelta(days=3))
    shown = Client().get("/sessions/").content.decode()
    for place in (world.partnership.place, world.neighbour.place):
        assert of_place(place) in shown


# --- Of a person -------------------------------------------------------------------------------


def own(client: Client) -> str:
    """Make an address on the pages, and return it."""
    answer = client.post(reverse("calendar_feed_create"))
    assert answer.status_code == 302
    shown = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    [address] = [part for part in shown.split("<strong>") if "/calendars/" in part.split("<")[0]]
    return "/" + address.split("<")[0].split("://")[1].partition("/")[2]


def test_a_person_has_their_own_sessions_in_it(
    world: World, client_as: Callable[..., Client]
) -> None:
    person = world.hats["facilitator"].person
    room = soon(world, title="In the room")
    online, waits = soon(world, title="Online"), soon(world, title="Waits")
    make_booking(room, person=person)
    make_booking(online, person=person, mode="online")
    make_booking(waits, person=person, state="waiting", confirmed_at=None)
    make_booking(soon(world, title="Somebody else’s"))
    SessionFacilitator.objects.create(
        session=soon(world, title="Runs"), hat=world.hats["facilitator"]
    )
    answer = fetch(own(client_as("facilitator")))
    found = events(answer)
    assert set(found) == {"In the room", "Online", "Runs"}
    assert online.joining_link in str(found["Online"]["DESCRIPTION"])
    for title in ("In the room", "Runs"):
        assert online.joining_link not in str(found[title])
    assert "/bookings/" not in answer.content.replace(b"\r\n ", b"").decode()
    assert "private" in answer["Cache-Control"] and "no-cache" in answer["Cache-Control"]


def test_the_address_is_shown_once_and_kept_nowhere(
    client_as: Callable[..., Client], world: World
) -> None:
    client = client_as("resident")
    address = own(client)
    secret = address.removeprefix("/calendars/").removesuffix(".ics")
    assert secret not in client.get(reverse("my_calendar")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(one)::text FROM coproduction_calendarfeed one")
        [[row]] = cursor.fetchall()
    assert secret not in row and secret not in str(dict(client.session))
    assert fetch(address).status_code == 200


def test_a_stopped_address_answers_as_one_that_never_was(
    client_as: Callable[..., Client], world: World
) -> None:
    client = client_as("resident")
    first = own(client)
    tag = fetch(first)["ETag"]
    assert fetch(first, if_none_match=tag).status_code == 304
    second = own(client)
    assert fetch(first).status_code == 404 and fetch(second).status_code == 200
    assert client.get(reverse("calendar_feed_revoke")).status_code == 200
    assert fetch(second).status_code == 200  # to look changes nothing
    client.post(reverse("calendar_feed_revoke"))
    stopped, unknown = fetch(second, if_none_match=tag), fetch("/calendars/unknown.ics")
    assert stopped.status_code == unknown.status_code == 404
    assert CalendarFeed.objects.filter(person=world.hats["resident"].person).count() == 2


def test_who_leaves_is_served_no_more(world: World, client_as: Callable[..., Client]) -> None:
    person = world.hats["facilitator"].person
    session = soon(world, title="Runs")
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    address = own(client_as("facilitator"))
    assert set(events(fetch(address))) == {"Runs"}
    hat = world.hats["facilitator"]
    with recorded(Actor.for_job("test"), "ended a hat"):
        hat.ends_at = timezone.now()
        hat.save(update_fields=["ends_at"])
    assert events(fetch(address)) == {}
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert fetch(address).status_code == 404


def test_nobody_makes_or_stops_an_address_for_another(world: World) -> None:
    person = world.hats["resident"].person
    for act in (make_feed, revoke_feed):
        with pytest.raises(NotAllowed):
            act(person, by=world.actor("chair"), now=timezone.now())  # type: ignore[operator]


def test_a_person_has_one_current_address(world: World) -> None:
    person = world.hats["resident"].person
    make_feed(person, by=Actor(person_id=person.pk), now=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(person=person, key="another")
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO coproduction_calendarfeed (person_id, key, made_at)"
            " VALUES (%s, 'raw', now())",
            [person.pk],
        )


def test_stopped_addresses_are_forgotten_after_25_months(world: World) -> None:
    person, now = world.hats["resident"].person, timezone.now()
    by = Actor(person_id=person.pk)
    make_feed(person, by=by, now=now)
    make_feed(person, by=by, now=now)
    assert forget_feeds(now + timedelta(days=759)) == 0
    assert forget_feeds(now + timedelta(days=761)) == 1
    assert CalendarFeed.objects.get().revoked_at is None
