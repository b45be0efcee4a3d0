"""Digests: mailings that a reader wants together, as one message that is a notice itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from accounts.models import ContactPoint
from reminders.kinds import ALL_MAILINGS, Kind, kinds
from reminders.models import Notice
from reminders.wishes import EVERYTHING, wishes_of

DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Gathered:
    """One notice of a digest. `why_not` says why it is not told after all; "" when it is."""

    notice: Notice
    kind: Kind[Any] | None
    thing: Model | None
    why_not: str


def digest_for(contact: ContactPoint, at: datetime) -> Notice:
    """The contact point's digest that goes at that moment, made when the first is held for it."""
    digest, _created = Notice.objects.get_or_create(
        kind=DIGEST,
        contact=contact,
        subject_type=ContactPoint._meta.label_lower,
        subject_id=contact.pk,
        version=at.isoformat(),
        defaults={"due_at": at},
    )
    return digest


def told_in(digest: Notice, now: datetime) -> list[Gathered]:
    """What a digest gathered and has not settled, what belongs to one thing side by side."""
    held = digest.gathered.filter(state=Notice.State.HELD).select_related("contact__person")
    left = wishes_of([digest.contact_id]).get(digest.contact_id, EVERYTHING).left
    ordered = held.order_by("subject_type", "subject_id", "due_at", "pk")
    return [_gathered(notice, left, now) for notice in ordered]


def _gathered(notice: Notice, left: frozenset[str], now: datetime) -> Gathered:
    kind = kinds().get(notice.kind)
    if kind is None:
        return Gathered(notice, None, None, "No such kind of message is known any more.")
    thing = kind.things().filter(pk=notice.subject_id).first()
    if thing is None:
        why = "What it was about is gone."
    elif notice.not_after is not None and now >= notice.not_after:
        why = "It would have come too late."
    elif left & {kind.topic.name, ALL_MAILINGS.name}:
        why = "They do not want to hear of this."
    else:
        why = kind.why_not(thing, notice, now)
    return Gathered(notice, kind, thing, why)
