"""What an organiser sees of the messages of a session, and what they can do about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from coproduction.actions.messaging import resend_message
from coproduction.models import Booking, Concern, Session, SessionFacilitator
from reminders.actions.delivering import deliver_due
from reminders.errors import NotSentAgain
from reminders.models import Handling, Notice, Preference
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.coproduction.voiced import make_contribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world: World) -> Session:
    soon = timezone.now() + timedelta(days=20)
    made = make_session(world.partnership, starts_at=soon, room_places=200)
    SessionFacilitator.objects.create(session=made, hat=world.hats["facilitator"])
    return made


def make_message(about: Any, kind: str = "booking-confirmed", **facts: Any) -> Notice:
    to = facts.pop("to", None) or about.contact
    known: dict[str, Any] = {"due_at": timezone.now(), "state": "sent"} | facts
    if known["state"] in ("sent", "failed", "skipped"):
        known.setdefault("settled_at", timezone.now())
    label, pk = about._meta.label_lower, about.pk
    return Notice.objects.create(kind=kind, contact=to, subject_type=label, subject_id=pk, **known)


def at(name: str, session: Session, *rest: Any) -> str:
    return reverse(name, args=[session.partnership.slug, session.slug, *rest])


def test_totals_and_each_message_with_whom_it_is_to(
    client_as: Callable[..., Client], session: Session
) -> None:
    assert "Nothing has been sent about this session yet" in _page(client_as, session)
    booking = make_booking(session, name="Bea", reference="HWE-2F7K")
    make_message(booking, delivered_at=timezone.now())
    make_message(booking, "session-tomorrow", state="failed", why="The mailbox is full.")
    page = _page(client_as, session)
    for words in ("You have a place", "Bea", "HWE-2F7K", "The mailbox is full.", "Arrived"):
        assert words in page
    assert "bea@example.org" in page
    only = client_as("coordinator").get(at("session_messages", session), {"state": "failed"}).text
    assert "The mailbox is full." in only and "Arrived" not in only.split("<tbody>")[2]


def _page(client_as: Callable[..., Client], session: Session, who: str = "coordinator") -> str:
    return client_as(who).get(at("session_messages", session)).content.decode()


def test_whom_it_was_to_is_known_after_another_address_replaced_theirs(
    client_as: Callable[..., Client], session: Session
) -> None:
    booking = make_booking(session, name="Bea", reference="HWE-2F7K")
    make_message(booking, state="failed", why="There is no such address.")
    Booking.objects.update(contact=ContactPoint.objects.create(kind="phone", value="+441632960123"))
    page = _page(client_as, session)
    assert "HWE-2F7K" in page and "(deleted)" not in page


def test_a_facilitator_sees_names_and_no_addresses_and_can_send_nothing_again(
    client_as: Callable[..., Client], session: Session
) -> None:
    message = make_message(make_booking(session, name="Bea"))
    client = client_as("facilitator")
    for page in (at("session_messages", session), at("message_detail", session, message.pk)):
        content = client.get(page).content.decode()
        assert "Bea" in content and "bea@example.org" not in content
        assert "Send it again" not in content
    assert client.post(at("message_resend", session, message.pk)).status_code == 404


def test_who_said_something_stays_unnamed_and_a_concern_is_not_listed(
    client_as: Callable[..., Client], session: Session
) -> None:
    contact = ContactPoint.objects.create(kind="email", value="joan@example.org")
    make_booking(session, name="Joan Booker", contact=contact)
    said = make_contribution(session, contact=contact)
    make_message(said, "said-received", to=contact)
    concern = Concern.objects.create(
        session=session, words=b"x", raised_at=timezone.now(), key="0" * 31 + "1"
    )
    hidden = make_message(concern, "concern-raised", to=contact)
    page = _page(client_as, session)
    assert "Somebody who told us something" in page and "Joan Booker" not in page
    assert "joan@example.org" not in page and "safeguarding" not in page.lower().split("<main")[1]
    client = client_as("coordinator")
    assert client.get(at("message_detail", session, hidden.pk)).status_code == 404
    assert client.post(at("message_resend", session, hidden.pk)).status_code == 404


def test_a_message_of_another_session_is_not_found_here(
    client_as: Callable[..., Client], session: Session, world: World
) -> None:
    other = make_message(make_booking(make_session(world.partnership)))
    client = client_as("coordinator")
    assert client.get(at("message_detail", session, other.pk)).status_code == 404
    with pytest.raises(NotAllowed):
        resend_message(session, by=world.actor("coordinator"), notice=other, now=timezone.now())


def test_sending_again_names_the_consequence_sends_once_and_keeps_the_history(
    client_as: Callable[..., Client], session: Session
) -> None:
    message = make_message(make_booking(session, name="Bea"), receipt="first")
    first_key, client = message.key, client_as("coordinator")
    page = client.get(at("message_resend", session, message.pk)).content.decode()
    assert "Bea" in page and "get it twice" in page and "in which hat" in page
    assert Notice.objects.get().state == "sent"
    done = client.post(at("message_resend", session, message.pk), follow=True).content.decode()
    assert "It is on its way again." in done
    deliver_due(clock=timezone.now)
    message.refresh_from_db()
    assert message.state == "sent" and message.key != first_key and len(mail.outbox) == 1
    kept = Handling.objects.get()
    assert (kept.state_before, kept.receipt_before, kept.key_before) == ("sent", "first", first_key)
    history = client.get(at("message_detail", session, message.pk)).content.decode()
    assert "had it sent again. Before that: sent on" in history
    assert "Asha Coordinator" in history or "Coordinator" in kept.hat_label


def test_what_failed_can_be_sent_again_and_what_is_on_its_way_cannot(
    session: Session, world: World
) -> None:
    by, now = world.actor("coordinator"), timezone.now()
    failed = make_message(make_booking(session), state="failed", why="Refused (550).", attempts=6)
    resend_message(session, by=by, notice=failed, now=now)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.why) == ("owed", 0, "")
    with pytest.raises(NotSentAgain):
        resend_message(session, by=by, notice=failed, now=now)
    assert Handling.objects.count() == 1


@pytest.mark.parametrize("why", ["cancelled", "late", "stopped", "left"])
def test_what_is_not_true_or_not_wanted_any_more_is_never_sent_again(
    session: Session, world: World, why: str
) -> None:
    booking, now = make_booking(session), timezone.now()
    message = make_message(booking, not_after=now if why == "late" else None)
    contact = booking.contact
    assert contact is not None
    if why == "cancelled":
        Booking.objects.update(state="cancelled", confirmed_at=None, cancelled_at=now)
    if why == "stopped":
        contact.stopped_at, contact.stopped_because = now, "The mailbox is gone."
        contact.save()
    if why == "left":
        said = make_contribution(session, contact=contact)
        message = make_message(said, "said-answered", to=contact)
        Preference.objects.create(contact=contact, topic="what-became", wanted=False)
    with pytest.raises(NotSentAgain):
        resend_message(session, by=world.actor("coordinator"), notice=message, now=now)
    message.refresh_from_db()
    assert message.state == "sent" and not Handling.objects.exists()


def test_of_a_text_that_may_have_gone_somebody_says_that_it_arrived(
    client_as: Callable[..., Client], session: Session
) -> None:
    begun = timezone.now() - timedelta(minutes=9)
    message = make_message(
        make_booking(session), state="uncertain", why="It broke.", begun_at=begun
    )
    client = client_as("coordinator")
    page = client.get(at("message_detail", session, message.pk)).content.decode()
    assert "Did it arrive?" in page and "It arrived" in page and "Send it again" in page
    for _twice in range(2):
        client.post(at("message_confirm", session, message.pk))
    message.refresh_from_db()
    assert (message.state, message.settled_at) == ("sent", begun)
    assert Handling.objects.get().why_before == "It broke."


def test_the_list_is_paged_and_its_statements_do_not_grow(
    client_as: Callable[..., Client], session: Session, django_assert_max_num_queries: Any
) -> None:
    client = client_as("coordinator")
    make_message(make_booking(session))
    client.get(at("session_messages", session))
    with django_assert_max_num_queries(12) as few:
        client.get(at("session_messages", session))
    for number in range(60):
        make_message(make_booking(session, name=f"Guest {number}"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = client.get(at("session_messages", session)).content.decode()
    assert "Page 1 of 2" in page


def test_who_runs_the_session_finds_it_from_its_page(
    client_as: Callable[..., Client], session: Session
) -> None:
    address = at("session_messages", session)
    assert address in client_as("facilitator").get(at("session_detail", session)).content.decode()
    assert address not in client_as("leader").get(at("session_detail", session)).content.decode()
