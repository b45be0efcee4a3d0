"""Pages about an offered place: what they show, refuse and count, and whom they let."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.actions.booking import book_or_wait, cancel_booking, change_booking
from coproduction.actions.offers import lapse_offers
from coproduction.models import Booking, Session, SessionFacilitator
from coproduction.views.answers import why_no_place
from reminders.kinds import kinds
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, make_booking, make_offer, make_session, make_wish
from tests.coproduction.test_session_pages import at, private

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world: World) -> Session:
    """One place in the room, in a month."""
    starts_at = timezone.now() + timedelta(days=30)
    return make_session(world.partnership, room_places=1, online_places=0, starts_at=starts_at)


@pytest.fixture
def queue(session: Session) -> list[Booking]:
    """The first gave the place back: the second is offered it, two more wait."""
    now = timezone.now()
    people = [book_or_wait(session, by=GUEST, wish=make_wish(), now=now) for _each in range(4)]
    cancel_booking(people[0], by=people[0].holder(), now=now)
    return list(session.bookings.standing().order_by("pk"))


def late(booking: Booking) -> None:
    """Its deadline was a moment ago."""
    made = timezone.now() - timedelta(days=1)
    Booking.objects.filter(pk=booking.pk).update(
        offered_at=made, offer_until=timezone.now() - timedelta(seconds=1)
    )


def words(client: Client, name: str, booking: Booking) -> str:
    return client.get(private(name, booking)).content.decode()


ANSWERS = ("booking_accept", "booking_decline", "booking_ask_again")


def test_no_link_answers_an_offer(client: Client, queue: list[Booking]) -> None:
    for _each in range(3):
        for name in ANSWERS:
            assert client.get(private(name, queue[0])).status_code == 405
            assert client.head(private(name, queue[0])).status_code == 405
        assert client.get(private("booking_detail", queue[0])).status_code == 200
    queue[0].refresh_from_db()
    assert queue[0].is_offered


def test_a_guest_says_yes_on_the_private_page(client: Client, queue: list[Booking]) -> None:
    page = words(client, "booking_detail", queue[0])
    assert "A place is free for you. Will you come?" in page and "Please answer by" in page
    assert "Yes, I take the place" in page and "No, offer it to the next person" in page
    answer = client.post(private("booking_accept", queue[0]), follow=True)
    assert "You have a place" in answer.content.decode()
    again = client.post(private("booking_accept", queue[0]), follow=True)
    assert again.status_code == 200 and "You have a place" in again.content.decode()


def test_a_guest_says_no_and_the_next_is_asked(client: Client, queue: list[Booking]) -> None:
    page = client.post(private("booking_decline", queue[0]), follow=True).content.decode()
    assert "You cancelled this booking" in page
    assert "Will you come?" in words(client, "booking_detail", queue[1])


def test_a_late_yes_is_refused_kindly_and_one_can_ask_again(
    client: Client, queue: list[Booking]
) -> None:
    late(queue[0])
    assert "The time to take this place is over" in words(client, "booking_detail", queue[0])
    answer = client.post(private("booking_accept", queue[0]))
    page = answer.content.decode()
    assert answer.status_code == 409 and "<title>Error:" in page
    assert "The time to take this place is over, so it was offered to the next person" in page
    assert "Ask for a place again" in page and "Yes, I take the place" not in page
    page = client.post(private("booking_ask_again", queue[0]), follow=True).content.decode()
    assert "You are number 2 on the waiting list" in page


def test_an_answer_from_an_old_window_changes_nothing(client: Client, queue: list[Booking]) -> None:
    client.post(private("booking_accept", queue[0]))
    answer = client.post(private("booking_decline", queue[0]))
    assert answer.status_code == 409 and "You have a place" in answer.content.decode()


@pytest.mark.parametrize("name", ["booking_change", "booking_needs", "booking_cancel"])
def test_what_lapsed_cannot_be_changed(client: Client, queue: list[Booking], name: str) -> None:
    late(queue[0])
    answer = client.get(private(name, queue[0]))
    assert answer.status_code == 302 and answer.url == private("booking_detail", queue[0])  # type: ignore[attr-defined]


def test_the_rule_is_published_before_one_joins(client: Client, session: Session) -> None:
    make_booking(session)
    client.post(at("booking_mode", session), {"mode": "room", "party_size": 1})
    page = client.get(at("booking_waiting", session)).content.decode()
    for rule in ("asked first and whose whole party fits", "24 hours", "4 hours", "1 hour"):
        assert rule in page


def test_a_place_that_is_offered_is_not_shown_as_free(
    client: Client, session: Session, queue: list[Booking]
) -> None:
    assert "The room is full" in client.get(at("session_detail", session)).content.decode()
    assert "Full, waiting list open" in client.get("/sessions/").content.decode()


def test_staff_see_why_nobody_was_promoted(
    client_as: Callable[..., Client], world: World, session: Session, queue: list[Booking]
) -> None:
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    now = timezone.now()
    change_booking(queue[1], by=queue[1].holder(), mode="room", party_size=3, now=now)
    for persona in ("coordinator", "facilitator"):
        for page in ("session_attendees", "session_attendees_download"):
            shown = client_as(persona).get(at(page, session)).content.decode()
            assert "Offered until " in shown
            assert "Party of 3; no place free in the room" in shown
    page = client_as("coordinator").get(at("session_attendees", session)).content.decode()
    assert "0 of 1 places taken, 1 offered" in page and "4 people waiting" in page
    assert client_as("chair").get(at("session_attendees", session)).status_code == 404
    lapse_offers(now + timedelta(days=3))
    page = client_as("coordinator").get(at("session_attendees", session)).content.decode()
    assert "Offer lapsed: no answer by" in page


def test_the_coordinator_answers_for_somebody_who_phoned(
    client_as: Callable[..., Client], world: World, session: Session, queue: list[Booking]
) -> None:
    def answer(booking: Booking, says: str, persona: str = "coordinator") -> Any:
        path = reverse("offer_answer", args=[session.partnership.slug, session.slug, booking.pk])
        return client_as(persona).post(path, {"answer": says}, follow=True)

    assert answer(queue[0], "maybe").status_code == 400
    assert answer(queue[0], "yes", "facilitator").status_code == 404
    assert "does not come" in answer(queue[0], "no").content.decode()
    late(Booking.objects.get(pk=queue[1].pk))
    assert "The time to take this place is over" in answer(queue[1], "yes").content.decode()
    lapse_offers(timezone.now())
    assert "asked again" in answer(queue[1], "again").content.decode()
    assert "has the place" in answer(queue[2], "yes").content.decode()
    record: Any = Booking
    event = record.pgh_event_model.objects.get(pgh_obj=queue[2], state="confirmed")
    assert event.pgh_context["on_behalf_of"] == queue[2].on_behalf
    assert event.pgh_context["person"] == world.actor("coordinator").person_id
    session_elsewhere = make_session(world.partnership)
    stray = make_offer(session_elsewhere)
    assert answer(stray, "yes").status_code == 404


def test_each_reason_in_words(session: Session) -> None:
    from coproduction.capacity import Places

    now = timezone.now()
    room = {"room": Places("room", total=5, taken=3)}
    waits = make_booking(session, state="waiting", confirmed_at=None, party_size=3)

    def why(booking: Booking, places: dict[str, Places] = room) -> str:
        return why_no_place(booking, places=places, now=now)

    assert why(waits) == "Party of 3; 2 places free in the room"
    assert why(waits, {}) == "The session is not held in the room any more"
    assert why(make_booking(session)) == ""
    session.starts_at = now
    assert why(waits) == "Ended: the session has begun"
    session.state, session.starts_at = "cancelled", now + timedelta(days=1)
    assert why(waits) == "Ended: the session was cancelled"


def test_my_bookings_say_where_each_stands(
    client_as: Callable[..., Client], world: World, session: Session
) -> None:
    offer = make_offer(session, person=world.citizen)
    page = client_as("citizen").get("/me/").content.decode()
    assert "A place is offered to you: please answer" in page
    Booking.objects.filter(pk=offer.pk).update(state="lapsed")
    page = client_as("citizen").get("/me/").content.decode()
    assert "The time to take a place is over" in page


def test_the_messages_say_by_when(session: Session, queue: list[Booking]) -> None:
    queue[0].refresh_from_db()
    until = timezone.localtime(queue[0].offer_until)
    notice = Notice.objects.about(queue[0]).get(kind="place-offered")
    kind = kinds()["place-offered"]
    message = kind.wording(queue[0], notice)
    assert message.subject.startswith("A place is free, please answer: Cooking together")
    opening = "\n".join(message.lines[:3])
    assert session.day in opening and "Bishop’s Park Hall" in opening
    assert f"on {until:%A} {until.day} {until:%B}" in opening
    assert f"Say yes by {until:%a} {until.day} {until:%b}" in message.text
    assert session.joining_link not in "\n".join(message.lines)
    assert kind.why_not(queue[0], notice, timezone.now()) == ""
    assert kind.why_not(queue[0], notice, queue[0].offer_until) != ""
    cancel_booking(queue[0], by=queue[0].holder(), now=timezone.now())
    queue[0].refresh_from_db()
    assert kind.why_not(queue[0], notice, timezone.now()) != ""


def test_the_message_of_a_lapse_says_how_to_ask_again(queue: list[Booking]) -> None:
    late(queue[0])
    lapse_offers(timezone.now())
    queue[0].refresh_from_db()
    notice = Notice.objects.about(queue[0]).get(kind="offer-lapsed")
    kind = kinds()["offer-lapsed"]
    message = kind.wording(queue[0], notice)
    assert (
        message.link_text == "Ask for a place again" and "could say yes until" in message.lines[2]
    )
    assert kind.why_not(queue[0], notice, timezone.now()) == ""
    Client().post(private("booking_ask_again", queue[0]))
    queue[0].refresh_from_db()
    assert kind.why_not(queue[0], notice, timezone.now()) != ""


def test_pages_of_an_offer_take_few_queries(
    client_as: Callable[..., Client], session: Session, django_assert_max_num_queries: Any
) -> None:
    offer = make_offer(session, offer_until=timezone.now() + timedelta(days=1))
    with django_assert_max_num_queries(5):
        Client().get(private("booking_detail", offer))
    counts = []
    coordinator = client_as("coordinator")
    for size in (1, 12):
        for _each in range(size):
            make_booking(session, state="waiting", confirmed_at=None)
            make_offer(session, state="lapsed")
        coordinator.get(at("session_attendees", session))
        with django_assert_max_num_queries(10) as asked:
            coordinator.get(at("session_attendees", session))
        counts.append(len(asked))
    assert counts[0] == counts[1]
