"""Letters: a message as paragraphs, and where it goes as the lines of an envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.links import absolute
from accounts.models import ContactPoint
from reminders.channels.email import one_line
from reminders.kinds import Message

ADDRESS_LINES = 7  # what a window envelope, and GOV.UK Notify, have room for


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in words."""

    address: Sequence[str]
    heading: str
    paragraphs: Sequence[str]


def letter_to(contact: ContactPoint, message: Message, name: str = "", *, stop: str = "") -> Letter:
    """The message as a letter. `name` is whom it is for, where the contact point has no owner;
    `stop` is where such letters can be left, of those that can be."""
    paragraphs = [*_said(message)]
    for part in message.parts:
        paragraphs += [one_line(part.subject), *_said(part)]
    if stop:
        said = _("To get no more letters like this, tell us, or open %(link)s")
        paragraphs.append(said % {"link": stop})
    return Letter(address_of(contact, name), one_line(message.subject), [*paragraphs, *_answer()])


def address_of(contact: ContactPoint, name: str = "") -> list[str]:
    """The name and the address as lines, each once."""
    owner = contact.person.name if contact.person else name
    given = [one_line(line) for line in contact.value.replace(",\n", "\n").splitlines()]
    lines = [line for line in given if line]
    if len(lines) == 1:  # written in one line, as many people do
        lines = [part.strip() for part in lines[0].split(",") if part.strip()]
    if owner and one_line(owner) not in lines:
        lines = [one_line(owner), *lines]
    if len(lines) > ADDRESS_LINES:
        kept = ADDRESS_LINES - 1
        lines = [*lines[: kept - 1], ", ".join(lines[kept - 1 : -1]), lines[-1]]
    return lines


def _said(message: Message) -> list[str]:
    said = [one_line(line) for line in message.lines if line]
    if message.link:
        link = absolute(message.link) if message.link.startswith("/") else message.link
        said.append(f"{message.link_text}: {link}" if message.link_text else link)
    return said


def _answer() -> list[str]:
    """How to answer without the internet."""
    ways = []
    if settings.SITE_PHONE:
        ways.append(_("You can phone us: %(phone)s.") % {"phone": settings.SITE_PHONE})
    if settings.SITE_POST:
        ways.append(_("You can write to us: %(post)s.") % {"post": one_line(settings.SITE_POST)})
    return [" ".join(ways)] if ways else []
