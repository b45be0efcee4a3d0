"""Whom no message reaches: the list of people to phone and to write to, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from coproduction.actions.by_hand import tell_by_hand
from coproduction.actions.contacting import change_contact
from coproduction.actions.forgetting import forget_guests
from coproduction.actions.safeguarding import raise_concern
from coproduction.actions.telling import replan
from coproduction.by_hand import about_partnership
from coproduction.models import Booking, Session, SessionFacilitator
from coproduction.staff_reminders import bookings_unreachable
from coproduction.wishes import Reach
from coproduction.worries import Worry
from partnership.models import Invitation
from reminders.actions.owing import owe
from reminders.actions.receiving import receive
from reminders.actions.resolving import drop_what_is_over, lapse
from reminders.bounces import Sort
from reminders.kinds import kinds
from reminders.models import Notice
from reminders.receipts import Fate, Receipt
from tests.cast import World
from tests.coproduction.booked import GUEST, make_booking, make_session
from tests.leaders.factories import make_holding, make_role
from tests.reminders.telling import told, why_not

pytestmark = pytest.mark.django_db


def soon(world: World, **fields: Any) -> Session:
    return make_session(world.partnership, starts_at=timezone.now() + timedelta(days=5), **fields)


def booked(session: Session, kind: str, value: str, **fields: Any) -> Booking:
    contact = ContactPoint.objects.create(kind=kind, value=value)
    return make_booking(session, contact=contact, **fields)


def waiting(booking: Booking, **fields: Any) -> Notice:
    assert booking.contact is not None
    known: dict[str, Any] = {
        "kind": "booking-confirmed",
        "contact": booking.contact,
        "subject_type": "coproduction.booking",
        "subject_id": booking.pk,
        "due_at": timezone.now(),
        "not_after": booking.session.starts_at,
        "state": "to_call",
        "why": "By phone.",
    }
    return Notice.objects.create(**known | fields)


def page_of(session: Session) -> str:
    return f"/partnerships/{session.partnership.slug}/sessions/{session.slug}/to-tell/"


def test_the_list_says_who_where_and_what(world: World, client_as: Callable[..., Client]) -> None:
    session = soon(world, room_places=3)
    phone = waiting(booked(session, "phone", "+441632960123", name="Ada", reference="K7MR-4QXB"))
    waiting(booked(session, "post", "1 High Street\nWare\nSG12 9XX", name="Bo"))
    elsewhere = waiting(booked(soon(world), "phone", "+441632960999", name="Cynthia"))
    page = client_as("coordinator").get(page_of(session)).content.decode()
    assert "Ada" in page and "K7MR-4QXB" in page and 'href="tel:+441632960123"' in page
    assert "You have a place: Cooking together" in page and "When: " in page
    assert "1 High Street, Ware, SG12 9XX" in page and "This letter is posted" in page
    assert "Cynthia" not in page and phone.pk and elsewhere.pk
    of_all = f"/partnerships/{session.partnership.slug}/to-tell/"
    assert "Cynthia" in client_as("coordinator").get(of_all).content.decode()


def test_what_one_says_on_the_phone_is_no_link_and_still_says_that_it_is_online(
    world: World, client_as: Callable[..., Client]
) -> None:
    session = soon(world, joining_link="https://meet.example.org/cooking")
    notice = waiting(booked(session, "phone", "+441632960123", name="Ada", mode="online"))
    client = client_as("coordinator")
    page = client.get(page_of(session)).content.decode()
    assert "<p>Where: online.</p>" in page
    assert "meet.example.org" not in page and "link below" not in page
    # From the message itself one finds the way to this list.
    of_it = page_of(session).replace("to-tell", f"messages/{notice.pk}")
    message = client.get(of_it).content.decode()
    assert "Somebody has to tell them" in message and page_of(session) in message


def test_what_is_no_longer_true_or_too_late_is_not_on_the_list(
    world: World, client_as: Callable[..., Client]
) -> None:
    session = soon(world)
    waiting(booked(session, "phone", "+441632960123", state="cancelled", name="Ada"))
    over = waiting(booked(session, "phone", "+441632960124", name="Bo"), not_after=timezone.now())
    page = client_as("coordinator").get(page_of(session)).content.decode()
    assert "Nobody waits to be told" in page
    assert lapse(now=timezone.now()) == 1
    over.refresh_from_db()
    assert (over.state, over.why) == ("skipped", "Nobody could tell them before it began.")


def test_what_is_no_longer_true_waits_for_nobody(
    world: World, client_as: Callable[..., Client]
) -> None:
    booking = booked(soon(world), "phone", "+441632960123")
    stays, goes = waiting(booking), waiting(booking, kind="session-cancelled", not_after=None)
    assert drop_what_is_over(now=timezone.now()) == 1
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert (stays.state, goes.state) == ("to_call", "skipped")
    assert goes.why == "The session takes place." and goes.settled_at is not None
    assert "1 message to give" in client_as("coordinator").get("/me/").content.decode()


def test_told_is_recorded_with_the_hat_and_counts_once(
    world: World, client_as: Callable[..., Client]
) -> None:
    notice = waiting(booked(soon(world), "phone", "+441632960123"))
    session = Session.objects.get()
    for _ in range(3):
        answer = client_as("coordinator").post(
            f"{page_of(session)}told/", {"notice": notice.pk, "outcome": "told"}
        )
        assert answer.status_code == 302
    notice.refresh_from_db()
    hat = world.hats["coordinator"]
    assert notice.state == "sent" and notice.settled_at
    assert notice.why == f"Told by phone by {hat.person.name}, {hat.actor().hat_label}."[:200]


def test_whoever_was_not_reached_stays_on_the_list_with_when(
    world: World, client_as: Callable[..., Client]
) -> None:
    session = soon(world)
    notice = waiting(booked(session, "phone", "+441632960123"))
    data = {"notice": notice.pk, "outcome": "not-reached"}
    page = client_as("coordinator").post(f"{page_of(session)}told/", data, follow=True)
    notice.refresh_from_db()
    assert notice.state == "to_call" and notice.why.startswith("Not reached on ")
    assert notice.why.split(" by ")[0] in page.content.decode()


def test_nobody_but_the_coordinator_tells_and_nothing_of_others_is_told(
    world: World, client_as: Callable[..., Client]
) -> None:
    session, other = soon(world), soon(world)
    notice = waiting(booked(session, "phone", "+441632960123"))
    about = about_partnership(session.partnership)
    with pytest.raises(NotAllowed):
        tell_by_hand(
            session.partnership,
            by=world.hats["facilitator"].actor(),
            about=about,
            notices=[notice.pk],
            now=timezone.now(),
        )
    client_as("coordinator").post(f"{page_of(other)}told/", {"notice": notice.pk})
    notice.refresh_from_db()
    assert notice.state == "to_call"


def test_letters_are_one_file_to_print_in_large_print(
    world: World, client_as: Callable[..., Client]
) -> None:
    session = soon(world, room_places=3)
    first = waiting(booked(session, "post", "1 High Street\nWare\nSG12 9XX", name="Bo <b>"))
    second = waiting(booked(session, "post", "Bea\n2 High Street\nWare", name="Bea"))
    waiting(booked(session, "phone", "+441632960123", name="Ada"))
    client = client_as("coordinator")
    page = client.get(f"{page_of(session)}letters/").content.decode()
    assert page.count('<article class="letter">') == 2
    assert "Bo &lt;b&gt;<br>1 High Street<br>Ware<br>SG12 9XX</address>" in page
    assert page.count("Bea<br>") == 1 and "letters.css" in page and "Ada" not in page
    posted = {"notice": [first.pk, second.pk], "outcome": "told"}
    client.post(f"{page_of(session)}told/", posted)
    assert Notice.objects.filter(state="sent", why__startswith="Told by post by").count() == 2


def test_no_cell_of_the_download_is_a_formula(
    world: World, client_as: Callable[..., Client]
) -> None:
    session = soon(world)
    waiting(booked(session, "phone", "+441632960123", name='=HYPERLINK("http://x","y")'))
    csv = client_as("coordinator").get(page_of(session)[:-1] + ".csv").content.decode("utf-8-sig")
    heading, row = csv.splitlines()[:2]
    assert heading == "Name,Reference,How,Number or address,What to say,Note"
    assert row.startswith("\"'=HYPERLINK(") and ",01632 960123," in row


def test_queries_do_not_grow_with_people(world: World, client_as: Callable[..., Client]) -> None:
    session = soon(world, room_places=30)
    client = client_as("coordinator")

    def queries(count: int) -> int:
        for number in range(count):
            waiting(booked(session, "phone" if number % 2 else "post", f"0163296{number}"))
        with CaptureQueriesContext(connection) as seen:
            client.get(page_of(session))
        return len(seen)

    few, many = queries(2), queries(20)
    assert many <= few <= 12


def test_the_coordinator_sees_on_their_own_page_that_somebody_waits(
    world: World, client_as: Callable[..., Client]
) -> None:
    assert "To be told by you" not in client_as("coordinator").get("/me/").content.decode()
    waiting(booked(soon(world), "phone", "+441632960123"))
    assert (
        "1 message to give by phone or post"
        in client_as("coordinator").get("/me/").content.decode()
    )
    assert "To be told by you" not in client_as("chair").get("/me/").content.decode()


# --- Those who arrange a session are told whom nothing reaches ------------------------------------


def bounced(session: Session) -> Booking:
    booking = booked(session, "email", "ada@example.org", name="Ada", reference="K7MR-4QXB")
    notice = waiting(booking, state="sent", settled_at=timezone.now(), why="")
    receive(Receipt(notice.key, Fate.BOUNCED, Sort.GONE), now=timezone.now())
    notice.refresh_from_db()
    assert notice.state == "to_call"
    return booking


def test_the_organisers_are_told_once_whose_reference_and_never_which_address(
    world: World,
) -> None:
    session = soon(world)
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    booking = bounced(session)
    for _ in range(3):
        owe(bookings_unreachable(timezone.now()))
    notices = list(Notice.objects.filter(kind="booking-unreachable").select_related("contact"))
    people = {notice.contact.person_id for notice in notices}
    assert people == {world.hats[one].person_id for one in ("coordinator", "facilitator")}
    assert len(notices) == 2
    message = told(notices[0])
    assert message.subject.startswith("We cannot reach booking K7MR-4QXB: Cooking together")
    assert "ada@example.org" not in str(message) and "Ada" not in str(message)
    assert message.link.endswith(f"/sessions/{session.slug}/people/")
    assert why_not(notices[0], timezone.now()) == ""
    ContactPoint.objects.filter(pk=booking.contact_id).update(stopped_at=None, stopped_because="")
    assert why_not(notices[0], timezone.now()) == "They can be reached again."


def test_whom_they_were_told_of_keeps_nobody_else_from_being_told_of(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coproduction.staff_reminders.AT_A_TIME", 1)
    session = soon(world)
    bounced(session)
    owe(bookings_unreachable(timezone.now()))
    booking = booked(session, "email", "bea@example.org")
    ContactPoint.objects.filter(pk=booking.contact_id).update(
        stopped_at=timezone.now(), stopped_because="There is no such address."
    )
    assert {one.about.pk for one in bookings_unreachable(timezone.now())} == {booking.pk}


def test_nobody_is_told_of_an_address_once_the_session_has_begun(world: World) -> None:
    session = soon(world)
    bounced(session)
    assert not list(bookings_unreachable(session.starts_at + timedelta(minutes=1)))


# --- A new address for a booking -----------------------------------------------------------------


def contact_page(booking: Booking) -> str:
    session = booking.session
    start = f"/partnerships/{session.partnership.slug}/sessions/{session.slug}"
    return f"{start}/people/{booking.pk}/contact/"


def test_a_new_address_gets_what_the_old_one_did_not(
    world: World, client_as: Callable[..., Client]
) -> None:
    booking = bounced(soon(world))
    [notice] = Notice.objects.all()
    old, key = notice.contact, notice.key
    data = {"kind": "phone", "phone": "01632 960124"}
    page = client_as("coordinator").post(contact_page(booking), data, follow=True)
    assert "not told yet goes there now: 1." in page.content.decode()
    booking.refresh_from_db()
    notice.refresh_from_db()
    assert booking.contact and (booking.contact.value, booking.contact.person) == (
        "+441632960124",
        None,
    )
    assert (notice.contact, notice.state, notice.attempts) == (booking.contact, "owed", 0)
    receive(Receipt(key, Fate.BOUNCED, Sort.GONE), now=timezone.now())  # of the old one, late
    notice.refresh_from_db()
    assert notice.state == "owed" and notice.key != key and old.pk != notice.contact_id


def test_what_two_ways_were_tried_with_goes_to_the_new_address_alone(world: World) -> None:
    booking = booked(soon(world), "email", "ada@example.org")
    person = world.hats["leader"].person
    ContactPoint.objects.filter(pk=booking.contact_id).update(person=person)
    other = ContactPoint.objects.create(person=person, kind="phone", value="+441632960125")
    both = [waiting(booking), waiting(booking, contact=other)]
    by, reach = world.hats["coordinator"].actor(), Reach("phone", "+441632960124")
    booking.refresh_from_db()
    assert change_contact(booking, by=by, reach=reach, now=timezone.now()) == 1
    for one in both:
        one.refresh_from_db()
    assert {one.state for one in both} == {"owed", "skipped"}


def test_a_new_address_is_refused_when_it_is_too_late_or_none(
    world: World, client_as: Callable[..., Client]
) -> None:
    booking = booked(soon(world), "email", "ada@example.org")
    client = client_as("coordinator")
    assert client.post(contact_page(booking), {"kind": "email", "email": "x"}).status_code == 422
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    answer = client.post(contact_page(booking), {"kind": "phone", "phone": "01632 960124"})
    booking.refresh_from_db()
    assert answer.status_code == 422 and booking.contact and booking.contact.kind == "email"


def test_an_address_that_nothing_names_any_more_is_forgotten_at_once(world: World) -> None:
    """What waited for it goes to the new one, so no message would lead to it later."""
    booking = booked(soon(world), "phone", "+441632960123")
    waiting(booking)
    old = booking.contact_id
    by, reach = world.hats["coordinator"].actor(), Reach("phone", "+441632960124")
    assert change_contact(booking, by=by, reach=reach, now=timezone.now()) == 1
    assert not ContactPoint.objects.filter(pk=old).exists()


def test_an_address_that_another_replaced_is_forgotten_with_the_booking(world: World) -> None:
    booking = bounced(soon(world))
    old = booking.contact_id
    Notice.objects.update(state="failed", settled_at=timezone.now())
    change_contact(
        booking,
        by=world.hats["coordinator"].actor(),
        reach=Reach("phone", "+441632960124"),
        now=timezone.now(),
    )
    assert ContactPoint.objects.filter(pk=old).exists()
    forget_guests(booking.session.ends_at + timedelta(days=31))
    assert not ContactPoint.objects.filter(pk=old).exists()


def owed_to_the_chair(world: World, kind: str, thing: Any, version: str = "") -> Notice:
    contact = world.hats["chair"].person.contact_points.get()
    return Notice.objects.create(
        kind=kind,
        contact=contact,
        subject_type=thing._meta.label_lower,
        subject_id=thing.pk,
        version=version,
        due_at=timezone.now(),
        state="to_call",
        why="The email address does not work, and no other way is known.",
    )


def test_whom_of_their_own_people_no_message_reaches_is_on_the_list_without_an_address(
    world: World, client_as: Callable[..., Client]
) -> None:
    ends_on = timezone.localdate() + timedelta(days=20)
    role = make_role(world)
    holding = make_holding(role, world.hats["leader"].person, world.nhs, ends_on=ends_on)
    notice = owed_to_the_chair(world, "role-share-ending", holding, f"{ends_on} 30")
    can_be_left = owed_to_the_chair(world, "role-vacant", role)
    page = f"/partnerships/{world.partnership.slug}/to-tell/"
    client = client_as("coordinator")
    shown = client.get(page).content.decode()
    assert "Asha Chair" in shown and "no other way is known" in shown
    assert "Place lead" in shown and notice.contact.value not in shown
    assert notice.contact.value not in client.get(page[:-1] + ".csv").content.decode()
    client.post(f"{page}told/", {"notice": [notice.pk, can_be_left.pk], "outcome": "told"})
    notice.refresh_from_db()
    can_be_left.refresh_from_db()
    assert notice.state == "sent" and notice.why.startswith("Told by hand by Asha Coordinator")
    assert can_be_left.state == "to_call", "what they may leave, nobody phones them for"


def test_a_concern_is_never_on_the_list(world: World, client_as: Callable[..., Client]) -> None:
    worry = Worry(words="A boy is left alone at night.", key=uuid4())
    concern = raise_concern(soon(world), by=GUEST, worry=worry, now=timezone.now())
    owed_to_the_chair(world, "concern-unattended", concern)
    page = client_as("coordinator").get(f"/partnerships/{world.partnership.slug}/to-tell/")
    assert "Nobody waits to be told" in page.content.decode()


def test_one_partnership_never_sees_whom_another_cannot_reach(
    world: World, client_as: Callable[..., Client]
) -> None:
    role = make_role(world, partnership=world.neighbour)
    owed_to_the_chair(world, "role-ending", role)
    page = client_as("coordinator").get(f"/partnerships/{world.partnership.slug}/to-tell/")
    assert "Nobody waits to be told" in page.content.decode()


def test_before_when_somebody_must_be_told_follows_a_move(world: World) -> None:
    session = soon(world)
    was = session.starts_at
    notice = waiting(booked(session, "phone", "+441632960123"))
    offer = waiting(booked(session, "phone", "+441632960124"), kind="place-offered")
    session.starts_at += timedelta(days=7)
    replan(session, was=was)
    notice.refresh_from_db()
    offer.refresh_from_db()
    assert notice.not_after == session.starts_at
    assert offer.not_after == was, "an offer has a deadline of its own"


def test_whom_an_invitation_does_not_reach_is_on_the_list_by_the_name_that_was_typed(
    world: World, client_as: Callable[..., Client]
) -> None:
    contact = ContactPoint.objects.create(kind="email", value="wrong@example.org")
    invitation = Invitation.objects.create(
        partnership=world.partnership,
        name="Ivy Invited",
        email=contact.value,
        contact=contact,
        capacity="leader",
        organisation=world.nhs,
        code="K7MR-4QXB",
        expires_at=timezone.now() + timedelta(days=20),
    )
    Notice.objects.create(
        kind="invitation",
        contact=contact,
        subject_type="partnership.invitation",
        subject_id=invitation.pk,
        version=invitation.expires_at.isoformat(),
        due_at=timezone.now(),
        state="to_call",
        why="The email address does not work, and no other way is known.",
    )
    page = client_as("coordinator").get(f"/partnerships/{world.partnership.slug}/to-tell/")
    shown = page.content.decode()
    assert "Ivy Invited" in shown and "wrong@example.org" in shown


def test_whatever_people_must_be_told_of_comes_to_the_list(world: World) -> None:
    """An app whose things messages are about says so in `MESSAGES_ABOUT`."""
    about = str(about_partnership(world.partnership))
    # Safeguarding's alone; and what is of a person, not of a place.
    never = {"coproduction.concern", "accounts.contactpoint", "accounts.secondstepreset"}
    must = {
        kind.things().model._meta.label_lower
        for kind in kinds().values()
        if not kind.topic.optional
    }
    missing = {one for one in must - never if f"'{one}'" not in about}
    assert not missing - {"accounts.person"}  # of the kinds of these tests alone
