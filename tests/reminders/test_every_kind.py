"""Every declared kind, told of things with the longest and nastiest names, by every channel.

A kind without an entry in its app's `tellable.py` fails here.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import override

from accounts.links import absolute
from accounts.models import ContactPoint, Person
from config import providers
from reminders.channels.email import written
from reminders.channels.gsm import is_wide, texts_for
from reminders.channels.letter import ADDRESS_LINES, letter_to
from reminders.channels.text import words
from reminders.kinds import Kind, Message, kinds
from reminders.links import preferences_path
from reminders.models import Notice
from tests.cast import World
from tests.reminders.factories import NOON
from tests.tellable import NASTY, cut, tellable

pytestmark = pytest.mark.django_db


def declared() -> list[str]:
    """The kinds of the apps: those of the tests for delivery are not among them."""
    return [kind.name for path in providers.NOTICE_KINDS for kind in import_string(path)]


def told(kind: Kind[Any], world: World, name: str) -> tuple[Notice, Message]:
    """A notice of the kind to somebody with a nasty name as well, and what it says."""
    given = tellable()[kind.name](world, name)
    if isinstance(given, Notice):
        notice = given
    else:
        thing, version = given if isinstance(given, tuple) else (given, "")
        reader = Person.objects.create_user(name=cut(name, 200))
        contact = ContactPoint.objects.create(person=reader, kind="email", value="j@example.org")
        notice = Notice.objects.create(
            kind=kind.name,
            contact=contact,
            subject_type=thing._meta.label_lower,
            subject_id=thing.pk,
            version=version,
            due_at=NOON,
        )
    return notice, kind.wording(kind.things().get(pk=notice.subject_id), notice)


class Undone(Exception):
    """Undoes what was made for one name."""


@pytest.mark.parametrize("kind_name", declared())
def test_no_name_breaks_a_message_of_any_channel(kind_name: str, world: World) -> None:
    kind = kinds()[kind_name]
    for name in NASTY:
        with override("en-gb"), contextlib.suppress(Undone), transaction.atomic():
            notice, message = told(kind, world, name)
            check_words(message)
            check_mail(kind, name, notice, message)
            check_text(name, message)
            check_letter(name, message)
            raise Undone


def check_words(message: Message) -> None:
    """It says something first, and leads somewhere."""
    assert message.lines[0].strip()
    assert message.link and message.link_text


def check_mail(kind: Kind[Any], name: str, notice: Notice, message: Message) -> None:
    raw = written(notice, kind, message).message().as_bytes()
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["To"] == notice.contact.value
    assert mail["Bcc"] is None and mail["Cc"] is None
    assert len(mail.get_all("Subject", [])) == len(mail.get_all("From", [])) == 1
    check_subject(str(mail["Subject"]).strip(), name)
    html, text = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None and text is not None
    assert "<script" not in html.get_content() and "<img" not in html.get_content()
    assert text.get_content().strip()
    if "SECRET_KEY" in name:
        assert settings.SECRET_KEY not in raw.decode("utf-8", "replace")


def check_subject(subject: str, name: str) -> None:
    """One line that begins with what changed, in words of ours."""
    assert re.match(r"\d* ?[A-Za-z][a-z]* ?[\w’, ]+", subject), subject
    assert not subject.startswith(name.split()[0])
    assert not any(unicodedata.category(sign) == "Cc" for sign in subject)
    assert not set(subject) & set("\u202e\u2028\u2066")


def check_text(name: str, message: Message) -> None:
    """Short, one line, its link whole, and room left for words of ours."""
    said = words(message)
    link = absolute(message.link) if message.link.startswith("/") else message.link
    assert texts_for(said) <= (3 if is_wide(said) else 1) and said.endswith(f" {link}"), said
    assert not set(said) & set("\r\n\u202e\u2028")
    assert not said.startswith(name.split()[0])
    assert len(said) - len(link) >= 20, "the link leaves no room for words"
    stop = absolute(preferences_path(10**9))
    with_a_way_out = words(message, stop)
    assert with_a_way_out.endswith(stop) and link in with_a_way_out
    assert texts_for(with_a_way_out) <= (3 if is_wide(with_a_way_out) else 2)


def check_letter(name: str, message: Message) -> None:
    """It fits a window envelope, and every paragraph is one."""
    reader = Person(name=cut(name, 200))
    letter = letter_to(ContactPoint(person=reader, kind="post", value="1 High St\nWare"), message)
    assert 2 <= len(letter.address) <= ADDRESS_LINES and letter.heading.strip()
    assert letter.address[-2:] == ["1 High St", "Ware"]
    for said in (*letter.address, letter.heading, *letter.paragraphs):
        assert said.strip() and not set(said) & set("\r\n\u202e\u2028")


def test_every_declared_kind_has_a_thing_to_tell_of() -> None:
    missing = set(declared()) - tellable().keys()
    assert not missing, f"Add to TELLABLE in tests/<app>/tellable.py: {sorted(missing)}"
    assert not tellable().keys() - set(declared()), "No such kind is declared."


@pytest.mark.parametrize("name", declared())
def test_a_declaration_says_all_that_lists_and_the_guide_show(name: str) -> None:
    kind = kinds()[name]
    for said in (kind.label, kind.audience, kind.when, kind.topic.label):
        assert isinstance(said, str | Promise) and str(said).strip()
    assert str(kind.label)[0].isupper() and not str(kind.label).endswith(".")
    assert str(kind.audience)[0].islower(), "it completes: You get this because …"
    assert re.fullmatch(r"[a-z0-9-]+", kind.name) and re.fullmatch(r"[a-z0-9-]+", kind.topic.name)
    assert kind.channels


def test_a_kind_with_nothing_to_show_says_so_rather_than_fail(world: World) -> None:
    for name in declared():
        shown = kinds()[name].shown_with()
        assert shown is None or len(shown) == 2
