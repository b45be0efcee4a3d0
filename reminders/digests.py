"""Digests: mailings that a reader wants together, as one message that is a notice itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Model

from accounts.models import ContactPoint
from reminders.kinds import ALL_MAILINGS, Kind, Message, kinds
from reminders.models import Notice
from reminders.things import things_of
from reminders.wishes import wishes_of_one

DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Gathered:
    """One notice of a digest. `why_not` says why it is not told after all; "" when it is."""

    notice: Notice
    kind: Kind[Any] | None
    thing: Model | None
    why_not: str


def digest_for(contact: ContactPoint, at: datetime) -> Notice | None:
    """The contact point's digest that goes at that moment, made when the first is held for it.

    Locked, so that it cannot go without what is being added. None when it is going or has gone.
    """
    digest, _created = Notice.objects.get_or_create(
        kind=DIGEST,
        contact=contact,
        subject_type=ContactPoint._meta.label_lower,
        subject_id=contact.pk,
        version=at.isoformat(),
        defaults={"due_at": at},
    )
    owed = Notice.objects.select_for_update().filter(pk=digest.pk, state=Notice.State.OWED)
    return owed.first()


def told_in(digest: Notice, now: datetime) -> list[Gathered]:
    """What a digest gathered and has not settled, what belongs to one thing side by side."""
    held = digest.gathered.filter(state=Notice.State.HELD).select_related("contact__person")
    notices = list(held.order_by("subject_type", "subject_id", "due_at", "pk"))
    things = things_of(notices)
    left = wishes_of_one(digest.contact_id).left
    return [_gathered(one, things.get((one.kind, one.subject_id)), left, now) for one in notices]


def _gathered(notice: Notice, thing: Model | None, left: frozenset[str], now: datetime) -> Gathered:
    kind = kinds().get(notice.kind)
    if kind is None:
        why = "No such kind of message is known any more."
    elif thing is None:
        why = "What it was about is gone."
    elif notice.not_after is not None and now >= notice.not_after:
        why = "It would have come too late."
    elif left & {kind.topic.name, ALL_MAILINGS.name}:
        why = "They do not want to hear of this."
    else:
        why = kind.why_not(thing, notice, now)
    return Gathered(notice, kind, thing, why)


def by_thing(told: Sequence[Gathered]) -> list[Message]:
    """What the digest says: one part for each thing, under the words of what came first of it."""
    parts = []
    for _thing, group in groupby(told, key=_what_it_is_about):
        messages = [
            one.kind.wording(one.thing, one.notice)
            for one in group
            if one.kind is not None and one.thing is not None
        ]
        parts.append(_one_part(messages))
    return parts


def _what_it_is_about(one: Gathered) -> tuple[str, int]:
    return (one.notice.subject_type, one.notice.subject_id)


def _one_part(messages: Sequence[Message]) -> Message:
    """Several messages about one thing as one: no line is said twice."""
    first, *others = messages
    if not others:
        return first
    lines = list(first.lines)
    for other in others:
        said = (first.subject, *lines)
        lines += [line for line in (other.subject, *other.lines) if line not in said]
    return replace(first, lines=lines)
