"""An organisation promises something for the place; another one sees it kept."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.answering import told_of_answer, told_of_offer
from challenges.errors import (
    AnsweredAlready,
    DueInThePast,
    NotOpen,
    PromisedToItself,
    WithoutEvidence,
    WithoutReason,
    WitnessIsTheSame,
)
from challenges.models import Challenge, Commitment
from challenges.rules import (
    can_answer_offer,
    can_drop,
    can_promise_for,
    can_witness,
    speaks_for,
)
from partnership.models import Organisation
from reminders.actions.owing import owe
from reminders.tasks import wake


def make_commitment(
    challenge: Challenge,
    *,
    by: Actor,
    organisation: Organisation,
    will_do: str,
    due_on: date,
    now: datetime,
    promised_to: Organisation | None = None,
) -> Commitment:
    """An organisation will do something by a day, for another one or for the place as a whole.

    It is promised at once by whoever speaks for the organisation; of anybody else it is an offer,
    which waits for them. Raises `DueInThePast`, `PromisedToItself`.
    """
    require(can_promise_for(by, challenge, organisation))
    if due_on < timezone.localdate(now):
        raise DueInThePast()
    accepts = speaks_for(by, challenge.partnership_id, organisation.pk)
    refusals = {"commitment_is_made_to_another": PromisedToItself}
    doing = "made a commitment" if accepts else "offered a commitment"
    with recorded(by, doing, refusals=refusals):
        commitment = Commitment.objects.create(
            challenge=challenge,
            organisation=organisation,
            promised_to=promised_to,
            will_do=will_do,
            due_on=due_on,
            made_by_id=by.worn_hat_id,
            made_at=now,
            state=Commitment.State.OPEN if accepts else Commitment.State.OFFERED,
            accepted_by_id=by.worn_hat_id if accepts else None,
            accepted_at=now if accepts else None,
        )
        if not accepts:
            owe(told_of_offer(commitment, now))
    wake()
    return commitment


def accept_commitment(commitment: Commitment, *, by: Actor, now: datetime) -> Commitment:
    """Take an offer on for one's organisation: from now on it is promised, and public.

    Raises `AnsweredAlready`, and `DueInThePast` where its day has gone by unanswered.
    """
    require(can_answer_offer(by, commitment))
    with recorded(by, "took on a commitment"):
        commitment = _locked_while_offered(commitment)
        if commitment.due_on < timezone.localdate(now):
            raise DueInThePast()
        commitment.state = Commitment.State.OPEN
        commitment.accepted_by_id = by.worn_hat_id
        commitment.accepted_at = now
        commitment.save(update_fields=["state", "accepted_by", "accepted_at"])
        owe(told_of_answer(commitment, now))
    wake()
    return commitment


def decline_commitment(
    commitment: Commitment, *, by: Actor, because: str, now: datetime
) -> Commitment:
    """Say for one's organisation why it does not take an offer on. Raises `AnsweredAlready`."""
    require(can_answer_offer(by, commitment))
    if not because.strip():
        raise WithoutReason()
    with recorded(by, "did not take on a commitment"):
        commitment = _locked_while_offered(commitment)
        commitment.state = Commitment.State.DECLINED
        commitment.declined_because = because
        commitment.save(update_fields=["state", "declined_because"])
        owe(told_of_answer(commitment, now))
    wake()
    return commitment


def keep_commitment(
    commitment: Commitment, *, by: Actor, evidence: str, now: datetime
) -> Commitment:
    """Witness, for another organisation than the one that promised, that it was kept.

    The witness is the organisation of the actor's hat, so that nobody speaks for another. Raises
    `WitnessIsTheSame`, `WithoutEvidence`, `NotOpen`.
    """
    if by.organisation_id is not None and by.organisation_id == commitment.organisation_id:
        raise WitnessIsTheSame()
    require(can_witness(by, commitment))
    if not evidence.strip():
        raise WithoutEvidence()
    refusals = {"commitment_is_witnessed_by_another": WitnessIsTheSame}
    with recorded(by, "saw a commitment kept", refusals=refusals):
        commitment = locked_while_open(commitment)
        commitment.state = Commitment.State.KEPT
        commitment.kept_at = now
        commitment.evidence = evidence
        commitment.witness_id = by.organisation_id
        commitment.save(update_fields=["state", "kept_at", "evidence", "witness"])
    return commitment


def drop_commitment(commitment: Commitment, *, by: Actor, because: str) -> Commitment:
    """Take a promise back, and say publicly why. Raises `WithoutReason`, `NotOpen`."""
    require(can_drop(by, commitment))
    if not because.strip():
        raise WithoutReason()
    with recorded(by, "dropped a commitment"):
        commitment = locked_while_open(commitment)
        commitment.state = Commitment.State.DROPPED
        commitment.dropped_because = because
        commitment.save(update_fields=["state", "dropped_because"])
    return commitment


def _locked_while_offered(commitment: Commitment) -> Commitment:
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.state != Commitment.State.OFFERED:
        raise AnsweredAlready()
    return locked


def locked_while_open(commitment: Commitment) -> Commitment:
    """The commitment as it is now, held until the end. Raises `NotOpen` once it is settled."""
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.state != Commitment.State.OPEN:
        raise NotOpen()
    return locked
