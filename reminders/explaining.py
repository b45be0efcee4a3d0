"""What was sent to somebody, and why, in words for that reader: not ours for those who organise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reminders.kinds import Kind, kinds
from reminders.models import Notice
from reminders.things import things_of

State = Notice.State
TOLD_OF = (
    *(State.SENT, State.SKIPPED, State.FAILED),
    *(State.HELD, State.UNCERTAIN, State.TO_CALL),
)

# What the core says when it does not send, in words for whoever would have read it.
IN_PLAIN_WORDS: dict[str, str | Promise] = {
    "They do not want to hear of this.": gettext_lazy("You had chosen not to get these."),
    "They asked for a pause.": gettext_lazy("You had asked for a rest from these."),
    "It would have come too late.": gettext_lazy("It would have come too late."),
    "No decent hour was left before it began.": gettext_lazy(
        "It was night, and in the morning it would have been too late."
    ),
    "What it was about is gone.": gettext_lazy("What it was about is not there any more."),
    "There was nothing to say.": gettext_lazy("Nothing was left to tell you."),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One message to a reader. `why_not` is "" when it went."""

    at: datetime
    label: str
    about: str
    because: str
    topic: str
    why_not: str


def sent_to(contact_id: int) -> QuerySet[Notice]:
    """What went to a contact point, and what did not after all; the newest first."""
    told = Notice.objects.filter(contact=contact_id, state__in=TOLD_OF)
    return told.select_related("digest").order_by(Coalesce("settled_at", "due_at").desc(), "-pk")


def explained(notices: Sequence[Notice]) -> list[Explained]:
    """Each in words. Fetches what they are about with a statement for each kind."""
    things = things_of(notices)
    known = kinds()
    return [
        _explained(one, known[one.kind], things.get((one.kind, one.subject_id)))
        for one in notices
        if one.kind in known
    ]


def _explained(notice: Notice, kind: Kind[Any], thing: object) -> Explained:
    return Explained(
        at=notice.settled_at or notice.waits_until,
        label=str(kind.label),
        about=title_of(thing),
        because=str(kind.audience),
        topic=kind.topic.name if kind.topic.optional else "",
        why_not=_why_not(notice),
    )


def _why_not(notice: Notice) -> str:
    if notice.state == State.SENT:
        return ""
    if notice.state == State.HELD and notice.digest is not None:
        day = date_format(timezone.localtime(notice.digest.waits_until), "j F")
        return _("It comes together with others on %(day)s.") % {"day": day}
    if notice.state == State.TO_CALL:
        return _("We tell you this by phone or by post.")
    if notice.state == State.UNCERTAIN:
        return _("We do not know whether it reached you.")
    if notice.state == State.FAILED:
        return _("We tried, and it could not be delivered.")
    return str(IN_PLAIN_WORDS.get(notice.why, _("It was not needed any more when its time came.")))


# The way from a thing to what people call it: a booking is known by the title of its session.
_LEADS_TO = ("session", "contribution", "decision", "commitment", "challenge", "role")


def title_of(thing: object) -> str:
    """What the thing is called, or what it belongs to; "" where nothing has a title."""
    for _step in range(4):
        title = getattr(thing, "title", "")
        if title or thing is None:
            return str(title)
        thing = next(
            (held for name in _LEADS_TO if (held := getattr(thing, name, None)) is not None), None
        )
    return ""
