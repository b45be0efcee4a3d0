"""Mail servers and providers, as their answers are understood; and the command that tries them."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import ContactPoint
from reminders.actions.delivering import deliver_due
from reminders.channels import notify
from reminders.models import Bounce, Notice
from tests.reminders.factories import NOON, make_contact, make_notice
from tests.reminders.gateways import NOTIFY_KEY, TEMPLATES, NotifyStub, SmtpStub

pytestmark = pytest.mark.django_db


def by_smtp(settings: Any, stub: SmtpStub) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", stub.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def delivered(notice: Notice) -> Notice:
    deliver_due(clock=lambda: NOON)
    notice.refresh_from_db()
    return notice


def test_a_real_mail_server_takes_a_message(settings: Any) -> None:
    with SmtpStub() as stub:
        by_smtp(settings, stub)
        notice = delivered(make_notice())
    assert notice.state == "sent" and str(notice.key).encode() in stub.taken[0]


@pytest.mark.parametrize(
    ("answer", "state", "sort"),
    [
        ("550 5.1.1 No such mailbox", "to_call", "gone"),
        ("550 No such mailbox", "to_call", "gone"),
        ("552 5.2.2 Mailbox full", "to_call", "full"),
        ("554 5.7.1 Rejected by policy", "to_call", "refused"),
        ("550 relay not permitted", "to_call", "refused"),
        ("451 4.3.2 Try again later", "owed", None),
        ("450 Greylisted", "owed", None),
    ],
)
def test_what_a_mail_server_says_of_a_recipient(
    settings: Any, answer: str, state: str, sort: str | None
) -> None:
    with SmtpStub(mode="refuses", answer=answer) as stub:
        by_smtp(settings, stub)
        notice = delivered(make_notice())
    assert (notice.state, stub.taken) == (state, [])
    assert [bounce.sort for bounce in Bounce.objects.all()] == ([sort] if sort else [])
    stopped = ContactPoint.objects.get(pk=notice.contact_id).stopped_at
    assert (stopped is not None) == (sort == "gone")


@pytest.mark.parametrize("answer", ["530 5.7.0 Authentication required", "550 Not your sender"])
def test_a_server_that_does_not_let_us_send_costs_no_message_an_attempt(
    settings: Any, answer: str
) -> None:
    with SmtpStub(mode="refuses us", answer=answer) as stub:
        by_smtp(settings, stub)
        notice = delivered(make_notice())
        assert (notice.state, notice.attempts, notice.why) == ("owed", 0, "")
        stub.mode = "takes"
        assert delivered(notice).state == "sent"


def test_a_mail_server_that_hangs_up_after_the_message_gets_it_again_with_the_same_id(
    settings: Any,
) -> None:
    with SmtpStub(mode="drops after") as stub:
        by_smtp(settings, stub)
        notice = delivered(make_notice())
        assert (notice.state, len(stub.taken)) == ("owed", 1)
        stub.mode = "takes"
        deliver_due(clock=lambda: notice.waits_until)
    notice.refresh_from_db()
    assert notice.state == "sent" and len(stub.taken) == 2
    assert all(f"Message-ID: <{notice.key}@localhost>".encode() in one for one in stub.taken)


JOAN = "joan@example.org"
TAKEN = b'{"ErrorCode":0,"Message":"OK","MessageID":"b7bc2f4a","To":"joan@example.org"}'
INACTIVE = b"""{"ErrorCode":406,"Message":"You tried to send to a recipient that has been marked as
 inactive. Found inactive addresses: joan@example.org. Inactive recipients are ones"}""".replace(
    b"\n", b""
)
ILLEGAL = b"""{"ErrorCode":300,"Message":"Invalid 'To' address: 'joan@example.org'."}"""


def by_provider(
    settings: Any, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> list[Any]:
    """Postmark that answers so; what it was asked."""
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token", "IGNORE_UNSUPPORTED_FEATURES": True}
    asked: list[Any] = []

    def answer(self: Any, **request: Any) -> Any:
        asked.append(request)
        response = requests.Response()
        response.status_code, response._content = status, body
        return response

    monkeypatch.setattr("requests.Session.request", answer)
    return asked


def test_a_provider_takes_a_message_and_its_id_is_kept(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = by_provider(settings, monkeypatch, 200, TAKEN)
    notice = delivered(make_notice(contact=make_contact(value=JOAN)))
    assert (notice.state, notice.receipt) == ("sent", "b7bc2f4a")
    assert str(notice.key) in str(asked[0]["data"])


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (401, b'{"ErrorCode":10,"Message":"No account"}', "owed"),
        (500, b"{}", "owed"),
        (429, b"{}", "owed"),
        (422, INACTIVE, "to_call"),
        (422, ILLEGAL, "to_call"),
    ],
)
def test_what_a_provider_answers(
    settings: Any, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, state: str
) -> None:
    by_provider(settings, monkeypatch, status, body)
    assert delivered(make_notice(contact=make_contact(value=JOAN))).state == state


# --- manage.py send_test_notice ------------------------------------------------------------------


def test_a_test_message_goes_the_way_that_is_configured_and_says_so(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.EMAIL_PROVIDER = ""
    call_command("send_test_notice", to="joan@example.org")
    assert "Handed over by email with the server" in capsys.readouterr().out
    assert mail.outbox[0].subject == f"A test message from {settings.SITE_NAME}"
    assert not Notice.objects.exists() and not ContactPoint.objects.exists()


def test_a_test_message_by_notify_says_its_reference(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    with NotifyStub() as stub:
        settings.NOTIFY_API_KEY, settings.NOTIFY_URL = NOTIFY_KEY, stub.url
        settings.NOTIFY_TEMPLATES = TEMPLATES
        call_command("send_test_notice", to="07700 900123")
        assert f"GOV.UK Notify (phone). Its reference there: {stub.taken[0]['id']}" in (
            capsys.readouterr().out
        )
        stub.mode, stub.status = "refuses", 403
        with pytest.raises(CommandError, match="refuses our key or template"):
            call_command("send_test_notice", to="07700 900123")
    assert notify.NOTIFY


def test_without_a_gateway_a_test_message_is_refused_in_clear_words(settings: Any) -> None:
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="set NOTIFY_API_KEY and NOTIFY_TEXT_TEMPLATE"):
        call_command("send_test_notice", to="07700 900123")
    with pytest.raises(CommandError, match="NOTIFY_LETTER_TEMPLATE"):
        call_command("send_test_notice", to="1 High Street, Ware")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command("send_test_notice", to="joan@example.org")


def test_a_kind_can_be_tried_once_there_is_something_to_say() -> None:
    with pytest.raises(CommandError, match=r"No such kind\. There are: .*told"):
        call_command("send_test_notice", to="joan@example.org", kind="nothing")
    with pytest.raises(CommandError, match="nothing yet"):
        call_command("send_test_notice", to="joan@example.org", kind="booking-confirmed")
