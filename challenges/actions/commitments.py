"""An organisation promises something for the place; another one sees it kept."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.errors import (
    DueInThePast,
    NotOpen,
    WithoutEvidence,
    WithoutReason,
    WitnessIsTheSame,
)
from challenges.models import Challenge, Commitment
from challenges.rules import can_drop, can_promise_for, can_witness
from partnership.models import Organisation


def make_commitment(
    challenge: Challenge,
    *,
    by: Actor,
    organisation: Organisation,
    will_do: str,
    due_on: date,
    now: datetime,
) -> Commitment:
    """An organisation will do something by a day, for the place. Raises `DueInThePast`."""
    require(can_promise_for(by, challenge, organisation))
    if due_on < timezone.localdate(now):
        raise DueInThePast()
    with recorded(by, "made a commitment"):
        return Commitment.objects.create(
            challenge=challenge,
            organisation=organisation,
            will_do=will_do,
            due_on=due_on,
            made_by_id=by.worn_hat_id,
            made_at=now,
            state=Commitment.State.OPEN,
            accepted_by_id=by.worn_hat_id,
            accepted_at=now,
        )


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
        commitment = _locked_while_open(commitment)
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
        commitment = _locked_while_open(commitment)
        commitment.state = Commitment.State.DROPPED
        commitment.dropped_because = because
        commitment.save(update_fields=["state", "dropped_because"])
    return commitment


def _locked_while_open(commitment: Commitment) -> Commitment:
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.state != Commitment.State.OPEN:
        raise NotOpen()
    return locked
