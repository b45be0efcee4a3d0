from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import ContactPoint, Person
from reminders.actions import settling
from reminders.actions.claiming import claim
from reminders.actions.delivering import deliver_due
from reminders.actions.gathering import follow_digests
from reminders.digests import DIGEST
from reminders.links import leave_path
from reminders.models import Notice, Preference, Rhythm
from tests.reminders.factories import NOON, make_contact, make_notice
from tests.reminders.kinds import wrong_about

pytestmark = pytest.mark.django_db

TUESDAY_AT_EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MONDAY_AT_EIGHT = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def at(moment: datetime) -> Any:
    return lambda: moment


def reader(often: str = "daily", **facts: Any) -> ContactPoint:
    contact = make_contact(**facts)
    Rhythm.objects.create(contact=contact, often=often)
    return contact


def about(name: str) -> Person:
    return Person.objects.create_user(name=name)


def held(contact: ContactPoint, *names: str, **facts: Any) -> list[Notice]:
    """A mailing about each of these people, held at noon on Monday."""
    notices = [
        make_notice("mailing", contact, subject_id=about(name).pk, **facts) for name in names
    ]
    deliver_due(clock=at(NOON))
    return [refreshed(notice) for notice in notices]


def refreshed(notice: Notice) -> Notice:
    notice.refresh_from_db()
    return notice


def states(*notices: Notice) -> set[str]:
    return {refreshed(notice).state for notice in notices}


def test_what_a_person_must_tell_is_not_held_for_a_digest_that_nobody_sends(settings: Any) -> None:
    settings.DEVELOPMENT = False  # no text has a way to go
    notices = held(reader(kind="phone", value="+441632960123"), "Ada", "Bea")
    assert states(*notices) == {"to_call"} and not Notice.objects.filter(kind=DIGEST).exists()


def test_what_is_held_comes_as_one_message_at_eight() -> None:
    notices = held(reader(), "Ada", "Bea", "Cai")
    assert states(*notices) == {"held"} and mail.outbox == []
    assert deliver_due(clock=at(TUESDAY_AT_EIGHT - timedelta(seconds=1))) == 0
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    [message] = mail.outbox
    assert message.subject == "3 messages for you: A place is yours, Ada"
    for name in ("Ada", "Bea", "Cai"):
        assert f"* A place is yours, {name}" in message.body
    assert message.extra_headers["List-Unsubscribe"].endswith("/leave/all/>")
    assert states(*notices) == {"sent"}
    digest = Notice.objects.get(kind=DIGEST)
    assert digest.settled_at == TUESDAY_AT_EIGHT and digest.gathered.count() == 3
    assert deliver_due(clock=at(TUESDAY_AT_EIGHT + timedelta(days=9))) == 0


def test_what_came_to_nothing_is_left_out_and_says_why() -> None:
    kept, dropped, late = held(reader(), "Ada", "Bea", "Cai")
    wrong_about[dropped.subject_id] = "Somebody logged work meanwhile."
    Notice.objects.filter(pk=late.pk).update(not_after=TUESDAY_AT_EIGHT)
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert mail.outbox[0].subject == "1 message for you: A place is yours, Ada"
    assert "Bea" not in mail.outbox[0].body and "Cai" not in mail.outbox[0].body
    assert refreshed(kept).state == "sent"
    assert (refreshed(dropped).state, dropped.why) == ("skipped", "Somebody logged work meanwhile.")
    assert (refreshed(late).state, late.why) == ("skipped", "It would have come too late.")


def test_a_digest_with_nothing_to_say_is_not_sent() -> None:
    [one, gone] = held(reader(), "Ada", "Bea")
    wrong_about[one.subject_id] = "It was said before."
    Person.objects.filter(pk=gone.subject_id).delete()
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert mail.outbox == []
    digest = Notice.objects.get(kind=DIGEST)
    assert (digest.state, digest.why) == ("skipped", "There was nothing to say.")
    assert refreshed(gone).why == "What it was about is gone."


def test_what_is_about_one_thing_stands_under_one_heading() -> None:
    contact, ada = reader(), about("Ada")
    for version in ("1", "2"):
        make_notice("mailing", contact, subject_id=ada.pk, version=version)
    held(contact, "Bea")
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    body = mail.outbox[0].body
    assert body.count("A place is yours, Ada") == 1
    assert body.count("When: Tuesday at ten, Ada") == 1
    assert body.index("Ada") < body.index("* A place is yours, Bea")
    assert mail.outbox[0].subject.startswith("3 messages for you")


def test_more_than_a_week_allows_comes_together_on_monday() -> None:
    contact = make_contact()
    notices = [make_notice("mailing", contact, version=str(number)) for number in range(9)]
    deliver_due(clock=at(NOON))
    assert len(mail.outbox) == 5
    kept = Notice.objects.filter(state="held")
    assert kept.count() == 4
    deliver_due(clock=at(MONDAY_AT_EIGHT - timedelta(minutes=1)))
    assert len(mail.outbox) == 5
    deliver_due(clock=at(MONDAY_AT_EIGHT))
    assert len(mail.outbox) == 6 and mail.outbox[5].subject.startswith("4 messages for you")
    assert states(*notices) == {"sent"}


def test_a_digest_counts_as_one_message_of_the_week_that_follows() -> None:
    contact = reader("daily")
    held(contact, *"abcdefgh")
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    Rhythm.objects.update(often="each")
    make_notice("mailing", contact, version="later")
    deliver_due(clock=at(TUESDAY_AT_EIGHT + timedelta(hours=1)))
    assert len(mail.outbox) == 2


def test_booking_messages_are_never_held() -> None:
    contact = reader("weekly")
    make_notice("told", contact)
    deliver_due(clock=at(NOON))
    assert len(mail.outbox) == 1


def test_leaving_a_topic_in_between_leaves_it_out() -> None:
    contact = reader()
    [notice] = held(contact, "Ada")
    Preference.objects.create(contact=contact, topic="quiet-challenges", wanted=False)
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert mail.outbox == []
    assert refreshed(notice).why == "They do not want to hear of this."


def test_the_way_out_of_a_digest_leaves_everything_and_offers_the_way_back(client: Client) -> None:
    contact = reader()
    notices = held(contact, "Ada", "Bea")
    page = client.post(leave_path(contact.pk, "all"), {"List-Unsubscribe": "One-Click"})
    words = page.content.decode()
    assert "everything" in words and "/preferences/" in words
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert mail.outbox == [] and states(*notices) == {"skipped"}


def test_a_pause_in_between_stops_the_digest() -> None:
    contact = reader()
    notices = held(contact, "Ada")
    Rhythm.objects.update(paused_until=NOON + timedelta(days=90))
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert mail.outbox == [] and states(*notices) == {"skipped"}
    assert refreshed(notices[0]).why == "They asked for a pause."


def test_who_dies_between_sending_and_stamping_repeats_the_same_digest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notices = held(reader(), "Ada", "Bea")

    def die(*_: Any, **__: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as dying, pytest.raises(SystemExit):
        dying.setattr(settling, "stamp_sent", die)
        deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert states(*notices) == {"held"}
    deliver_due(clock=at(TUESDAY_AT_EIGHT + timedelta(minutes=4)))
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.body == second.body
    assert states(*notices) == {"sent"}


def test_what_is_added_while_a_digest_is_being_written_waits_for_the_next() -> None:
    contact = reader()
    [early] = held(contact, "Ada")
    [digest] = claim(now=TUESDAY_AT_EIGHT)
    late = make_notice("mailing", contact, state="claimed", claimed_at=NOON, attempts=1)
    settling.hold(late, TUESDAY_AT_EIGHT)
    settling.stamp_sent(digest, TUESDAY_AT_EIGHT)
    assert refreshed(early).state == "sent"
    assert (refreshed(late).state, late.waits_until) == ("owed", TUESDAY_AT_EIGHT)
    deliver_due(clock=at(TUESDAY_AT_EIGHT + timedelta(minutes=1)))
    assert refreshed(late).state == "held"
    assert late.digest is not None and late.digest.due_at == TUESDAY_AT_EIGHT + timedelta(days=1)


def test_a_digest_for_a_phone_is_one_text_with_its_link_whole(settings: Any) -> None:
    settings.DEVELOPMENT = True
    held(reader(kind="phone", value="07700 900123"), *("Ada" * 30, "Bea" * 30, "Cai" * 30))
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    [text] = mail.outbox
    assert len(text.body) <= 160
    assert text.body.startswith("3 messages for you: ")
    assert "/preferences/" in text.body.split()[-1]


def test_a_digest_takes_no_more_statements_for_more_messages() -> None:
    def statements(count: int) -> int:
        held(reader(), *(f"Person {number}" for number in range(count)))
        with CaptureQueriesContext(connection) as seen:
            deliver_due(clock=at(TUESDAY_AT_EIGHT))
        return len(seen)

    assert statements(30) == statements(3)


def test_a_digest_names_the_first_fifty_and_counts_the_rest() -> None:
    notices = held(reader(), *(f"Person {number}" for number in range(53)))
    deliver_due(clock=at(TUESDAY_AT_EIGHT))
    assert mail.outbox[0].subject.startswith("53 messages for you")
    assert "And 3 more." in mail.outbox[0].body
    assert states(*notices) == {"sent"}


def test_a_digest_that_a_person_tells_settles_what_it_gathered() -> None:
    notices = held(reader(), "Ada", "Bea")
    assert states(*notices) == {"held"}
    Notice.objects.filter(kind=DIGEST).update(state="sent", settled_at=NOON, why="Told by post.")
    for _twice in range(2):
        follow_digests(NOON)
    assert states(*notices) == {"sent"}
