"""What the database itself refuses: through the ORM, in raw SQL, and from two connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.utils import OperationalError

from coproduction.models import Booking, Session, SessionFacilitator, SupportTally
from tests.cast import World, make_world
from tests.coproduction.booked import NOW, make_booking, make_offer, make_session


def refused(name: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    cause = caught.value.__cause__
    assert isinstance(cause, psycopg.Error) and cause.diag.constraint_name == name


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


BOOK = """
    INSERT INTO coproduction_booking (session_id, reference, name, mode, party_size, state,
        queued_at, confirmed_at, tell_me_what_became, sequence, key)
    VALUES (%s, %s, 'Bea', 'room', %s, 'confirmed', now(), now(), false, 0, %s)
"""


def book_in_sql(session: Session, size: int) -> None:
    sql(BOOK, session.pk, uuid4().hex[:9], size, uuid4())


@pytest.mark.django_db
def test_a_session_is_never_over_capacity(world: World) -> None:
    session = make_session(world.partnership)
    booking = make_booking(session, party_size=2)
    name = "session_is_never_over_capacity"
    refused(name, lambda: make_booking(session))
    refused(name, lambda: book_in_sql(session, 1))
    refused(name, lambda: Booking.objects.filter(pk=booking.pk).update(party_size=3))
    refused(name, lambda: Session.objects.filter(pk=session.pk).update(room_places=1))
    refused(name, lambda: sql("UPDATE coproduction_session SET room_places = 1"))
    assert make_booking(session, mode="online").is_confirmed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("party_is_one_to_ten", "party_size = 0"),
        ("party_is_one_to_ten", "party_size = 11"),
        ("booking_mode_is_known", "mode = 'moon'"),
        ("confirmed_booking_says_when", "confirmed_at = NULL"),
    ],
)
def test_a_booking_makes_sense(world: World, name: str, change: str) -> None:
    booking = make_booking(make_session(world.partnership))
    refused(
        name, lambda: sql(f"UPDATE coproduction_booking SET {change} WHERE id = %s", booking.pk)
    )


@pytest.mark.django_db
def test_a_booking_through_the_orm_makes_sense(world: World) -> None:
    session = make_session(world.partnership, room_places=20)
    refused("party_is_one_to_ten", lambda: make_booking(session, party_size=11))
    refused("booking_mode_is_known", lambda: make_booking(session, mode="moon"))
    refused("confirmed_booking_says_when", lambda: make_booking(session, confirmed_at=None))


@pytest.mark.django_db
def test_a_key_and_a_reference_are_used_once(world: World) -> None:
    session = make_session(world.partnership)
    booking = make_booking(session)
    for field in ("key", "reference"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_booking(session, **{field: getattr(booking, field)})


@pytest.mark.django_db
def test_a_person_books_a_session_once_but_may_book_again_after_cancelling(world: World) -> None:
    session = make_session(world.partnership)
    booking = make_booking(session, person=world.citizen)
    refused("person_books_a_session_once", lambda: make_booking(session, person=world.citizen))
    Booking.objects.filter(pk=booking.pk).update(state="cancelled")
    again = make_offer(session, person=world.citizen)
    refused("person_books_a_session_once", lambda: make_booking(session, person=world.citizen))
    Booking.objects.filter(pk=again.pk).update(state="lapsed")
    assert make_booking(session, person=world.citizen).is_confirmed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("offer_has_a_deadline", "offered_at = NULL"),
        ("offer_has_a_deadline", "offer_until = NULL"),
        ("offer_has_a_deadline", "state = 'lapsed', offer_until = NULL"),
        ("offer_ends_after_it_was_made", "offer_until = offered_at"),
        ("waiting_booking_was_not_offered", "state = 'waiting'"),
        ("waiting_booking_was_not_offered", "state = 'waiting', offered_at = NULL"),
        ("booking_state_is_known", "state = 'promised'"),
    ],
)
def test_an_offer_makes_sense(world: World, name: str, change: str) -> None:
    offer = make_offer(make_session(world.partnership))
    refused(name, lambda: sql(f"UPDATE coproduction_booking SET {change} WHERE id = %s", offer.pk))


@pytest.mark.django_db
def test_an_offer_through_the_orm_makes_sense(world: World) -> None:
    session = make_session(world.partnership)
    refused("offer_has_a_deadline", lambda: make_offer(session, offer_until=None))
    refused("offer_ends_after_it_was_made", lambda: make_offer(session, offer_until=NOW))
    refused("waiting_booking_was_not_offered", lambda: make_offer(session, state="waiting"))


@pytest.mark.django_db
def test_an_offered_place_is_nobody_elses(world: World) -> None:
    session = make_session(world.partnership)
    make_booking(session)
    offer = make_offer(session)
    name = "session_is_never_over_capacity"
    refused(name, lambda: make_booking(session))
    refused(name, lambda: make_offer(session))
    refused(name, lambda: Session.objects.filter(pk=session.pk).update(room_places=1))
    refused(name, lambda: Booking.objects.filter(pk=offer.pk).update(party_size=2))
    Booking.objects.filter(pk=offer.pk).update(state="lapsed")
    assert make_booking(session).is_confirmed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("session_ends_after_it_starts", {"ends_at": NOW}),
        ("published_session_has_places", {"room_places": 0, "online_places": 0}),
        ("room_has_a_venue", {"venue": ""}),
        ("cancelled_session_has_a_reason", {"state": "cancelled"}),
    ],
)
def test_a_session_makes_sense(world: World, name: str, change: dict[str, object]) -> None:
    session = make_session(world.partnership)
    refused(name, lambda: Session.objects.filter(pk=session.pk).update(**change))
    assigned = ", ".join(f"{column} = %s" for column in change)
    refused(name, lambda: sql(f"UPDATE coproduction_session SET {assigned}", *change.values()))


@pytest.mark.django_db
def test_a_session_has_one_address_and_a_hat_facilitates_once(world: World) -> None:
    session = make_session(world.partnership)
    refused(
        "session_slug_in_partnership",
        lambda: make_session(world.partnership, slug=session.slug),
    )
    hat = world.hats["facilitator"]
    SessionFacilitator.objects.create(session=session, hat=hat)
    refused(
        "hat_facilitates_a_session_once",
        lambda: SessionFacilitator.objects.create(session=session, hat=hat),
    )


@pytest.mark.django_db
def test_no_more_is_arranged_than_was_asked_for(world: World) -> None:
    tally = {"partnership": world.partnership, "month": NOW.date(), "need": "bsl"}
    refused(
        "no_more_support_arranged_than_asked",
        lambda: SupportTally.objects.create(**tally, asked=1, arranged=2),
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("raw", [False, True])
def test_two_connections_cannot_take_the_last_place_together(raw: bool) -> None:
    """Both write past the action's lock: the trigger's own lock makes one of them wait and lose."""
    session = make_session(make_world().partnership, room_places=1)
    written = threading.Barrier(2, timeout=20)
    outcomes: list[str] = []

    def take() -> None:
        try:
            with transaction.atomic():
                book_in_sql(session, 1) if raw else make_quietly(session)
                written.wait()
            outcomes.append("booked")
        except IntegrityError:
            outcomes.append("refused")
        except OperationalError as error:
            outcomes.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["booked", "refused"]
    assert session.bookings.confirmed().count() == 1


def make_quietly(session: Session) -> None:
    Booking.objects.create(
        session=session,
        reference=uuid4().hex[:9],
        name="Bea",
        mode="room",
        state="confirmed",
        confirmed_at=NOW,
        key=uuid4(),
    )
