"""A coordinator prepares somebody's share of a role; a chair approves it, or says why not."""

from __future__ import annotations

from datetime import date, datetime

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from leaders.actions.holdings import Terms, check_terms, given, replaced
from leaders.actions.roles import locked
from leaders.errors import (
    BOUNDS,
    AnsweredAlready,
    EndsBeforeItStarts,
    ProposedAlready,
    ReasonMissing,
    SameShare,
    ShareIsNoPercentage,
)
from leaders.models import LeadershipRole, ProposedShare, RoleHolding
from leaders.rules import can_give_share, can_propose_share
from leaders.telling import tell_of_answered_share, tell_of_prepared_share
from partnership.models import Organisation

_REFUSALS = {
    **BOUNDS,
    "person_is_proposed_once_at_a_time": ProposedAlready,
    "proposed_share_is_a_percentage": ShareIsNoPercentage,
}


def propose_share(
    role: LeadershipRole,
    *,
    by: Actor,
    person: Person,
    employer: Organisation,
    share: int,
    starts_on: date,
    ends_on: date | None = None,
    now: datetime,
) -> ProposedShare:
    """Prepare a share of a role, or another size of the one that this person holds then.

    Raises `ProposedAlready`, `SameShare`, and what `hold_role` raises as far as it can be known.
    """
    require(can_propose_share(by, role.partnership))
    with recorded(by, "prepared a share of a role", refusals=_REFUSALS):
        held = locked(role.pk)
        terms = Terms(person, employer, share, starts_on, ends_on)
        instead_of = _held_by(held, person, starts_on)
        check_terms(held, terms, instead_of=instead_of)
        if instead_of is not None and instead_of.share == share:
            raise SameShare()
        if ends_on is not None and ends_on < starts_on:
            raise EndsBeforeItStarts()
        prepared = ProposedShare.objects.create(
            role=held,
            person=person,
            employer=employer,
            share=share,
            starts_on=starts_on,
            ends_on=ends_on,
            proposed_by_id=by.worn_hat_id,
            proposed_at=now,
        )
        tell_of_prepared_share(prepared, now)
    return prepared


def approve_share(prepared: ProposedShare, *, by: Actor, now: datetime) -> RoleHolding:
    """Let somebody hold what a coordinator prepared, as things stand now.

    Raises `AnsweredAlready`, and what `hold_role` raises.
    """
    require(can_give_share(by, prepared.role.partnership))
    with recorded(by, "approved a share of a role", refusals=_REFUSALS):
        role = locked(prepared.role_id)
        waiting = _waiting(prepared)
        running = _held_by(role, waiting.person, waiting.starts_on)
        if running is not None:
            holding = replaced(role, running, _terms(waiting))
        else:
            holding = given(role, _terms(waiting))
        waiting.holding = holding
        _answer(waiting, by=by, now=now)
    return holding


def refuse_share(
    prepared: ProposedShare, *, by: Actor, why_not: str, now: datetime
) -> ProposedShare:
    """Say why somebody does not get the share. Raises `AnsweredAlready` and `ReasonMissing`."""
    require(can_give_share(by, prepared.role.partnership))
    if not why_not.strip():
        raise ReasonMissing()
    with recorded(by, "did not approve a share of a role"):
        locked(prepared.role_id)
        waiting = _waiting(prepared)
        waiting.why_not = why_not.strip()
        _answer(waiting, by=by, now=now)
    return waiting


def _waiting(prepared: ProposedShare) -> ProposedShare:
    found = ProposedShare.objects.select_for_update().get(pk=prepared.pk)
    if found.decided_at is not None:
        raise AnsweredAlready()
    return found


def _answer(waiting: ProposedShare, *, by: Actor, now: datetime) -> None:
    waiting.decided_at, waiting.decided_by_id = now, by.worn_hat_id
    waiting.save(update_fields=["decided_at", "decided_by", "holding", "why_not"])
    tell_of_answered_share(waiting, now)


def _held_by(role: LeadershipRole, person: Person, day: date) -> RoleHolding | None:
    return next((one for one in role.holdings_on(day) if one.person_id == person.pk), None)


def _terms(waiting: ProposedShare) -> Terms:
    return Terms(
        waiting.person, waiting.employer, waiting.share, waiting.starts_on, waiting.ends_on
    )
