"""What the database itself refuses, by whichever way it is asked."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.models import ContactPoint
from reminders.actions.owing import Owed, owe
from reminders.models import Bounce, Notice, Preference
from tests.reminders.factories import NOON, make_contact, make_notice

COLUMNS = (
    "kind, contact_id, subject_type, subject_id, version, due_at, state, why, key, attempts,"
    " urgent, receipt"
)
VALUES = "%s, %s, 'accounts.person', %s, '', now(), %s, '', gen_random_uuid(), 0, false, ''"


def by_sql(contact: ContactPoint, kind: str = "told", state: str = "owed") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO reminders_notice ({COLUMNS}, owed_at) VALUES ({VALUES}, now())",
            [kind, contact.pk, contact.person_id, state],
        )


@pytest.mark.django_db
def test_the_same_thing_is_owed_to_somebody_once() -> None:
    notice = make_notice()
    with pytest.raises(IntegrityError, match="notice_is_owed_once"), transaction.atomic():
        make_notice("told", notice.contact)
    with pytest.raises(IntegrityError, match="notice_is_owed_once"), transaction.atomic():
        by_sql(notice.contact)
    make_notice("told", notice.contact, version="moved")


@pytest.mark.django_db
def test_owing_three_times_owes_once() -> None:
    contact = make_contact()
    assert contact.person is not None
    for _ in range(3):
        owe([Owed(kind="told", to=contact, about=contact.person, due_at=NOON)])
    assert Notice.objects.get().due_at == NOON


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"state": "lost"}, "notice_is_settled_at_a_time"),
        ({"state": "claimed"}, "notice_is_claimed_since_a_time"),
        ({"claimed_at": NOON}, "notice_is_claimed_since_a_time"),
        ({"state": "sent"}, "notice_is_settled_at_a_time"),
        ({"settled_at": NOON}, "notice_is_settled_at_a_time"),
        ({"state": "skipped", "settled_at": NOON}, "notice_not_sent_says_why"),
        ({"state": "failed", "settled_at": NOON}, "notice_not_sent_says_why"),
    ],
)
def test_a_state_that_makes_no_sense_is_refused(wrong: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_notice(**wrong)
    notice = make_notice()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**wrong)


@pytest.mark.django_db
def test_a_state_that_nobody_knows_is_refused_to_raw_statements_as_well() -> None:
    with pytest.raises(IntegrityError, match="notice_is_settled_at_a_time"), transaction.atomic():
        by_sql(make_contact(), state="lost")


@pytest.mark.django_db
def test_a_preference_is_said_once_and_about_something() -> None:
    contact = make_contact()
    Preference.objects.create(contact=contact, topic="quiet-challenges")
    with pytest.raises(IntegrityError, match="preference_is_said_once"), transaction.atomic():
        Preference.objects.create(contact=contact, topic="quiet-challenges")
    with (
        pytest.raises(IntegrityError, match="preference_is_said_once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO reminders_preference (contact_id, topic, wanted, changed_at)"
            " VALUES (%s, 'quiet-challenges', false, now())",
            [contact.pk],
        )
    with pytest.raises(IntegrityError, match="preference_is_about"), transaction.atomic():
        Preference.objects.create(contact=contact, topic="")


def at_once(*works: Any) -> list[BaseException]:
    """Run each in a thread with a connection of its own; return what they raised."""
    raised: list[BaseException] = []
    gate = threading.Barrier(len(works))

    def run(work: Any) -> None:
        try:
            gate.wait(10)
            work()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_connections_owe_the_same_once() -> None:
    contact = make_contact()
    raised = at_once(*[lambda: by_sql(contact)] * 2)
    assert [type(error) for error in raised] == [IntegrityError]
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sources_that_owe_at_once_disturb_each_other_in_nothing() -> None:
    contact = make_contact()
    owed = [
        Owed(kind="told", to=contact, about=contact, due_at=NOON, version=str(number))
        for number in range(50)
    ]
    raised = at_once(lambda: owe(owed), lambda: owe(reversed(owed)))
    assert raised == []
    assert Notice.objects.count() == 50
    assert Notice.objects.filter(due_at__gt=NOON + timedelta(1)).count() == 0


@pytest.mark.django_db
def test_a_message_bounces_once_and_in_a_known_way() -> None:
    notice = make_notice()
    with pytest.raises(IntegrityError, match="bounce_sort_is_known"), transaction.atomic():
        Bounce.objects.create(notice=notice, sort="eaten")
    Bounce.objects.create(notice=notice, sort="gone")
    sql = "INSERT INTO reminders_bounce (notice_id, sort, heard_at) VALUES (%s, 'full', now())"
    with (
        pytest.raises(IntegrityError, match="notice_id"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [notice.pk])
