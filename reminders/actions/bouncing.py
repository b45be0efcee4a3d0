"""What follows when a message did not arrive: the address is stopped, the message goes on.

A message about what somebody asked for goes to another contact point of theirs, and otherwise to
the call list. A mailing goes nowhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction

from accounts.models import ContactPoint
from reminders.actions.owing import Owed, owe
from reminders.bounces import IN_WORDS
from reminders.kinds import Kind, kinds
from reminders.models import Bounce, Notice
from reminders.models.notice import NoticeQuerySet
from reminders.reach import ways_left

log = structlog.get_logger(__name__)
State = Notice.State

# A full mailbox is emptied some day; one that is full for so long is nobody's.
FULL_TIMES, FULL_WITHIN = 3, timedelta(days=14)


def bounced(notices: NoticeQuerySet, *, sort: Bounce.Sort, now: datetime, why: str = "") -> bool:
    """It did not arrive. `notices` is the one, if it is still as it was; False when it is not."""
    with transaction.atomic():
        notice = _held(notices)
        if notice is None:
            return False
        Bounce.objects.get_or_create(notice=notice, defaults={"sort": sort, "heard_at": now})
        contact = notice.contact
        if sort == Bounce.Sort.GONE or (sort == Bounce.Sort.FULL and _often_full(contact, now)):
            _stop(contact, sort, now)
        _go_on(notice, why or IN_WORDS[sort].format(kind=in_words(contact)), now)
    return True


def divert(notices: NoticeQuerySet, *, now: datetime, why: str = "") -> None:
    """It goes another way, and its contact point is left as it is: it was stopped before, or every
    try failed, which says nothing against it."""
    with transaction.atomic():
        notice = _held(notices)
        if notice is not None:
            gone = IN_WORDS[Bounce.Sort.GONE].format(kind=in_words(notice.contact))
            _go_on(notice, why or gone, now)


def in_words(contact: ContactPoint) -> str:
    """What sort of contact point it is, as a sentence needs it."""
    words = {"email": "email address", "phone": "phone number", "post": "postal address"}
    return words[contact.kind]


def _held(notices: NoticeQuerySet) -> Notice | None:
    return notices.select_related("contact__person").select_for_update(of=("self",)).first()


def _often_full(contact: ContactPoint, now: datetime) -> bool:
    lately = Bounce.objects.filter(notice__contact=contact, heard_at__gt=now - FULL_WITHIN)
    return lately.filter(sort=Bounce.Sort.FULL).count() >= FULL_TIMES


def _stop(contact: ContactPoint, sort: Bounce.Sort, now: datetime) -> None:
    because = "There is no such address or number."
    if sort == Bounce.Sort.FULL:
        because = "Three messages in two weeks did not arrive."
    ContactPoint.objects.filter(pk=contact.pk, stopped_at__isnull=True).update(
        stopped_at=now, stopped_because=because
    )
    log.warning("contact_point_stopped", point=contact.pk, sort=sort.value)


def _go_on(notice: Notice, why: str, now: datetime) -> None:
    why = why.rstrip(".")
    kind = kinds().get(notice.kind)
    state = State.FAILED
    if kind is not None and _is_wanted_still(notice, kind, now):
        other = _other_way(notice, kind)
        if other is not None:
            _owe_again(notice, kind, other, now)
            why = f"{why}. It goes by {other.get_kind_display().lower()} instead."
        else:
            state = State.TO_CALL
            why = f"{why}, and no other way is known."
    else:
        why = f"{why}."
    settled_at = now if state == State.FAILED else None
    changed = {"claimed_at": None, "settled_at": settled_at, "delivered_at": None}
    Notice.objects.filter(pk=notice.pk).update(state=state, why=why[:200], **changed)
    notice.gathered.filter(state__in=[State.HELD, State.SENT]).update(
        state=State.FAILED, settled_at=now, why=why[:200]
    )


def _is_wanted_still(notice: Notice, kind: Kind[Any], now: datetime) -> bool:
    if kind.topic.optional or (notice.not_after is not None and now >= notice.not_after):
        return False
    thing = kind.things().filter(pk=notice.subject_id).first()
    return thing is not None and not kind.why_not(thing, notice, now)


def _other_way(notice: Notice, kind: Kind[Any]) -> ContactPoint | None:
    """Another contact point of the same person, which has not been told the same already."""
    person = notice.contact.person
    if person is None:
        return None
    told = Notice.objects.filter(
        kind=notice.kind,
        subject_type=notice.subject_type,
        subject_id=notice.subject_id,
        version=notice.version,
    )
    others = ways_left([person.pk]).filter(kind__in=kind.channels)
    return others.exclude(pk__in=told.values("contact")).first()


def _owe_again(notice: Notice, kind: Kind[Any], other: ContactPoint, now: datetime) -> None:
    thing = kind.things().get(pk=notice.subject_id)
    again = Owed(
        kind=notice.kind,
        to=other,
        about=thing,
        due_at=now,
        version=notice.version,
        not_after=notice.not_after,
    )
    owe([again])
