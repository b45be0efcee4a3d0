"""Whose answer an offer, a change or a barrier waits for, and who is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q

from challenges.models import Barrier, Commitment, Renegotiation
from partnership.models import Hat
from partnership.models.capacity import CHAIRS, HEADS
from partnership.who import acting, contacts
from reminders.actions.owing import Owed

OFFERED, ANSWERED = "commitment-offered", "commitment-answered"
CHANGE_ASKED, CHANGE_ANSWERED = "commitment-change-asked", "commitment-change-answered"
ESCALATED = "barrier-escalated"
REPRESENTATIVE, LEADER = Hat.Capacity.REPRESENTATIVE, Hat.Capacity.LEADER


def hats_that_speak(partnership: int, organisation: int, now: datetime | None = None) -> list[Hat]:
    """Its representative; where it has none here, its leaders; where nobody acts for it, those who
    head the partnership."""
    asked = Q(organisation=organisation) | Q(capacity__in=HEADS)
    known = list(Hat.objects.current(now).filter(asked, partnership=partnership))
    own = [hat for hat in known if hat.organisation_id == organisation]
    for wanted in (REPRESENTATIVE, LEADER):
        if speaking := [hat for hat in own if hat.capacity == wanted]:
            return speaking
    return [hat for hat in known if hat.capacity in HEADS]


def speakers(partnership: int, organisation: int, now: datetime) -> set[int]:
    """The people who speak for an organisation."""
    return {hat.person_id for hat in hats_that_speak(partnership, organisation, now)}


def answers_offer(commitment: Commitment, now: datetime) -> set[int]:
    return speakers(commitment.challenge.partnership_id, commitment.organisation_id, now)


def answers_change(asked: Renegotiation, now: datetime) -> set[int]:
    """Who speaks for the body it was promised to; else the representatives of all who work on it.

    Where none of those has a representative, those who head the partnership.
    """
    commitment = asked.commitment
    here = commitment.challenge.partnership_id
    if commitment.promised_to_id is not None:
        return speakers(here, commitment.promised_to_id, now)
    working = commitment.challenge.involved.exclude(organisation=commitment.organisation_id)
    hats = Hat.objects.current(now).filter(
        partnership=here,
        capacity=REPRESENTATIVE,
        organisation__in=working.values("organisation"),
    )
    return set(hats.values_list("person", flat=True)) or acting([here], now, HEADS)[here]


def sees_to(barrier: Barrier, now: datetime) -> set[int]:
    """The chair and the deputy, to whom a barrier is escalated."""
    here = barrier.challenge.partnership_id
    return acting([here], now, CHAIRS)[here]


def told_of_offer(commitment: Commitment, now: datetime) -> list[Owed]:
    return _owed(OFFERED, answers_offer(commitment, now), commitment, now)


def told_of_answer(commitment: Commitment, now: datetime) -> list[Owed]:
    return _owed(ANSWERED, {commitment.made_by.person_id}, commitment, now)


def told_of_change(asked: Renegotiation, now: datetime) -> list[Owed]:
    return _owed(CHANGE_ASKED, answers_change(asked, now), asked, now)


def told_of_change_answered(asked: Renegotiation, now: datetime) -> list[Owed]:
    return _owed(CHANGE_ANSWERED, {asked.asked_by.person_id}, asked, now)


def told_of_escalation(barrier: Barrier, now: datetime) -> list[Owed]:
    version = str(barrier.escalated_on)
    return _owed(ESCALATED, sees_to(barrier, now), barrier, now, version)


def _owed(
    kind: str, people: Iterable[int], about: models.Model, now: datetime, version: str = ""
) -> list[Owed]:
    reach = contacts(people)
    return [
        Owed(kind=kind, to=reach[person], about=about, due_at=now, version=version)
        for person in sorted(reach)
    ]
