"""What people need: sealed, read by few, every reading shown, and gone soon after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from coproduction.actions.booking import book, cancel_booking
from coproduction.actions.forgetting import forget_guests, forget_needs
from coproduction.actions.support import arrange, opened, read_support, revise_needs
from coproduction.errors import BookingCancelled
from coproduction.models import Booking, SessionFacilitator, Support, SupportTally
from coproduction.needs import OFFERS, Need
from coproduction.secrets import Unreadable, resealed, seal, unseal
from tests.cast import World
from tests.coproduction.booked import GUEST, NEEDS, NOW, make_session, make_wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking(world: World) -> Booking:
    session = make_session(world.partnership)
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    return book(session, by=GUEST, wish=make_wish(needs=NEEDS), now=NOW)


def test_the_database_holds_no_need_in_the_clear(booking: Booking) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT need, detail FROM coproduction_support")
        stored = b"".join(bytes(part) for row in cursor.fetchall() for part in row)
    assert b"hearing" not in stored and b"Romanian" not in stored
    assert [one.need for one in opened(booking.support.order_by("pk"))] == list(NEEDS)


def test_a_sealed_need_does_not_tell_by_its_length_which_it_is() -> None:
    assert len({len(seal(code)) for code in OFFERS}) == 1


def test_keys_rotate(settings: object) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]  # type: ignore[attr-defined]
    sealed = seal("bsl")
    settings.ENCRYPTION_KEYS = [new, old]  # type: ignore[attr-defined]
    again = resealed(sealed)
    settings.ENCRYPTION_KEYS = [new]  # type: ignore[attr-defined]
    assert unseal(again) == "bsl"
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_each_reading_is_shown_to_the_person(world: World, booking: Booking) -> None:
    asked = read_support(booking.session, by=world.actor("facilitator"), now=NOW)
    assert [one.need for one in asked] == list(NEEDS)
    reading = booking.support_readings.get()
    assert reading.reader == world.hats["facilitator"].person
    assert reading.hat_label == world.hats["facilitator"].label


def test_needs_are_read_only_by_those_who_arrange_them(world: World, booking: Booking) -> None:
    for persona in ("chair", "leader", "analyst", "safeguarding_lead", "representative"):
        with pytest.raises(NotAllowed):
            read_support(booking.session, by=world.actor(persona), now=NOW)
    neighbour = world.elsewhere["coordinator"].actor()
    with pytest.raises(NotAllowed):
        read_support(booking.session, by=neighbour, now=NOW)
    assert not booking.support_readings.exists()


def test_arranged_stays_arranged_when_the_rest_is_changed(world: World, booking: Booking) -> None:
    first = booking.support.order_by("pk")[0]
    arrange(first, by=world.actor("coordinator"), now=NOW)
    wanted = (NEEDS[0], Need("travel"))
    revise_needs(booking, by=booking.holder(), needs=wanted, now=NOW)
    asked = opened(booking.support.order_by("pk"))
    assert [(one.need.code, one.support.arranged_at) for one in asked] == [
        ("hearing_loop", NOW),
        ("travel", None),
    ]


def test_a_cancelled_booking_keeps_only_what_must_be_called_off(
    world: World, booking: Booking
) -> None:
    first = booking.support.order_by("pk")[0]
    arrange(first, by=world.actor("coordinator"), now=NOW)
    cancel_booking(booking, by=booking.holder(), now=NOW)
    assert list(booking.support.all()) == [first]


def test_nothing_is_asked_for_a_booking_that_was_cancelled_meanwhile(booking: Booking) -> None:
    as_it_was = Booking.objects.select_related("session").get(pk=booking.pk)
    cancel_booking(booking, by=booking.holder(), now=NOW)
    with pytest.raises(BookingCancelled):
        revise_needs(as_it_was, by=as_it_was.holder(), needs=NEEDS, now=NOW)
    assert not booking.support.exists()


def test_needs_are_gone_after_seven_days_and_a_tally_stays(world: World, booking: Booking) -> None:
    arrange(booking.support.order_by("pk")[0], by=world.actor("coordinator"), now=NOW)
    ends_at = booking.session.ends_at
    assert forget_needs(ends_at + timedelta(days=7, seconds=-1)) == 0
    assert read_support(booking.session, by=world.actor("coordinator"), now=ends_at)
    assert forget_needs(ends_at + timedelta(days=7)) == 2
    assert forget_needs(ends_at + timedelta(days=7)) == 0
    assert not Support.objects.exists()
    tallies = SupportTally.objects.order_by("need").values_list("need", "asked", "arranged")
    assert list(tallies) == [("hearing_loop", 1, 1), ("interpreter", 1, 0)]


def test_nobody_reads_needs_more_than_seven_days_after(world: World, booking: Booking) -> None:
    later = booking.session.ends_at + timedelta(days=7)
    assert read_support(booking.session, by=world.actor("coordinator"), now=later) == []


def test_a_guests_name_and_address_are_gone_after_thirty_days(world: World) -> None:
    session = make_session(world.partnership)
    plain = book(session, by=GUEST, wish=make_wish(), now=NOW)
    curious = book(session, by=GUEST, wish=make_wish(tell_me=True), now=NOW)
    day = session.ends_at + timedelta(days=30)
    assert forget_guests(day - timedelta(seconds=1)) == 0
    assert forget_guests(day) == 1 and forget_guests(day) == 0
    for booking in (plain, curious):
        booking.refresh_from_db()
    assert (plain.name, plain.contact) == ("", None)
    assert curious.name and curious.contact
    assert forget_guests(session.ends_at + timedelta(days=761)) == 1
    assert not ContactPoint.objects.filter(person__isnull=True).exists()


def test_what_a_person_keeps_in_their_account_is_not_forgotten_with_a_session(
    world: World,
) -> None:
    session = make_session(world.partnership)
    book(session, by=world.actor("resident"), wish=make_wish(), now=NOW)
    assert forget_guests(session.ends_at + timedelta(days=31)) == 0
