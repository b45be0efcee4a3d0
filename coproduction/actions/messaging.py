"""What the coordinator does about a message of a session that did not do its work."""

from __future__ import annotations

from datetime import datetime

from accounts.actor import Actor
from accounts.record import require
from coproduction import rules
from coproduction.models import Session
from coproduction.told import notices_of
from reminders.actions.resending import say_it_arrived, send_again
from reminders.models import Notice
from reminders.tasks import wake


def resend_message(session: Session, *, by: Actor, notice: Notice, now: datetime) -> Notice:
    """Send a message once more. Raises `NotSentAgain` when it is not wanted or true any more."""
    require(_may(by, session, notice))
    again = send_again(notice, by=by, now=now)
    wake()
    return again


def confirm_message(session: Session, *, by: Actor, notice: Notice, now: datetime) -> Notice:
    """They say that it arrived. Raises `NothingUnclear` when it is known meanwhile."""
    require(_may(by, session, notice))
    return say_it_arrived(notice, by=by, now=now)


def _may(by: Actor, session: Session, notice: Notice) -> bool:
    of_this_session = notices_of(session).filter(pk=notice.pk).exists()
    return rules.can_resend_messages(by, session) and of_this_session
