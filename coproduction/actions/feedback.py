"""The exit question: what a session was like, said by those who were there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from coproduction import rules
from coproduction.errors import FeedbackClosed
from coproduction.models import Feedback, Session


def give_feedback(
    session: Session, *, by: Actor, step: str, sentence: str, key: UUID, now: datetime
) -> None:
    """Count one answer. Sent twice with the same key it counts once. Raises `FeedbackClosed`.

    Nothing is given back, and whoever is signed in is not recorded: nobody, not even the person
    who answered, can find the answer again.
    """
    if not rules.can_give_feedback(by, session) or not session.takes_feedback(now):
        raise FeedbackClosed()
    with recorded(Actor.guest(), "said what a session was like"):
        Feedback.objects.get_or_create(
            key=key,
            defaults={
                "session": session,
                "step": step,
                "sentence": " ".join(sentence.split()),
                "given_on": timezone.localdate(now),
            },
        )
