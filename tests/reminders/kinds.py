"""Kinds of message for these tests alone, about a person: what is under test is the delivery."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import Person
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice

wrong_about: dict[int, str] = {}  # subject → why it is no longer true


def _words(person: Person, notice: Notice) -> Message:
    name = person.name
    return Message(
        subject=f"A place is yours, {name}",
        lines=[f"When: Tuesday at ten, {name}", "Where: The Red House", "Bring <nothing> & smile."],
        link="/sessions/",
        link_text="See the session",
        text=f"A place is yours, {name}. Tuesday at ten.",
    )


def _why_not(person: Person, notice: Notice, now: datetime) -> str:
    return wrong_about.get(notice.subject_id, "")


def _broken(person: Person, notice: Notice) -> Message:
    raise ValueError("somebody@example.org cannot be worded")


def _people() -> QuerySet[Person]:
    return Person.objects.all()


def _nobody() -> QuerySet[Person]:
    raise LookupError("somebody@example.org cannot be fetched")


BOOKINGS = Topic("bookings", "Your bookings")
MAILINGS = Topic("quiet-challenges", "Challenges that have been quiet", optional=True)


def _kind(name: str, topic: Topic = BOOKINGS, **more: Any) -> Kind[Person]:
    facts: dict[str, Any] = {"wording": _words, "why_not": _why_not, "things": _people} | more
    return Kind(
        name=name,
        label=name.capitalize(),
        topic=topic,
        audience="you booked a place",
        when="At once",
        **facts,
    )


KINDS = (
    _kind("told"),
    _kind("reminded", timing=Timing.DECENT_HOUR),
    _kind("mailing", MAILINGS),
    _kind("alarm", urgent=True),
    _kind("broken", wording=_broken),
    _kind("unknowable", things=_nobody, example=lambda: None),
)
