"""What gateways say afterwards, and what follows."""

from __future__ import annotations

import io
import json
import sys
from base64 import b64encode
from datetime import timedelta
from email import message_from_bytes
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import ContactPoint
from reminders.actions.delivering import deliver_due
from reminders.actions.receiving import receive
from reminders.bounces import Sort
from reminders.models import Bounce, Notice, Preference
from reminders.receipts import Fate, Receipt, of_provider, of_report
from tests.reminders.factories import NOON, make_contact, make_notice
from tests.reminders.kinds import wrong_about
from tests.reminders.reports import (
    EXCHANGE,
    GARBAGE,
    NAMED_IN_FIELDS,
    OUT_OF_OFFICE,
    POSTFIX,
    worded,
)

pytestmark = pytest.mark.django_db
KEY = UUID("6bc0d5a6-3e4f-4c6a-8d29-0f6f3f1f5d11")
TOKEN = "a-bearer-token-of-these-tests"


def sent(kind: str = "told", contact: ContactPoint | None = None, **given: Any) -> Notice:
    notice = make_notice(kind, contact, **given)
    deliver_due(clock=lambda: NOON)
    notice.refresh_from_db()
    assert notice.state == "sent"
    return notice


def bounce(notice: Notice, sort: Sort = Sort.GONE, at: Any = NOON) -> Notice:
    assert receive(Receipt(notice.key, Fate.BOUNCED, sort), now=at)
    notice.refresh_from_db()
    notice.contact.refresh_from_db()
    return notice


def also(contact: ContactPoint, kind: str, value: str, **given: Any) -> ContactPoint:
    return ContactPoint.objects.create(person=contact.person, kind=kind, value=value, **given)


# --- What follows --------------------------------------------------------------------------------


def test_a_receipt_of_arrival_is_written_down_once() -> None:
    notice = sent()
    for hour in range(3):
        receive(Receipt(notice.key, Fate.ARRIVED), now=NOON + timedelta(hours=hour))
    notice.refresh_from_db()
    assert (notice.state, notice.delivered_at, notice.settled_at) == ("sent", NOON, NOON)


def test_a_bounce_stops_the_address_and_without_another_way_somebody_must_call() -> None:
    notice = bounce(sent())
    assert notice.contact.stopped_at == NOON
    assert notice.contact.stopped_because == "There is no such address or number."
    assert notice.state == "to_call"
    assert notice.why == "This email address does not work, and no other way is known."
    bounce(notice, at=NOON + timedelta(hours=1))
    assert Bounce.objects.count() == 1 and notice.contact.stopped_at == NOON


def test_a_bounced_booking_message_becomes_a_text() -> None:
    notice = sent()
    also(notice.contact, "post", "1 High Street, Ware")
    also(notice.contact, "email", "joan.work@example.org", proved_at=NOON)
    phone = also(notice.contact, "phone", "07700 900123")
    bounce(notice)
    assert (notice.state, "instead" in notice.why) == ("failed", True)
    again = Notice.objects.get(contact=phone)
    assert (again.kind, again.version, again.subject_id) == ("told", "", notice.subject_id)
    assert (again.state, again.due_at) == ("owed", NOON)
    for _ in range(2):
        bounce(notice)
    assert Notice.objects.count() == 2


def test_an_address_that_was_never_proved_is_no_other_way() -> None:
    notice = sent()
    also(notice.contact, "email", "typed@example.org")
    assert bounce(notice).state == "to_call"


def test_the_second_way_that_fails_as_well_ends_with_a_call_not_in_a_circle() -> None:
    notice = sent()
    other = also(notice.contact, "email", "joan.work@example.org", proved_at=NOON)
    bounce(notice, Sort.FULL)
    second = Notice.objects.get(contact=other)
    deliver_due(clock=lambda: NOON)
    second.refresh_from_db()
    assert bounce(second, Sort.FULL).state == "to_call" and Notice.objects.count() == 2


def test_a_mailing_that_bounces_goes_nowhere_else() -> None:
    contact = make_contact()
    also(contact, "phone", "07700 900123")
    notice = bounce(sent("mailing", contact))
    assert notice.state == "failed" and Notice.objects.count() == 1
    assert notice.contact.stopped_at == NOON


def test_what_would_come_too_late_or_is_no_longer_true_goes_nowhere_else() -> None:
    late = sent(not_after=NOON + timedelta(hours=1))
    assert bounce(late, at=NOON + timedelta(hours=2)).state == "failed"
    untrue = sent()
    wrong_about[untrue.subject_id] = "The session was cancelled."
    assert bounce(untrue).state == "failed"


def test_a_full_mailbox_stops_nothing_until_the_third_in_two_weeks() -> None:
    contact = make_contact()
    for number, days in enumerate((0, 20, 21, 22), start=1):
        at = NOON + timedelta(days=days)
        notice = bounce(sent(contact=contact, version=str(number)), Sort.FULL, at)
        assert (notice.contact.stopped_at is not None) == (number == 4), number
    assert "Three messages" in notice.contact.stopped_because


def test_a_refusal_on_the_way_says_nothing_of_the_address() -> None:
    notice = bounce(sent(), Sort.REFUSED)
    assert (notice.state, notice.contact.stopped_at) == ("to_call", None)


def test_nothing_is_tried_at_an_address_that_was_stopped(mailoutbox: list[Any]) -> None:
    contact = make_contact()
    ContactPoint.objects.filter(pk=contact.pk).update(stopped_at=NOON, stopped_because="Gone.")
    booking, mailing = make_notice(contact=contact), make_notice("mailing", contact)
    deliver_due(clock=lambda: NOON)
    booking.refresh_from_db()
    mailing.refresh_from_db()
    assert (booking.state, mailing.state, mailoutbox) == ("to_call", "skipped", [])
    phone = also(contact, "phone", "07700 900123")
    second = make_notice(contact=contact, version="2")
    deliver_due(clock=lambda: NOON)
    second.refresh_from_db()
    assert second.state == "failed"
    assert Notice.objects.get(contact=phone).state == "sent"  # development's catcher of texts


def test_a_receipt_while_it_is_being_sent_is_to_be_told_again() -> None:
    notice = make_notice(state="claimed", claimed_at=NOON)
    assert not receive(Receipt(notice.key, Fate.BOUNCED, Sort.GONE), now=NOON)
    assert receive(Receipt(uuid4(), Fate.BOUNCED, Sort.GONE), now=NOON)


def test_what_a_person_has_told_is_told() -> None:
    notice = make_notice(state="sent", settled_at=NOON, why="Told by phone by Priya Raman.")
    assert bounce(notice).state == "sent"


def test_an_uncertain_text_that_arrived_is_sent() -> None:
    notice = make_notice(state="uncertain", why="Nobody knows.", begun_at=NOON)
    receive(Receipt(notice.key, Fate.ARRIVED), now=NOON)
    notice.refresh_from_db()
    assert (notice.state, notice.why, notice.delivered_at) == ("sent", "", NOON)


def test_whoever_calls_it_spam_gets_no_mailing_again() -> None:
    notice = sent("mailing")
    receive(Receipt(notice.key, Fate.UNWELCOME), now=NOON)
    left = Preference.objects.filter(contact=notice.contact, wanted=False)
    assert set(left.values_list("topic", flat=True)) >= {"all", "quiet-challenges"}


# --- Delivery status notifications ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("server", "words", "expected"),
    [
        (POSTFIX, {}, "gone"),
        (POSTFIX, {"enclosed": "text/rfc822-headers"}, "gone"),
        (EXCHANGE, {"said": "550 5.1.10 RESOLVER.ADR.RecipientNotFound"}, "gone"),
        (NAMED_IN_FIELDS, {}, "gone"),
        (POSTFIX, {"status": "5.2.1", "said": "550 5.2.1 mailbox disabled"}, "gone"),
        (POSTFIX, {"status": "5.4.4", "said": "Host or domain name not found"}, "gone"),
        (POSTFIX, {"status": "5.0.0", "said": "550 5.1.1 unknown"}, "gone"),
        (POSTFIX, {"status": "5.0.0", "said": "550 No such user here"}, "gone"),
        (POSTFIX, {"status": "5.2.2", "said": "552 5.2.2 mailbox full"}, "full"),
        (EXCHANGE, {"status": "5.0.0", "said": "552 quota"}, "full"),
        (POSTFIX, {"status": "4.4.1", "said": "connection timed out for five days"}, "full"),
        (POSTFIX, {"status": "5.7.1", "said": "554 5.7.1 looks like spam"}, "refused"),
        (EXCHANGE, {"status": "5.7.133", "said": "550 5.7.133 SenderNotAuthenticated"}, "refused"),
        (POSTFIX, {"status": "5.3.4", "said": "552 5.3.4 too large"}, "refused"),
        (POSTFIX, {"action": "delivered", "status": "2.0.0", "said": "250 ok"}, "arrived"),
        (POSTFIX, {"action": "delayed", "status": "4.4.1", "said": "will try"}, ""),
        (POSTFIX, {"action": "relayed", "status": "2.0.0", "said": "250 ok"}, ""),
        (OUT_OF_OFFICE, {}, ""),
        (GARBAGE, {}, ""),
    ],
)
def test_a_report_of_a_mail_server_is_understood(
    server: str, words: dict[str, str], expected: str
) -> None:
    receipt = of_report(message_from_bytes(worded(server, KEY, **words)))
    if not expected:
        assert receipt is None
        return
    assert receipt is not None and receipt.key == KEY
    assert expected == (receipt.sort.value if receipt.fate is Fate.BOUNCED else receipt.fate.value)


def test_a_report_about_somebody_elses_message_is_nothing_to_us() -> None:
    assert of_report(message_from_bytes(worded(POSTFIX, "CAF-12345"))) is None


def test_the_command_takes_a_report_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = sent()
    for _ in range(2):
        report = io.BytesIO(worded(POSTFIX, notice.key))
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=report))
        call_command("record_bounce")
    assert "Taken: it bounced." in capsys.readouterr().out
    notice.refresh_from_db()
    assert notice.state == "to_call" and Bounce.objects.count() == 1


def test_the_command_has_a_report_handed_over_again_while_it_is_being_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = make_notice(state="claimed", claimed_at=NOON)
    report = io.BytesIO(worded(POSTFIX, notice.key))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=report))
    with pytest.raises(SystemExit) as ended:
        call_command("record_bounce")
    assert ended.value.code == 75


# --- GOV.UK Notify -------------------------------------------------------------------------------


def told_by_notify(client: Client, body: object, token: str = TOKEN) -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    content = body if isinstance(body, str) else json.dumps(body)
    answer = client.post(
        "/receipts/notify/", content, content_type="application/json", headers=headers
    )
    return answer.status_code


def test_notify_tells_what_became_of_a_message(client: Client, settings: Any) -> None:
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    arrived, gone = sent(), sent()
    assert told_by_notify(client, {"reference": str(arrived.key), "status": "delivered"}) == 204
    body = {"reference": str(gone.key), "status": "permanent-failure", "to": "joan@example.org"}
    assert [told_by_notify(client, body) for _ in range(3)] == [204] * 3
    arrived.refresh_from_db()
    gone.refresh_from_db()
    assert arrived.delivered_at and gone.state == "to_call"


@pytest.mark.parametrize(
    ("body", "token", "status"),
    [
        ({"reference": str(KEY), "status": "delivered"}, TOKEN, 204),
        ({"reference": None, "status": "delivered"}, TOKEN, 204),
        ({"status": "sending"}, TOKEN, 204),
        ("not json", TOKEN, 400),
        ("[1]", TOKEN, 400),
        ({"reference": str(KEY), "status": "delivered"}, "another", 401),
        ({"reference": str(KEY), "status": "delivered"}, "", 401),
    ],
)
def test_notify_is_believed_with_its_token_alone(
    client: Client, settings: Any, body: object, token: str, status: int
) -> None:
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    assert told_by_notify(client, body, token) == status
    assert client.get("/receipts/notify/").status_code == 405


def test_receipts_are_not_there_until_they_are_configured(client: Client, settings: Any) -> None:
    settings.NOTIFY_CALLBACK_TOKEN = settings.EMAIL_PROVIDER = ""
    assert told_by_notify(client, {}, "") == 404
    assert client.post("/receipts/mail/").status_code == 404


# --- Providers of mail ---------------------------------------------------------------------------

SECRET = "postmark:a-secret-of-these-tests"


def told_by_postmark(
    client: Client, key: UUID, record: str, secret: str = SECRET, **more: Any
) -> int:
    said = {
        "RecordType": record,
        "MessageID": str(uuid4()),
        "Metadata": {"key": str(key)},
        "Recipient": "joan@example.org",
        "DeliveredAt": "2026-11-23T12:00:00Z",
        "BouncedAt": "2026-11-23T12:00:00Z",
        **more,
    }
    answer = client.post(
        "/receipts/mail/",
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Basic {b64encode(secret.encode()).decode()}"},
    )
    return answer.status_code


def test_a_provider_tells_what_became_of_a_message(client: Client, settings: Any) -> None:
    settings.EMAIL_PROVIDER, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": SECRET}
    arrived, gone = sent(), sent()
    assert told_by_postmark(client, arrived.key, "Delivery") == 204
    bounce_of = {"Type": "HardBounce", "TypeCode": 1, "ID": 7, "Email": "joan@example.org"}
    assert told_by_postmark(client, gone.key, "Bounce", "postmark:guessed", **bounce_of) == 401
    assert told_by_postmark(client, gone.key, "Bounce", **bounce_of) == 204
    arrived.refresh_from_db()
    gone.refresh_from_db()
    assert arrived.delivered_at and gone.state == "to_call"
    assert client.head("/receipts/mail/").status_code == 200


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"event_type": "delivered"}, (Fate.ARRIVED, Sort.REFUSED)),
        ({"event_type": "bounced", "reject_reason": "invalid"}, (Fate.BOUNCED, Sort.GONE)),
        ({"event_type": "bounced", "reject_reason": "bounced"}, (Fate.BOUNCED, Sort.GONE)),
        (
            {"event_type": "bounced", "reject_reason": "bounced", "mta_response": "552 5.2.2 full"},
            (Fate.BOUNCED, Sort.FULL),
        ),
        ({"event_type": "failed", "reject_reason": "timed_out"}, (Fate.BOUNCED, Sort.FULL)),
        ({"event_type": "rejected", "reject_reason": "spam"}, (Fate.BOUNCED, Sort.REFUSED)),
        ({"event_type": "complained"}, (Fate.UNWELCOME, Sort.REFUSED)),
        ({"event_type": "deferred"}, None),
        ({"event_type": "opened"}, None),
    ],
)
def test_an_event_of_any_provider_is_understood(
    event: dict[str, str], expected: tuple[Fate, Sort] | None
) -> None:
    facts: dict[str, Any] = {"metadata": {}, "message_id": f"<{KEY}@localhost>"}
    facts |= {"reject_reason": None, "mta_response": "", "description": None}
    receipt = of_provider(SimpleNamespace(**(facts | event)))
    assert (receipt and (receipt.fate, receipt.sort)) == expected
