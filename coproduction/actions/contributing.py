"""Somebody says something: herself with the session's code, or through a facilitator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded, require
from coproduction.errors import NobodyListens, NothingSaid, TakenBack
from coproduction.models import Contribution, Session
from coproduction.rules import can_enter_words, can_say, can_take_back
from coproduction.sayings import Saying
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake

# Long enough for a card found at the bottom of a bag; short enough that somebody still reads it.
LISTENS_FOR = timedelta(days=60)


def listens_until(session: Session) -> datetime:
    """When the time to say something at a session is over."""
    return session.ends_at + LISTENS_FOR


def contribute(session: Session, *, by: Actor, saying: Saying, now: datetime) -> Contribution:
    """Take down what somebody says who has the session's code, with or without an account.

    The same form sent twice is one contribution. Raises `NobodyListens`, `NothingSaid`.
    """
    if not can_say(by, session) or now > listens_until(session):
        raise NobodyListens()
    with recorded(by, "said something"):
        contribution = _taken_down(session, by, saying, now)
    wake()
    return contribution


def write_down(
    session: Session, *, by: Actor, sayings: Sequence[Saying], now: datetime
) -> list[Contribution]:
    """Enter what others said on cards, aloud or by phone, all of it or nothing."""
    require(can_enter_words(by, session))
    with recorded(by, "wrote down what people said"):
        contributions = [_taken_down(session, by, saying, now) for saying in sayings]
    wake()
    return contributions


def take_back(contribution: Contribution, *, by: Actor, now: datetime) -> Contribution:
    """Take one's words back: they are erased, and that something was said remains."""
    require(can_take_back(by, contribution))
    with recorded(by, "took their words back"):
        locked = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if locked.is_taken_back:
            raise TakenBack()
        locked.state, locked.withdrawn_at = Contribution.State.WITHDRAWN, now
        locked.words = locked.said_by = ""
        contact, locked.contact = locked.contact, None
        locked.save(update_fields=["state", "withdrawn_at", "words", "said_by", "contact"])
        if contact is not None and contact.person_id is None:
            contact.delete()  # and with it whatever was still owed to it
    return locked


def _taken_down(session: Session, by: Actor, saying: Saying, now: datetime) -> Contribution:
    words = saying.words.strip()
    if not words:
        raise NothingSaid()
    herself = saying.provenance == Contribution.Provenance.ONLINE
    contribution, is_new = Contribution.objects.get_or_create(
        key=saying.key,
        defaults={
            "session": session,
            "words": words,
            "kind": saying.kind,
            "consent": saying.consent,
            "provenance": saying.provenance,
            "said_by": saying.said_by,
            "person_id": by.person_id if herself else None,
            "entered_by_id": None if herself else by.hat_id,
            "said_at": now,
        },
    )
    if contribution.session_id != session.pk:
        raise NobodyListens()
    if is_new and saying.reach:
        _tell_at(contribution, saying, now)
    return contribution


def _tell_at(contribution: Contribution, saying: Saying, now: datetime) -> None:
    assert saying.reach is not None
    kind, value = saying.reach.kind, saying.reach.value
    if contribution.person_id:
        contact, _ = ContactPoint.objects.get_or_create(
            person_id=contribution.person_id, kind=kind, value=value
        )
    else:
        contact = ContactPoint.objects.create(kind=kind, value=value, given_at=now)
    contribution.contact = contact
    contribution.save(update_fields=["contact"])
    owe([Owed(kind="said-received", to=contact, about=contribution, due_at=now)])
