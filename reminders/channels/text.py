"""Text messages. In development each is an email to `<number>@text.localhost`."""

from __future__ import annotations

import re
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from accounts.links import absolute
from reminders.channels.email import message_id, one_line
from reminders.channels.errors import Unreachable
from reminders.channels.gsm import ONE, is_wide, texts_for
from reminders.channels.smtp import MailLine
from reminders.kinds import Kind, Message
from reminders.links import way_out
from reminders.models import Notice

LETTERS = ONE
LONG_WORD = 15
_LINK_AT_THE_END = re.compile(r"(^|(?<=[.?!]) +)[^.?!]*https?://\S+$")
# Signs that people write and the common alphabet of texts lacks.
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
        said = words(message, way_out(notice.contact_id, kind.topic))
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


def words(message: Message, stop: str = "") -> str:
    """What the text says: its own words, or else the subject, and then the link, which is whole.

    One text, of 160 letters at most: the end of the words gives way. Three where a letter is needed
    that the common alphabet lacks, for one would hold 70, and two where it says how to `stop`,
    which whoever may leave a mailing must be told.
    """
    link = absolute(message.link) if message.link.startswith("/") else message.link
    stop = "" if stop == link else stop
    end = f"{link} " + _("To stop: %(link)s") % {"link": stop} if stop else link
    said = one_line(message.text or message.subject).translate(_PLAIN)
    whole = f"{said} {end}".strip()
    letters = len(said)
    while texts_for(whole) > _at_most(whole, stop) and letters > 0:
        letters -= 1
        short = _shortened(said, letters)
        whole = f"{short}... {end}".strip() if short else end
    return whole


def _at_most(whole: str, stop: str) -> int:
    if is_wide(whole):
        return 3
    return 2 if stop else 1


def _shortened(said: str, letters: int) -> str:
    """So many letters at most, ending with a whole word unless that word is very long."""
    short = said[:letters]
    if letters and said[letters] != " ":
        before, _space, begun = short.rpartition(" ")
        short = before if before and len(begun) <= LONG_WORD else short
    return short.rstrip(" .,:;")


def without_its_link(message: Message) -> list[str]:
    """The lines as somebody says them on the phone: a link cannot be read aloud."""
    said = [_LINK_AT_THE_END.sub("", one_line(line)) for line in message.lines]
    return [line for line in said if line and "http" not in line]
