"""What a kind of message is. Each app declares its kinds in `notices`, listed in settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import ContactPoint
from reminders.cadence import Cadence
from reminders.models import Notice

Thing = TypeVar("Thing", bound=Model)
Words = str | Promise
EVERY_CHANNEL = frozenset({"email", "phone", "post"})


class Timing(Enum):
    """When a due notice may go."""

    AT_ONCE = "at once"
    DECENT_HOUR = "outside quiet hours, local time"
    WORKING_DAY = "outside quiet hours, Monday to Friday, on no bank holiday of England"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a message is about. An optional one is a mailing, and can be left in one step.

    `name` is a slug; `label` is what the page of preferences calls it. What is `for_work` is shown
    to nobody else: guests and citizens never get it.
    """

    name: str
    label: Words
    optional: bool = False
    for_work: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message in words. The subject says what changed; the first lines say when and where.

    `text` is what a text message says, without the link, which is added to it: the day and the
    hour first, for its end may be cut. `invitation` is an iCalendar file that a mail carries.
    `parts` are the messages that a digest brings together.
    """

    subject: str
    lines: Sequence[str]
    link: str = ""
    link_text: str = ""
    text: str = ""
    attachments: Sequence[Attachment] = ()
    invitation: bytes | None = None
    parts: Sequence[Message] = ()


# To leave this is to leave every mailing at once: what a digest's one-click way out does.
ALL_MAILINGS = Topic("all", _("Everything that you can choose"), optional=True)


def _usual(thing: Any) -> Cadence:
    return Cadence()


@dataclass(frozen=True, slots=True)
class Kind(Generic[Thing]):
    """A declaration: who hears of what, when, how it is worded, and when it is no longer true.

    `audience` completes “You get this because …”. `when` says in plain words when it goes.
    `things` is what it can be about, with all that its wording needs: the things of a whole batch
    are fetched at once, when they are about to be told, never before. `why_not` answers "" while
    the notice is still wanted and true, and otherwise says in words why it is not sent; a thing
    that is gone is never asked about. `cadence` is how its partnership wants mailings to go.
    `example` answers a thing and a version to preview the kind with: by default the newest thing.
    """

    name: str
    label: Words
    topic: Topic
    audience: Words
    when: str
    things: Callable[[], QuerySet[Thing]]
    wording: Callable[[Thing, Notice], Message]
    why_not: Callable[[Thing, Notice, datetime], str]
    timing: Timing = Timing.AT_ONCE
    channels: frozenset[str] = EVERY_CHANNEL
    urgent: bool = False
    cadence: Callable[[Thing], Cadence] = _usual
    example: Callable[[], tuple[Thing, str] | None] | None = None

    def shown_with(self) -> tuple[Thing, str] | None:
        """A thing and a version to preview this kind with; None while there is none."""
        if self.example is not None:
            return self.example()
        newest = self.things().order_by("-pk").first()
        return (newest, "") if newest is not None else None


@cache
def kinds() -> dict[str, Kind[Any]]:
    """Every declared kind by its name."""
    declared: dict[str, Kind[Any]] = {}
    for path in settings.NOTICE_KINDS:
        for kind in import_string(path):
            if kind.name in declared:
                raise ValueError(f"Two kinds are called {kind.name}.")
            declared[kind.name] = kind
    return declared


@cache
def mailings() -> dict[str, Topic]:
    """What may be left: each optional topic by its name."""
    topics = [kind.topic for kind in kinds().values()]
    return {topic.name: topic for topic in topics if topic.optional and topic != ALL_MAILINGS}


def mailings_for(contact: ContactPoint) -> dict[str, Topic]:
    """What the owner of a contact point may choose: who does not work here, nothing of work.

    A resident who helps to run a session, or is in a team, may choose what they were told of.
    """
    works = contact.person_id is not None and import_string(settings.WORKS_HERE)(contact.person_id)
    told = set() if works or contact.person_id is None else _topics_told(contact)
    return {
        name: topic
        for name, topic in mailings().items()
        if works or name in told or not topic.for_work
    }


def _topics_told(contact: ContactPoint) -> set[str]:
    kinds_told = contact.notices.order_by().values_list("kind", flat=True).distinct()
    return {kinds()[name].topic.name for name in kinds_told if name in kinds()}
