"""What the database refuses about people, by whichever way it is asked."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.actions.proving import sign_up
from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from tests.cast import make_person

ONE_OWNER = "proved_email_belongs_to_one_person"
INSERT = (
    "INSERT INTO accounts_person"
    " (name, email, password, is_staff, is_active, is_superuser, invented, joined_at)"
    " VALUES ('Other', %s, '', false, true, false, false, now())"
)


def by_sql(email: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [email])


@pytest.mark.django_db
def test_a_proved_address_belongs_to_one_person_whatever_its_case() -> None:
    make_person("Joan")
    with pytest.raises(IntegrityError, match=ONE_OWNER), transaction.atomic():
        Person.objects.create(name="Other", email="JOAN@example.org")
    with pytest.raises(IntegrityError, match=ONE_OWNER), transaction.atomic():
        by_sql("Joan@Example.org")


@pytest.mark.django_db
def test_many_have_no_email_and_none_has_an_empty_one() -> None:
    Person.objects.create_user(name="Pat")
    Person.objects.create_user(name="Pat")
    with pytest.raises(IntegrityError, match="email_is_null"), transaction.atomic():
        Person.objects.create(name="Pat", email="")
    with pytest.raises(IntegrityError, match="email_is_null"), transaction.atomic():
        by_sql("")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "fax", "value": "1"}, "contact_point_kind_is_known"),
        ({"kind": "email", "value": "a@example.org\nBcc: b"}, "contact_point_is_one_line"),
        ({"kind": "phone", "value": "1\r2"}, "contact_point_is_one_line"),
    ],
)
def test_a_contact_point_that_could_do_harm_is_refused(wrong: Any, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ContactPoint.objects.create(**wrong)
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO accounts_contactpoint (kind, value, given_at, stopped_because)"
            " VALUES (%s, %s, now(), '')",
            [wrong["kind"], wrong["value"]],
        )


@pytest.mark.django_db
def test_a_postal_address_has_several_lines_and_guests_may_share_a_number() -> None:
    ContactPoint.objects.create(kind="post", value="1 High Street\nWare")
    for _ in range(2):
        ContactPoint.objects.create(kind="phone", value="01632 960123")


@pytest.mark.django_db
def test_a_person_gives_a_contact_point_once() -> None:
    joan = make_person("Joan")
    with pytest.raises(IntegrityError, match="gives_a_contact_point_once"), transaction.atomic():
        ContactPoint.objects.create(person=joan, kind="email", value="joan@example.org")


def at_once(count: int, work: Any) -> list[BaseException]:
    raised: list[BaseException] = []
    gate = threading.Barrier(count)

    def run() -> None:
        try:
            gate.wait(10)
            work()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_connections_cannot_both_prove_one_address() -> None:
    raised = at_once(2, lambda: by_sql("joan@example.org"))
    assert [type(error) for error in raised] == [IntegrityError]


@pytest.mark.django_db(transaction=True)
def test_signing_up_in_five_windows_at_once_makes_one_person() -> None:
    people: list[int] = []
    raised = at_once(
        5,
        lambda: people.append(sign_up(by=Actor.guest(), email="joan@example.org", name="Joan").pk),
    )
    assert raised == []
    assert len(set(people)) == 1 and Person.objects.count() == 1
