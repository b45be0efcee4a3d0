"""What a kind of message is. Each app declares its kinds in `notices.py`, listed in settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from reminders.models import Notice


class Timing(Enum):
    """When a due notice may go."""

    AT_ONCE = "at once"
    DECENT_HOUR = "between 8 in the morning and 8 in the evening, local time"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message in words. The subject says what changed; the first lines say when and where."""

    subject: str
    lines: Sequence[str]
    link: str = ""
    link_text: str = ""
    text: str = ""
    attachments: Sequence[Attachment] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Kind:
    """A declaration: who hears of what, how it is worded, and when it is no longer true.

    `wording` renders the message when it is sent, never before. `why_not` answers "" while the
    notice is still wanted and true, and otherwise says in words why it is not sent.
    `optional` kinds are mailings of a `topic` and can be left in one step; `topic_label` is what
    the page of preferences calls it.
    """

    name: str
    topic: str
    audience: str
    wording: Callable[[Notice], Message]
    why_not: Callable[[Notice, datetime], str]
    optional: bool = False
    timing: Timing = Timing.AT_ONCE
    topic_label: str | Promise = ""


@cache
def kinds() -> dict[str, Kind]:
    """Every declared kind by its name."""
    declared: dict[str, Kind] = {}
    for path in settings.NOTICE_KINDS:
        for kind in import_string(path):
            if kind.name in declared:
                raise ValueError(f"Two kinds are called {kind.name}.")
            declared[kind.name] = kind
    return declared


@cache
def mailings() -> dict[str, str | Promise]:
    """What may be left: each topic of an optional kind, with its label."""
    labels: dict[str, str | Promise] = {}
    for kind in kinds().values():
        if kind.optional:
            words = kind.topic_label or kind.topic.replace("-", " ").capitalize()
            labels[kind.topic] = labels.get(kind.topic) or words
    return labels
