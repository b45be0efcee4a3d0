"""Text messages. In development each is an email to `<number>@text.localhost`."""

from __future__ import annotations

import re

from django.core.mail import EmailMultiAlternatives

from accounts.links import absolute
from reminders.channels.email import message_id, one_line
from reminders.channels.errors import Unreachable
from reminders.kinds import Kind, Message
from reminders.models import Notice


def words(message: Message) -> str:
    """What the text says: the kind's own wording, or else its subject and its link."""
    if message.text:
        return message.text
    link = absolute(message.link) if message.link.startswith("/") else message.link
    return f"{one_line(message.subject)} {link}".strip()


def written(notice: Notice, kind: Kind, message: Message) -> EmailMultiAlternatives:
    """The text as an email for the mail catcher. Raises `Unreachable`."""
    number = re.sub(r"[^0-9]", "", notice.contact.value)
    if not number:
        raise Unreachable("This is not a phone number.")
    said = words(message)
    return EmailMultiAlternatives(
        subject=one_line(said)[:78],
        body=said,
        to=[f"{number}@text.localhost"],
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
    )
