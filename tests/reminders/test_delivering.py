from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ContactPoint
from reminders.actions import claiming, delivering, settling
from reminders.actions.delivering import deliver_due
from reminders.actions.resolving import drop_what_is_over
from reminders.models import Notice, Preference
from tests.reminders.factories import NOON, make_contact, make_notice
from tests.reminders.kinds import wrong_about

pytestmark = pytest.mark.django_db


def at(moment: datetime) -> Any:
    return lambda: moment


def test_what_is_due_is_sent_once_and_stamped() -> None:
    notice = make_notice()
    for _ in range(3):
        deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert notice.state == "sent" and notice.settled_at == NOON
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == [notice.contact.value]


def test_what_is_not_yet_due_waits() -> None:
    make_notice(due_at=NOON + timedelta(seconds=1))
    assert deliver_due(clock=at(NOON)) == 0
    assert mail.outbox == []


def test_nothing_is_sent_when_it_would_come_too_late() -> None:
    notice = make_notice(not_after=NOON)
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("skipped", "It would have come too late.")
    assert mail.outbox == []


def test_nothing_is_sent_when_the_reason_has_gone() -> None:
    notice = make_notice()
    wrong_about[notice.subject_id] = "The session was cancelled."
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("skipped", "The session was cancelled.")


def test_a_mailing_that_was_left_is_not_sent_and_a_booking_message_is() -> None:
    contact = make_contact()
    Preference.objects.create(contact=contact, topic="quiet-challenges", wanted=False)
    Preference.objects.create(contact=contact, topic="bookings", wanted=False)
    mailing = make_notice("mailing", contact)
    booking = make_notice("told", contact)
    deliver_due(clock=at(NOON))
    mailing.refresh_from_db()
    booking.refresh_from_db()
    assert mailing.state == "skipped"
    assert booking.state == "sent"


def test_a_reminder_waits_for_a_decent_hour_and_holds_up_nobody() -> None:
    night = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    waiting = [make_notice("reminded", due_at=night) for _ in range(3)]
    urgent = make_notice("told", due_at=night)
    deliver_due(clock=at(night))
    urgent.refresh_from_db()
    waiting[0].refresh_from_db()
    assert urgent.state == "sent"
    assert waiting[0].state == "owed" and waiting[0].attempts == 0
    assert waiting[0].not_before == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert deliver_due(clock=at(night + timedelta(minutes=1))) == 0
    assert deliver_due(clock=at(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))) == 3
    assert len(mail.outbox) == 4


def test_a_reminder_that_would_only_be_decent_after_the_start_is_not_sent() -> None:
    night = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    notice = make_notice("reminded", due_at=night, not_after=night + timedelta(hours=4))
    deliver_due(clock=at(night))
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("skipped", "No decent hour was left before it began.")


def test_a_text_lands_in_the_mail_catcher_in_development_only(settings: Any) -> None:
    notice = make_notice(contact=make_contact("phone", "07700 900123"))
    settings.DEVELOPMENT = True
    deliver_due(clock=at(NOON))
    assert mail.outbox[0].to == ["07700900123@text.localhost"]
    assert (
        mail.outbox[0].body
        == "A place is yours, Joan. Tuesday at ten. http://127.0.0.1:8000/sessions/"
    )
    other = make_notice(contact=make_contact("phone", "07700 900124"))
    settings.DEVELOPMENT = False
    deliver_due(clock=at(NOON))
    other.refresh_from_db()
    assert other.state == "to_call"
    assert list(Notice.objects.to_call()) == [other]
    assert len(mail.outbox) == 1 and notice.pk


@pytest.mark.parametrize("number", ["01632 960123", "+442079460000", "0300 123 4567", "a number"])
def test_a_landline_is_phoned_though_texts_go(settings: Any, number: str) -> None:
    settings.DEVELOPMENT = True
    notice = make_notice(contact=make_contact("phone", number))
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("to_call", "By phone.") and not mail.outbox


@pytest.mark.parametrize("number", ["07700 900123", "+447911123456", "+33612345678"])
def test_a_mobile_is_texted(settings: Any, number: str) -> None:
    settings.DEVELOPMENT = True
    make_notice(contact=make_contact("phone", number))
    deliver_due(clock=at(NOON))
    assert len(mail.outbox) == 1


def test_a_letter_is_for_a_person_to_send() -> None:
    notice = make_notice(contact=make_contact("post", "1 High Street\nWare"))
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("to_call", "By post.")


class Refusing:
    """A mail server that answers as it is told."""

    def __init__(self, error: Exception | None, at_opening: bool = False) -> None:
        self.error = error
        self.at_opening = at_opening

    def __call__(self) -> Refusing:
        return self

    def open(self) -> None:
        if self.at_opening and self.error:
            raise self.error

    def close(self) -> None:
        pass

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        if self.error:
            raise self.error
        mail.outbox.extend(messages)
        return len(messages)


def refusing(monkeypatch: pytest.MonkeyPatch, error: Exception | None, **how: bool) -> None:
    monkeypatch.setattr("reminders.channels.smtp.get_connection", Refusing(error, **how))


def test_a_failure_is_tried_again_later_and_later_and_in_the_end_left_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = make_notice()
    refusing(monkeypatch, smtplib.SMTPDataError(451, b"joan@example.org later"))
    tries = []
    while notice.state == "owed":
        assert not deliver_due(clock=at(notice.waits_until - timedelta(seconds=1)))
        assert deliver_due(clock=at(notice.waits_until)) == 1
        tries.append(int((notice.waits_until - NOON).total_seconds() // 60))
        notice.refresh_from_db()
    assert tries == [0, 1, 6, 21, 81, 321]
    notice.refresh_from_db()
    assert notice.state == "to_call"
    refused = "The mail server refused the message (451), and no other way is known."
    assert notice.why == refused


def test_a_failure_that_passes_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    notice = make_notice()
    refusing(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    deliver_due(clock=at(NOON))
    refusing(monkeypatch, None)
    deliver_due(clock=at(NOON + timedelta(minutes=1)))
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("sent", "")


def test_a_refused_address_fails_at_once_without_naming_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = make_notice()
    refused = smtplib.SMTPRecipientsRefused({notice.contact.value: (550, b"no such mailbox")})
    refusing(monkeypatch, refused)
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert notice.state == "to_call"
    assert notice.why == "The mail server refused this address (550), and no other way is known."


def test_while_the_mail_server_is_away_nothing_is_counted_against_a_notice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = make_notice()
    refusing(monkeypatch, ConnectionRefusedError(), at_opening=True)
    for minute in range(10):
        deliver_due(clock=at(NOON + timedelta(minutes=minute)))
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("owed", 0)
    refusing(monkeypatch, None)
    deliver_due(clock=at(NOON + timedelta(hours=1)))
    assert len(mail.outbox) == 1


def test_our_own_mistake_is_logged_without_an_address(caplog: pytest.LogCaptureFixture) -> None:
    notice = make_notice("broken")
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert notice.state == "owed" and notice.why == "It could not be written (ValueError)."
    assert "example.org" not in caplog.text


def test_the_call_list_keeps_to_what_is_true_whatever_one_kind_does() -> None:
    unknowable, over = (make_notice(kind, state="to_call") for kind in ("unknowable", "told"))
    wrong_about[over.subject_id] = "They have cancelled."
    assert drop_what_is_over(now=NOON) == 1
    unknowable.refresh_from_db()
    over.refresh_from_db()
    assert (unknowable.state, over.state, over.why) == (
        "to_call",
        "skipped",
        "They have cancelled.",
    )


def test_a_kind_whose_things_cannot_be_fetched_holds_up_no_other() -> None:
    unknowable, other = make_notice("unknowable"), make_notice("told")
    deliver_due(clock=at(NOON))
    unknowable.refresh_from_db()
    other.refresh_from_db()
    assert (unknowable.state, other.state) == ("owed", "sent")
    assert unknowable.why == "It could not be written (LookupError)."


def test_a_kind_that_nobody_declares_any_more_fails_in_words() -> None:
    notice = make_notice("forgotten-kind")
    deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert notice.state == "failed" and "kind" in notice.why


def test_a_claim_whose_holder_died_is_taken_up_again_with_the_same_message_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = make_notice()

    def die(*_: Any, **__: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as dying, pytest.raises(SystemExit):
        dying.setattr(settling, "stamp_sent", die)
        deliver_due(clock=at(NOON))
    notice.refresh_from_db()
    assert notice.state == "claimed"
    deliver_due(clock=at(NOON + timedelta(minutes=2)))
    assert len(mail.outbox) == 1
    deliver_due(clock=at(NOON + timedelta(minutes=4)))
    notice.refresh_from_db()
    assert notice.state == "sent"
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second == f"<{notice.key}@localhost>"


def test_a_notice_that_kills_its_deliverers_is_given_up() -> None:
    notice = make_notice(state="claimed", claimed_at=NOON, attempts=6)
    claiming.sweep(now=NOON + timedelta(hours=1))
    notice.refresh_from_db()
    assert notice.state == "failed" and "died" in notice.why


def refused_to_the_end(notice: Notice) -> Notice:
    """As a mail server would that puts it off each time."""
    notice.state, notice.claimed_at, notice.attempts = "claimed", NOON, len(claiming.WAITS) + 1
    notice.save()
    delivering._not_now(notice, "The mail server refused the message (451).", NOON)
    notice.refresh_from_db()
    return notice


def test_what_a_mail_server_refuses_to_the_end_goes_another_way() -> None:
    notice = make_notice()
    phone = ContactPoint.objects.create(
        person=notice.contact.person, kind="phone", value="+447700900123"
    )
    notice = refused_to_the_end(notice)
    assert notice.state == "failed" and notice.why.endswith("It goes by phone instead.")
    assert phone.notices.get().state == "owed"
    notice.contact.refresh_from_db()
    assert notice.contact.stopped_at is None, "the address is not to blame"


def test_where_there_is_no_other_way_a_person_is_asked() -> None:
    notice = refused_to_the_end(make_notice())
    assert notice.state == "to_call" and "no other way is known" in notice.why


def test_a_mailing_that_is_refused_to_the_end_is_let_be() -> None:
    notice = refused_to_the_end(make_notice("mailing"))
    assert notice.state == "failed" and notice.why == "The mail server refused the message (451)."


def test_a_slow_batch_lets_go_of_what_it_has_not_begun() -> None:
    for _ in range(5):
        make_notice()
    ticks = iter(NOON + timedelta(seconds=15 * tick) for tick in range(1_000))
    began = next(ticks)
    delivering.deliver_due(clock=lambda: next(ticks))
    assert Notice.objects.filter(state="claimed").count() == 0
    assert Notice.objects.filter(state="sent", attempts=1).count() == 5
    assert began == NOON


def test_a_stale_deliverer_does_not_overwrite_what_another_did() -> None:
    make_notice()
    [held] = claiming.claim(now=NOON)
    claiming.sweep(now=NOON + timedelta(minutes=5))
    deliver_due(clock=at(NOON + timedelta(minutes=5)))
    settling.fail(held, NOON, "late")
    held.refresh_from_db()
    assert held.state == "sent"


def test_statements_grow_by_a_few_for_each_message_and_no_more() -> None:
    def statements(count: int) -> int:
        for _ in range(count):
            make_notice()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            deliver_due(clock=at(NOON))
        return len(seen)

    few, many = statements(2), statements(12)
    assert (many - few) / 10 <= 1  # its stamp
