"""Text messages. In development each is an email to `<number>@text.localhost`."""

from __future__ import annotations

import re
from typing import Any

from django.core.mail import EmailMultiAlternatives

from accounts.links import absolute
from reminders.channels.email import message_id, one_line
from reminders.channels.errors import Unreachable
from reminders.channels.smtp import MailLine
from reminders.kinds import Kind, Message
from reminders.models import Notice

LETTERS = 160  # of one text in the GSM 03.38 alphabet; any other letter makes it 70
LONG_WORD = 15
# Signs that people write and that alphabet lacks (3GPP TS 23.038).
_LINK_AT_THE_END = re.compile(r"(^|(?<=[.?!]) +)[^.?!]*https?://\S+$")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "}
)


class CaughtText:
    """Texts of development, kept by the mail catcher."""

    repeats_are_recognised = True

    def __init__(self) -> None:
        self._line = MailLine()

    def send(self, notice: Notice, kind: Kind[Any], message: Message) -> str:
        number = re.sub(r"[^0-9]", "", notice.contact.value)
        if not number:
            raise Unreachable("This is not a phone number.")
        said = words(message)
        mail = EmailMultiAlternatives(
            subject=one_line(said)[:78],
            body=said,
            to=[f"{number}@text.localhost"],
            headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
        )
        return self._line.send(mail)

    def find(self, notice: Notice) -> str:
        return ""

    def close(self) -> None:
        self._line.close()


def words(message: Message) -> str:
    """What the text says: its own words, or else the subject, and then the link, which is whole.

    At most 160 letters: the end of the words gives way.
    """
    link = absolute(message.link) if message.link.startswith("/") else message.link
    said = one_line(message.text or message.subject).translate(_PLAIN)
    room = LETTERS - len(link) - (1 if link else 0)
    if len(said) > room:
        said = _shortened(said, room - 3) + "..." if room > 3 else ""
    return f"{said} {link}".strip()


def _shortened(said: str, letters: int) -> str:
    """So many letters at most, ending with a whole word unless that word is very long."""
    short = said[:letters]
    if said[letters] != " ":
        before, _space, begun = short.rpartition(" ")
        short = before if before and len(begun) <= LONG_WORD else short
    return short.rstrip(" .,:;")


def without_its_link(message: Message) -> list[str]:
    """The lines as somebody says them on the phone: a link cannot be read aloud."""
    said = [_LINK_AT_THE_END.sub("", one_line(line)) for line in message.lines]
    return [line for line in said if line and "http" not in line]
