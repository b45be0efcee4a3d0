from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from reminders.digests import digest_for
from reminders.explaining import title_of
from reminders.links import sent_path
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.coproduction.voiced import make_contribution, make_heard_session
from tests.reminders.factories import NOON, make_contact, make_notice

pytestmark = pytest.mark.django_db


def test_it_says_when_what_about_what_and_why(client: Client, world: World) -> None:
    booking = make_booking(make_session(world.partnership, title="Cooking <b>together</b>"))
    make_notice(
        "booking-confirmed", booking.contact, subject_id=booking.pk, state="sent", settled_at=NOON
    )
    page = client.get(sent_path(booking.contact.pk)).content.decode()  # type: ignore[union-attr]
    assert "Monday 23 November 2026, midday" in page
    assert "<strong>You have a place</strong>: Cooking &lt;b&gt;together&lt;/b&gt;" in page
    assert "Sent because you booked a place." in page and "by email" in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "skipped", "settled_at": NOON, "why": "They asked for a pause."},
         "You had asked for a rest from these."),
        ({"state": "skipped", "settled_at": NOON, "why": "They are not in the team any more."},
         "It was not needed any more when its time came."),
        ({"state": "failed", "settled_at": NOON, "why": "The mail server refused it (550)."},
         "We tried, and it could not be delivered."),
        ({"state": "uncertain", "why": "Whoever sent it died."},
         "We do not know whether it reached you."),
        ({"state": "to_call"}, "We tell you this by phone or by post."),
    ],
)  # fmt: skip
def test_what_did_not_go_says_why_in_the_readers_words(
    client: Client, facts: dict[str, Any], words: str
) -> None:
    notice = make_notice("mailing", **facts)
    page = client.get(sent_path(notice.contact_id)).content.decode()
    assert words in page and "Not sent" in page
    assert not notice.why or notice.why == words or notice.why not in page


def test_what_waits_for_a_digest_says_when_it_comes(client: Client) -> None:
    contact = make_contact()
    digest = digest_for(contact, NOON + timedelta(days=7))
    make_notice("mailing", contact, state="held", digest=digest)
    page = client.get(sent_path(contact.pk)).content.decode()
    assert "It comes together with others on 30 November." in page


def test_what_is_only_owed_is_not_told_yet(client: Client) -> None:
    notice = make_notice()
    assert b"Nothing has been sent here yet" in client.get(sent_path(notice.contact_id)).content


def test_nothing_of_another_contact_point_shows_even_of_the_same_person(client: Client) -> None:
    contact = make_contact()
    other = make_contact("phone", "01632 960123")
    other.person = contact.person
    other.save()
    make_notice("told", other, state="sent", settled_at=NOON)
    page = client.get(sent_path(contact.pk)).content.decode()
    assert "Nothing has been sent here yet" in page
    assert "01632 960123" not in page and contact.value not in page


def test_a_mailing_can_be_stopped_from_the_list_and_a_booking_message_cannot(
    client: Client,
) -> None:
    contact = make_contact()
    make_notice("mailing", contact, state="sent", settled_at=NOON)
    make_notice("told", contact, state="sent", settled_at=NOON)
    page = client.get(sent_path(contact.pk)).content.decode()
    assert page.count("Stop messages like this one") == 1
    assert "/leave/quiet-challenges/" in page


def test_the_list_is_paged_and_its_statements_do_not_grow(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    contact = make_contact()
    for number in range(60):
        make_notice("told", contact, version=str(number), state="sent", settled_at=NOON)
    with django_assert_max_num_queries(5):
        page = client.get(sent_path(contact.pk)).content.decode()
    assert page.count("<li><time") == 25 and "Page 1 of 3" in page


def test_a_person_finds_it_on_their_own_page(
    client_as: Callable[..., Client], world: World
) -> None:
    point = world.citizen.contact_points.get()
    assert sent_path(point.pk) in client_as("citizen").get("/me/").content.decode()


def test_a_thing_is_called_by_its_title_or_by_what_it_belongs_to(world: World) -> None:
    session = make_heard_session(world, title="Kitchen talk")
    assert title_of(session) == title_of(make_contribution(session)) == "Kitchen talk"
    assert title_of(make_contact()) == title_of(None) == ""


def test_what_was_sent_again_stands_where_it_went(client: Client) -> None:
    contact = make_contact()
    week = timedelta(days=7)
    make_notice("told", contact, state="sent", due_at=NOON - week, settled_at=NOON)
    make_notice(
        "mailing", contact, state="sent", due_at=NOON - week / 2, settled_at=NOON - week / 2
    )
    page = client.get(sent_path(contact.pk)).content.decode()
    assert page.index("23 November 2026") < page.index("20 November 2026")
