"""Somebody is worried: a concern is raised, read by the lead, seen to, and closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.record import recorded, require
from coproduction import errors, rules
from coproduction.concern_reminders import owed_for
from coproduction.models import Concern, ConcernReading, Session
from coproduction.secrets import Unreadable, seal, unseal
from coproduction.wishes import Reach
from coproduction.worries import Worry
from reminders.actions.owing import owe
from reminders.tasks import wake

LOST = "This can no longer be read: its key is gone."


@dataclass(frozen=True, slots=True)
class OpenedConcern:
    """A concern as its readers see it. `reach` is None where nobody may get in touch."""

    concern: Concern
    words: str
    reach: Reach | None
    note: str


def raise_concern(session: Session, *, by: Actor, worry: Worry, now: datetime) -> Concern:
    """Take down what worries somebody, signed in or not, and owe it to the safeguarding lead.

    The same form sent twice is one concern. Raises `NothingSaid`, `NobodyLooksAfterIt`.
    """
    if not rules.can_raise_concern(by, session):
        raise errors.NobodyLooksAfterIt()
    if not worry.words.strip():
        raise errors.NothingSaid()
    about = worry.about if worry.about and worry.about.session_id == session.pk else None
    # Recorded as a guest's act, whoever is signed in: the record must not tell who was worried.
    with recorded(Actor.guest(), "raised a safeguarding concern"):
        concern, is_new = Concern.objects.get_or_create(
            key=worry.key,
            defaults={
                "session": session,
                "contribution": about,
                "words": seal(worry.words.strip()),
                "reach": seal([worry.reach.kind, worry.reach.value]) if worry.reach else b"",
                "raised_at": now,
            },
        )
        if concern.session_id != session.pk:
            raise errors.NobodyLooksAfterIt()
        if is_new:
            owe(owed_for(concern, repeat=0, now=now))
    wake()
    return concern


def read_concern(concern: Concern, *, by: Actor, now: datetime) -> OpenedConcern:
    """What it says. That this actor read it is kept, and shown to its other readers."""
    require(rules.can_safeguard(by, concern.session.partnership))
    if by.person_id is None:
        raise NotAllowed()
    with recorded(by, "read a safeguarding concern"):
        ConcernReading.objects.create(
            concern=concern, reader_id=by.person_id, hat_label=by.hat_label, read_at=now
        )
    return _opened(concern)


def acknowledge(concern: Concern, *, by: Actor, now: datetime) -> Concern:
    """Say that one has seen it: from now on nobody is reminded. The first who says so stands."""
    require(rules.can_safeguard(by, concern.session.partnership))
    with recorded(by, "has seen a safeguarding concern"):
        locked = Concern.objects.select_for_update().get(pk=concern.pk)
        if not locked.is_seen:
            locked.acknowledged_at, locked.acknowledged_by_id = now, by.hat_id
            locked.save(update_fields=["acknowledged_at", "acknowledged_by"])
    return locked


def write_note(concern: Concern, *, by: Actor, note: str, closes: bool, now: datetime) -> Concern:
    """Keep what was done about it, and close it when nothing more is to be done.

    Raises `ConcernNotSeen`, `NoteMissing`, `ConcernClosed`.
    """
    require(rules.can_safeguard(by, concern.session.partnership))
    if not note.strip():
        raise errors.NoteMissing()
    doing = "closed a safeguarding concern" if closes else "noted what was done about a concern"
    with recorded(by, doing):
        locked = Concern.objects.select_for_update().get(pk=concern.pk)
        if not locked.is_seen:
            raise errors.ConcernNotSeen()
        if locked.is_closed:
            raise errors.ConcernClosed()
        locked.note = seal(note.strip())
        locked.closed_at = now if closes else None
        locked.save(update_fields=["note", "closed_at"])
    return locked


def _opened(concern: Concern) -> OpenedConcern:
    reach = _unsealed(concern.reach)
    return OpenedConcern(
        concern=concern,
        words=str(_unsealed(concern.words)),
        reach=Reach(*reach) if isinstance(reach, list) else None,
        note=str(_unsealed(concern.note)),
    )


def _unsealed(sealed: bytes | memoryview) -> Any:
    if not sealed:
        return ""
    try:
        return unseal(sealed)
    except Unreadable:
        return LOST
