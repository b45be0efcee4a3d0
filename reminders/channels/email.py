"""Email: plain text, and the same words in one column of HTML."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string

from accounts.links import absolute
from reminders.channels.errors import Unreachable
from reminders.channels.smtp import MailLine
from reminders.kinds import Kind, Message
from reminders.links import leave_path, way_out
from reminders.models import Notice

# Control characters, and those that turn the direction of what follows (Unicode 15, UAX #9).
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def one_line(words: str) -> str:
    """The words as one line of a header: nothing in a name can begin another."""
    return " ".join(_NOT_IN_A_LINE.sub(" ", words).split())


def message_id(notice: Notice) -> str:
    """The same for every attempt, so that a repeat is recognised as one."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"<{notice.key}@{sender.rpartition('@')[2] or 'localhost'}>"


class Email:
    """Email over the deployment's mail server or provider."""

    repeats_are_recognised = True

    def __init__(self) -> None:
        self._line = MailLine()

    def send(self, notice: Notice, kind: Kind[Any], message: Message) -> str:
        return self._line.send(written(notice, kind, message))

    def find(self, notice: Notice) -> str:
        return ""

    def close(self) -> None:
        self._line.close()


def written(notice: Notice, kind: Kind[Any], message: Message) -> EmailMultiAlternatives:
    """The message as an email to the notice's contact point. Raises `Unreachable`."""
    address = notice.contact.value
    try:
        validate_email(address)
    except ValidationError:
        raise Unreachable("This is not an email address.") from None
    context = words_of(notice, kind, message)
    mail = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=render_to_string("reminders/message.txt", context),
        to=[address],
        headers=headers_of(notice, kind),
    )
    # What a provider of mail hands back with each receipt; a plain mail server ignores it.
    mail.metadata = {"key": str(notice.key)}  # type: ignore[attr-defined]
    mail.attach_alternative(render_to_string("reminders/message.html", context), "text/html")
    for attachment in message.attachments:
        mail.attach(attachment.name, attachment.content, attachment.mime)
    if message.invitation:
        _invite(mail, message.invitation)
    return mail


def _invite(mail: EmailMultiAlternatives, invitation: bytes) -> None:
    """Carry an invitation twice, as the big senders do, for each program reads its own place.

    Outlook and Gmail make an event of the last alternative, `text/calendar`, if its `method` is
    the one inside (RFC 6047); Apple and many others of a file. The file is `application/ics`:
    Exchange would take a second `text/calendar` for a second invitation. A provider's own
    interface may take no such alternative: then the file alone is the invitation.
    """
    stated = re.search(rb"^METHOD:([A-Z]+)\r?$", invitation, re.MULTILINE)
    method = stated.group(1).decode() if stated else "PUBLISH"
    calendar = f"text/calendar; method={method}"
    if _takes_any_alternative():
        mail.attach_alternative(invitation.decode(), calendar)
        mail.attach("invite.ics", invitation, "application/ics")
    else:
        mail.attach("invite.ics", invitation.decode(), calendar)


def _takes_any_alternative() -> bool:
    """SMTP does, and Amazon takes whole messages; the other interfaces know text and HTML."""
    backend = settings.EMAIL_BACKEND
    return not backend.startswith("anymail.") or ".amazon_ses" in backend


def headers_of(notice: Notice, kind: Kind[Any]) -> dict[str, str]:
    """What mail programs read: a stable identity, and for mailings the way out (RFC 8058)."""
    headers = {"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"}
    if kind.topic.optional:
        headers["List-Unsubscribe"] = (
            f"<{absolute(leave_path(notice.contact_id, kind.topic.name))}>"
        )
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def words_of(notice: Notice, kind: Kind[Any], message: Message) -> dict[str, object]:
    """What both templates show."""
    return {
        **_said(message),
        "parts": [_said(part) for part in message.parts],
        "preferences": way_out(notice.contact_id, kind.topic),
        "site_name": settings.SITE_NAME,
        "site_phone": settings.SITE_PHONE,
        "site_post": settings.SITE_POST,
    }


def _said(message: Message) -> dict[str, object]:
    return {
        "subject": one_line(message.subject),
        "lines": [line for line in message.lines if line],
        "link": absolute(message.link) if message.link.startswith("/") else message.link,
        "link_text": message.link_text,
    }
