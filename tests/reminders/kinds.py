"""Kinds of message for these tests alone, about a person: what is under test is the delivery."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Person
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice

wrong_about: dict[int, str] = {}  # subject → why it is no longer true


def _words(notice: Notice) -> Message:
    name = Person.objects.get(pk=notice.subject_id).name
    return Message(
        subject=f"A place is yours, {name}",
        lines=[f"When: Tuesday at ten, {name}", "Where: The Red House", "Bring <nothing> & smile."],
        link="/sessions/",
        link_text="See the session",
        text=f"A place is yours, {name}. Tuesday at ten.",
    )


def _why_not(notice: Notice, now: datetime) -> str:
    return wrong_about.get(notice.subject_id, "")


def _broken(notice: Notice) -> Message:
    raise ValueError("somebody@example.org cannot be worded")


KINDS = (
    Kind("told", "bookings", "Whoever booked", _words, _why_not),
    Kind("reminded", "bookings", "Whoever booked", _words, _why_not, timing=Timing.DECENT_HOUR),
    Kind(
        "mailing",
        "quiet-challenges",
        "Leaders",
        _words,
        _why_not,
        optional=True,
        topic_label="Challenges that have been quiet",
    ),
    Kind("broken", "bookings", "Nobody", _broken, _why_not),
)
