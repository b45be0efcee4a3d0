from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail

from reminders.actions.delivering import deliver_due
from tests.reminders.factories import NOON, make_contact, make_notice

pytestmark = pytest.mark.django_db

NASTY = [
    "Joan\r\nBcc: everybody@example.org",
    "Joan\nSubject: you have won",
    "Joan\u202egnp.exe",
    "Joan\u2028Bcc: everybody@example.org",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "<script>alert(1)</script>",
    "J" * 200,
    "Зоя 李小龍 ﷽ 👩‍⚕️",
]


def sent(kind: str = "told", name: str = "Joan", **contact: Any) -> EmailMessage:
    make_notice(kind, make_contact(name=name, **contact))
    deliver_due(clock=lambda: NOON)
    [message] = mail.outbox
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_plain_text_and_html_say_the_same_words() -> None:
    message = sent()
    text, html = text_of(message), text_of(message, "html")
    assert text.startswith("When: Tuesday at ten, Joan\n\nWhere: The Red House")
    assert "See the session:\nhttp://127.0.0.1:8000/sessions/" in text
    assert "<p>When: Tuesday at ten, Joan</p>" in html
    assert "Bring &lt;nothing&gt; &amp; smile." in html
    assert 'href="http://127.0.0.1:8000/sessions/"' in html
    assert "style" not in html


@pytest.mark.parametrize("name", NASTY)
def test_no_name_changes_a_header_or_adds_a_recipient(name: str) -> None:
    message = sent(name=name, value="joan@example.org")
    assert message["To"] == "joan@example.org"
    assert message["Bcc"] is None and message["Cc"] is None
    assert len(message.get_all("Subject", [])) == 1
    assert message["Subject"].strip().startswith("A place is yours, ")
    assert not set(message["Subject"]) & set("\r\n\u202e\u2028")
    assert "<script" not in text_of(message, "html")


@pytest.mark.parametrize(
    "address", ["a@example.org, b@example.org", "joan", "<joan@example.org>", "joan@example.org;b"]
)
def test_what_is_no_address_is_never_handed_to_the_mail_server(address: str) -> None:
    notice = make_notice(contact=make_contact(value=address))
    deliver_due(clock=lambda: NOON)
    notice.refresh_from_db()
    assert mail.outbox == [] and notice.state == "to_call"


def test_a_mailing_bears_the_headers_of_one_click_and_the_way_out_in_its_words() -> None:
    message = sent("mailing")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<http://127.0.0.1:8000/preferences/")
    assert message["List-Unsubscribe"].endswith("/leave/quiet-challenges/>")
    assert "/preferences/" in text_of(message)
    assert "/preferences/" in text_of(message, "html")


def test_a_booking_message_is_no_mailing() -> None:
    message = sent()
    assert message["List-Unsubscribe"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    assert "/preferences/" not in text_of(message)
