"""A promise is changed only with the consent of another organisation."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.commitments import locked_while_open
from challenges.answering import told_of_change, told_of_change_answered
from challenges.errors import (
    AnsweredAlready,
    ChangeAskedAlready,
    DueInThePast,
    NothingChanges,
    WithoutReason,
)
from challenges.models import Commitment, Renegotiation
from challenges.rules import can_answer_change, can_ask_to_change
from reminders.actions.owing import owe
from reminders.tasks import wake

_REFUSALS = {"commitment_has_one_open_renegotiation": ChangeAskedAlready}


def ask_to_change(
    commitment: Commitment,
    *,
    by: Actor,
    will_do: str,
    due_on: date,
    because: str,
    now: datetime,
) -> Renegotiation:
    """Ask for another day or other words; until another organisation agrees, the old ones stand.

    Raises `WithoutReason`, `DueInThePast`, `NothingChanges`, `ChangeAskedAlready`, `NotOpen`.
    """
    require(can_ask_to_change(by, commitment))
    if not because.strip():
        raise WithoutReason()
    if due_on < timezone.localdate(now):
        raise DueInThePast()
    with recorded(by, "asked to change a commitment", refusals=_REFUSALS):
        held = locked_while_open(commitment)
        if (will_do, due_on) == (held.will_do, held.due_on):
            raise NothingChanges()
        asked = Renegotiation.objects.create(
            commitment=held,
            will_do_before=held.will_do,
            due_before=held.due_on,
            will_do=will_do,
            due_on=due_on,
            because=because,
            asked_by_id=by.worn_hat_id,
            asked_at=now,
        )
        owe(told_of_change(asked, now))
    wake()
    return asked


def agree_to_change(asked: Renegotiation, *, by: Actor, now: datetime) -> Renegotiation:
    """Agree for another organisation: from now on the new day and the new words are promised.

    Raises `AnsweredAlready`, `NotOpen`.
    """
    require(can_answer_change(by, asked))
    with recorded(by, "agreed to change a commitment"):
        commitment = locked_while_open(asked.commitment)
        held = _locked_while_asked(asked)
        held.answered_by_id = by.worn_hat_id
        held.answered_at = now
        held.agreed_for_id = commitment.promised_to_id or by.organisation_id
        held.save(update_fields=["answered_by", "answered_at", "agreed_for"])
        commitment.will_do = held.will_do
        commitment.due_on = held.due_on
        commitment.save(update_fields=["will_do", "due_on"])
        owe(told_of_change_answered(held, now))
    wake()
    return held


def refuse_change(asked: Renegotiation, *, by: Actor, because: str, now: datetime) -> Renegotiation:
    """Hold the other organisation to what it promised, and say why.

    Raises `WithoutReason`, `AnsweredAlready`, `NotOpen`.
    """
    require(can_answer_change(by, asked))
    if not because.strip():
        raise WithoutReason()
    with recorded(by, "did not agree to change a commitment"):
        locked_while_open(asked.commitment)
        held = _locked_while_asked(asked)
        held.answered_by_id = by.worn_hat_id
        held.answered_at = now
        held.refused_because = because
        held.save(update_fields=["answered_by", "answered_at", "refused_because"])
        owe(told_of_change_answered(held, now))
    wake()
    return held


def _locked_while_asked(asked: Renegotiation) -> Renegotiation:
    held = Renegotiation.objects.select_for_update().get(pk=asked.pk)
    if not held.is_open:
        raise AnsweredAlready()
    return held
