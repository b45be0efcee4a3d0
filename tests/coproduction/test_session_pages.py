"""Pages of sessions and bookings: states, errors, privacy, and how many queries they take."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.links import private_token
from coproduction.actions.booking import book
from coproduction.actions.support import ask_for
from coproduction.drafts import Draft
from coproduction.models import Booking, Session, SessionFacilitator
from coproduction.needs import Need
from coproduction.views.answers import answers_of
from tests.cast import World
from tests.coproduction.booked import GUEST, make_booking, make_session, make_wish

pytestmark = pytest.mark.django_db
SoonFixture = Callable[..., Session]


@pytest.fixture
def soon(world: World) -> SoonFixture:
    def make(**fields: Any) -> Session:
        starts_at = fields.pop("starts_at", timezone.now() + timedelta(days=30))
        return make_session(world.partnership, starts_at=starts_at, **fields)

    return make


def at(name: str, session: Session) -> str:
    return reverse(name, args=[session.partnership.slug, session.slug])


def private(name: str, booking: Booking) -> str:
    return reverse(name, args=[private_token("booking", booking.pk)])


WHO = {"name": "Ada Byron", "kind": "email", "email": "ada@example.org"}


def walk(client: Client, session: Session, *, mode: str = "room", size: int = 1) -> HttpResponse:
    """Answer every question, up to "Check your answers"."""
    client.post(at("booking_mode", session), {"mode": mode, "party_size": size})
    client.post(at("booking_waiting", session))
    client.post(at("booking_who", session), WHO)
    client.post(at("booking_support", session), {"needs": ["hearing_loop"]})
    return client.get(at("booking_check", session))  # type: ignore[return-value]


def key_in(page: HttpResponse) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_all_that_matters_stands_before_the_button(client: Client, soon: SoonFixture) -> None:
    session = soon(not_open_to_change="The budget.", decision_it_feeds="What the course teaches")
    page = client.get(at("session_detail", session)).content.decode()
    button = page.index("Book a place")
    for words in (
        session.day,
        session.hours,
        "Third Avenue, Harlow",
        "Hearing loop",
        "£15 and your travel",
        "What the course teaches",
        "The budget.",
        "What happened last time",
        "2 of 2 in the room",
    ):
        assert page.index(words) < button, words
    assert "meet.example.org" not in page


def test_a_guest_walks_through_the_questions(client: Client, soon: SoonFixture) -> None:
    session = soon()
    page = walk(client, session)
    assert "ada@example.org" in page.content.decode()
    answer = client.post(at("booking_check", session), {"key": key_in(page), "or_wait": "on"})
    booking = session.bookings.get()
    assert answer.status_code == 302 and answer.url == private("booking_confirmed", booking)  # type: ignore[attr-defined]
    done = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "You have a place" in done and booking.reference in done
    assert (booking.name, booking.contact and booking.contact.value) == (
        "Ada Byron",
        "ada@example.org",
    )


def test_the_last_form_sent_again_answers_with_the_same_booking(
    client: Client, soon: SoonFixture
) -> None:
    session = soon()
    key = key_in(walk(client, session))
    answers = {client.post(at("booking_check", session), {"key": key}).url for _n in range(3)}  # type: ignore[attr-defined]
    assert len(answers) == 1 and session.bookings.count() == 1


def test_nothing_personal_is_kept_in_the_clear_while_somebody_books(
    client: Client, soon: SoonFixture
) -> None:
    session = soon()
    walk(client, session)
    kept = str(dict(client.session))
    assert "Ada" not in kept and "example.org" not in kept and "hearing" not in kept


def test_steps_lead_back_to_the_first_unanswered_question(
    client: Client, soon: SoonFixture
) -> None:
    session = soon()
    for step in ("booking_who", "booking_support", "booking_check", "booking_waiting"):
        assert client.get(at(step, session)).url == at("booking_mode", session)  # type: ignore[attr-defined]


def test_errors_are_kind_and_answers_are_kept(client: Client, soon: SoonFixture) -> None:
    session = soon()
    page = client.post(at("booking_mode", session), {"party_size": 2})
    assert page.status_code == 422 and "<title>Error:" in page.content.decode()
    client.post(at("booking_mode", session), {"mode": "room", "party_size": 2})
    page = client.post(at("booking_who", session), {**WHO, "email": "nonsense"})
    assert page.status_code == 422
    assert "like name@example.org" in page.content.decode()
    assert 'value="Ada Byron"' in page.content.decode()
    page = client.post(at("booking_who", session), {**WHO, "kind": "phone", "phone": "12"})
    assert "like 01632 960 001" in page.content.decode()


def test_a_phone_is_as_good_as_an_email(client: Client, soon: SoonFixture) -> None:
    session = soon()
    client.post(at("booking_mode", session), {"mode": "room", "party_size": 1})
    client.post(
        at("booking_who", session), {"name": "Len", "kind": "phone", "phone": "01632 960388"}
    )
    client.post(at("booking_support", session), {})
    page = client.get(at("booking_check", session))
    client.post(at("booking_check", session), {"key": key_in(page)})
    contact = session.bookings.get().contact
    assert contact and (contact.kind, contact.value) == ("phone", "+441632960388")


def test_a_full_session_says_the_rule_and_the_position(client: Client, soon: SoonFixture) -> None:
    session = soon(online_places=0)
    make_booking(session, party_size=2)
    make_booking(session, state="waiting", confirmed_at=None)
    assert "Join the waiting list" in client.get(at("session_detail", session)).content.decode()
    answer = client.post(at("booking_mode", session), {"mode": "room", "party_size": 1})
    assert answer.url == at("booking_waiting", session)  # type: ignore[attr-defined]
    offer = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "number 2 on the waiting list" in offer and "whole party fits" in offer
    page = walk(client, session)
    answer = client.post(at("booking_check", session), {"key": key_in(page)})
    done = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "You are on the waiting list" in done and "Number 2" in done


def test_when_the_last_place_goes_meanwhile_answers_are_kept(
    client: Client, soon: SoonFixture
) -> None:
    session = soon(room_places=1)
    key = key_in(walk(client, session))
    make_booking(session)
    page = client.post(at("booking_check", session), {"key": key})
    assert page.status_code == 409
    assert "The last place has just gone" in page.content.decode()
    client.post(at("booking_waiting", session))
    answer = client.post(at("booking_check", session), {"key": key})
    assert answer.status_code == 302 and session.bookings.get(key=key).is_waiting


def test_who_agreed_to_wait_is_put_on_the_list_at_once(client: Client, soon: SoonFixture) -> None:
    session = soon(room_places=1)
    key = key_in(walk(client, session))
    make_booking(session)
    client.post(at("booking_check", session), {"key": key, "or_wait": "on"})
    assert session.bookings.get(key=key).is_waiting


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_at": timezone.now() - timedelta(hours=1)}, "has begun"),
        ({"state": "cancelled", "cancelled_because": "The hall is flooded."}, "flooded"),
    ],
)
def test_started_and_cancelled_sessions_say_so_on_every_page(
    client: Client, soon: SoonFixture, fields: dict[str, Any], words: str
) -> None:
    session = soon(**fields)
    booking = make_booking(session)
    for step in ("mode", "who", "support", "check", "waiting"):
        page = client.get(at(f"booking_{step}", session))
        assert page.status_code == 409 and words in page.content.decode()
    assert words in client.get(at("session_detail", session)).content.decode()
    assert words in client.get(private("booking_detail", booking)).content.decode()
    assert client.post(private("booking_cancel", booking)).status_code == 302
    booking.refresh_from_db()
    assert booking.is_confirmed


def test_a_private_link_changes_nothing_on_get(client: Client, soon: SoonFixture) -> None:
    booking = make_booking(soon())
    for page in ("detail", "confirmed", "change", "needs", "cancel", "calendar"):
        answer = client.get(private(f"booking_{page}", booking))
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
    booking.refresh_from_db()
    assert booking.is_confirmed
    assert client.get("/bookings/forged:token/").status_code == 404


def test_whoever_has_the_link_changes_and_cancels(client: Client, soon: SoonFixture) -> None:
    session = soon()
    booking = book(session, by=GUEST, wish=make_wish(), now=timezone.now())
    client.post(private("booking_change", booking), {"mode": "online", "party_size": 2})
    client.post(private("booking_needs", booking), {"needs": ["bsl"]})
    page = client.get(private("booking_detail", booking)).content.decode()
    assert "Online, 2 places" in page and "British Sign Language" in page
    assert "ada@example.org" not in page
    client.post(private("booking_cancel", booking))
    assert (
        "You cancelled this booking"
        in client.get(private("booking_detail", booking)).content.decode()
    )
    booking.refresh_from_db()
    assert booking.is_cancelled


def test_the_link_to_join_shows_only_with_a_place_online(client: Client, soon: SoonFixture) -> None:
    session = soon()
    link = "meet.example.org"
    for fields, shown in (
        ({"mode": "online"}, True),
        ({"mode": "room"}, False),
        ({"mode": "online", "state": "waiting", "confirmed_at": None}, False),
    ):
        page = client.get(private("booking_detail", make_booking(session, **fields)))
        assert (link in page.content.decode()) is shown


def test_a_calendar_file_comes_as_a_download(client: Client, soon: SoonFixture) -> None:
    answer = client.get(private("booking_calendar", make_booking(soon())))
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_a_person_sees_who_read_what_they_need(
    client: Client, client_as: Callable[..., Client], soon: SoonFixture
) -> None:
    booking = make_booking(soon())
    ask_for(booking, [Need("bsl")])
    client_as("coordinator").get(at("session_support", booking.session))
    assert "Asha Coordinator" in client.get(private("booking_detail", booking)).content.decode()


def test_contacts_are_the_coordinators_alone(
    world: World, client_as: Callable[..., Client], soon: SoonFixture
) -> None:
    session = soon()
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    make_booking(session)
    for persona, shown in (("coordinator", True), ("facilitator", False)):
        for page in ("session_attendees", "session_attendees_download"):
            answer = client_as(persona).get(at(page, session))
            assert ("bea@example.org" in answer.content.decode()) is shown
            assert "Bea" in answer.content.decode()


def test_a_download_holds_no_formula(client_as: Callable[..., Client], soon: SoonFixture) -> None:
    session = soon(room_places=10)
    for name in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        make_booking(session, name=name)
    lines = client_as("coordinator").get(at("session_attendees_download", session)).content.decode()
    for line in lines.splitlines()[1:]:
        assert line.split(",")[1].startswith("'")


def test_the_coordinator_books_for_a_caller(
    client_as: Callable[..., Client], soon: SoonFixture
) -> None:
    session = soon()
    coordinator = client_as("coordinator")
    page = coordinator.get(at("booking_for_somebody", session))
    filled = {
        "key": key_in(page),
        "name": "Joan Pettifer",
        "kind": "post",
        "post": "1 High Street\nHarlow",
        "mode": "room",
        "party_size": 1,
    }
    assert coordinator.post(at("booking_for_somebody", session), filled).status_code == 302
    contact = session.bookings.get(name="Joan Pettifer").contact
    assert contact and contact.kind == "post"


def test_staff_set_up_publish_change_and_cancel(
    world: World, client_as: Callable[..., Client]
) -> None:
    chair = client_as("chair")
    day = timezone.localdate() + timedelta(days=20)
    filled = {
        "title": "Walking together",
        "purpose": "We walk.",
        "stage_served": "plan",
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "starts": "18:30",
        "ends": "20:00",
        "room_places": 12,
        "online_places": 0,
        "venue": "The hall",
        "facilitators": [world.hats["facilitator"].pk],
    }
    create = reverse("session_create", args=[world.partnership.slug])
    assert chair.post(create, filled | {"venue": ""}).status_code == 422
    assert chair.post(create, filled).status_code == 302
    session = Session.objects.get()
    assert Client().get(at("session_detail", session)).status_code == 404
    assert "Asha Facilitator" in chair.get(at("session_publish", session)).content.decode()
    chair.post(at("session_publish", session))
    assert Client().get(at("session_detail", session)).status_code == 200
    chair.post(at("session_edit", session), filled | {"starts": "18:00", "shown": "0"})
    session.refresh_from_db()
    assert session.sequence == 1 and session.hours.startswith("6pm")
    chair.post(at("session_cancel", session), {"because": "Snow."})
    session.refresh_from_db()
    assert session.is_cancelled


def test_the_agenda_filters_by_address(client: Client, world: World, soon: SoonFixture) -> None:
    room = soon(title="In a room", online_places=0)
    online = soon(title="From home", room_places=0, starts_at=timezone.now() + timedelta(days=90))
    every = client.get(reverse("session_list")).content.decode()
    assert "In a room" in every and "From home" in every
    month = f"{timezone.localtime(online.starts_at):%Y-%m}"
    for query in ("mode=online", f"month={month}"):
        found = client.get(f"/sessions/?{query}").content.decode()
        assert "From home" in found and "In a room" not in found
    assert "In a room" not in client.get("/sessions/?place=farcombe").content.decode()
    odd = client.get("/sessions/?page=x&month=9999-99&mode=moon&place=%00").status_code
    assert odd == 200
    part = client.get("/sessions/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and room.title in part


@pytest.mark.parametrize(
    ("persona", "name", "limit"),
    [
        ("public", "session_detail", 6),
        ("public", "booking_mode", 6),
        ("coordinator", "session_detail", 12),
        ("coordinator", "session_attendees", 10),
        ("coordinator", "session_support", 12),
        ("coordinator", "session_edit", 12),
        ("coordinator", "session_cancel", 12),
        ("coordinator", "session_publish", 12),
        ("public", "session_list", 6),
    ],
)
def test_queries_do_not_grow_with_rows(
    persona: str,
    name: str,
    limit: int,
    client_as: Callable[..., Client],
    soon: SoonFixture,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_as(persona)
    session = soon(room_places=60)
    address = at(name, session) if name != "session_list" else reverse(name)
    counts = []
    for size in (1, 12):
        for _each in range(size):
            ask_for(make_booking(session), [Need("bsl"), Need("travel")])
            soon()
        client.get(address)
        with django_assert_max_num_queries(limit) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_private_page_takes_few_queries(
    client: Client, soon: SoonFixture, django_assert_max_num_queries: Any
) -> None:
    booking = make_booking(soon())
    ask_for(booking, [Need("bsl"), Need("travel")])
    with django_assert_max_num_queries(5):
        client.get(private("booking_detail", booking))


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("+447700900431", "07700 900431"), ("+35312345678", "+353 1 234 5678")],
)
def test_a_number_is_shown_as_people_write_it(soon: SoonFixture, kept: str, shown: str) -> None:
    session = soon()
    facts = answers_of(Draft(session.pk, mode="room", kind="phone", value=kept), session)
    assert [fact["value"] for fact in facts if fact["key"] == "We write to"] == [shown]
