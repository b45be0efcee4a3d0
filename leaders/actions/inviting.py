"""Somebody new is invited to share a role: the share waits until they have accepted."""

from __future__ import annotations

from datetime import date, datetime

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.models import Person
from accounts.record import recorded, require
from leaders.actions.holdings import Terms, check_terms, given
from leaders.actions.roles import locked
from leaders.errors import BOUNDS, ProposedAlready, ShareIsNoPercentage
from leaders.models import AwaitedShare, LeadershipRole, ProposedShare
from leaders.rules import can_give_share, can_prepare_share
from leaders.standing import in_words
from leaders.telling import tell_of_prepared_share
from partnership.actions.inviting import Terms as Invited
from partnership.actions.inviting import invite_to_hat
from partnership.models import Hat, Invitation, Organisation

_REFUSALS = {
    **BOUNDS,
    "awaited_share_is_a_percentage": ShareIsNoPercentage,
    "invited_once_to_a_share_of_a_role": ProposedAlready,
    "person_is_proposed_once_at_a_time": ProposedAlready,
    "proposed_share_is_a_percentage": ShareIsNoPercentage,
}


def invite_to_role(
    role: LeadershipRole,
    *,
    by: Actor,
    name: str,
    email: str,
    employer: Organisation,
    share: int,
    starts_on: date,
    now: datetime,
) -> AwaitedShare:
    """Invite somebody to lead, with a share of a role that is theirs once they have accepted.

    Whose the address is is neither asked nor told. A share that a coordinator prepares goes to
    the chair then. Nobody is invited when the share is refused; raises what `hold_role` and
    `invite_to_hat` raise, and `ProposedAlready`.
    """
    require(can_prepare_share(by, role.partnership))
    with recorded(by, "invited somebody to share a role", refusals=_REFUSALS):
        held = locked(role.pk)
        # Of whoever is asked only the typed name is known.
        check_terms(held, Terms(Person(name=name), employer, share, starts_on))
        invitation = _open_invitation(held, email, now) or invite_to_hat(
            role.partnership,
            by=by,
            name=name,
            email=email,
            capacity=Hat.Capacity.LEADER,
            organisation=employer,
            now=now,
            terms=Invited(words=_note(held, share, starts_on)),
        )
        return AwaitedShare.objects.create(
            role=held,
            invitation=invitation,
            employer=employer,
            share=share,
            starts_on=starts_on,
            asked_by_id=by.worn_hat_id,
            asked_at=now,
            for_the_chair=not can_give_share(by, role.partnership),
        )


def take_up_shares(invitation: Invitation, *, hat: Hat, by: Actor, now: datetime) -> None:
    """Give whoever accepted an invitation the shares that waited for it; see WHEN_ACCEPTED.

    A share that does not fit any more goes on waiting: those who head the partnership see it.
    """
    waiting = AwaitedShare.objects.filter(invitation=invitation).order_by("role", "pk")
    for awaited in waiting.select_related("employer"):
        try:
            with recorded(by, "took up a share of a role", refusals=_REFUSALS):
                _take_up(awaited, hat, now)
        except Refused:
            continue


def _take_up(awaited: AwaitedShare, hat: Hat, now: datetime) -> None:
    role = locked(awaited.role_id)
    terms = Terms(hat.person, awaited.employer, awaited.share, awaited.starts_on)
    if awaited.for_the_chair:
        check_terms(role, terms)
        prepared = ProposedShare.objects.create(
            role=role,
            person=hat.person,
            employer=awaited.employer,
            share=awaited.share,
            starts_on=awaited.starts_on,
            proposed_by_id=awaited.asked_by_id,
            proposed_at=now,
        )
        tell_of_prepared_share(prepared, now)
    else:
        given(role, terms)
    awaited.delete()


def _open_invitation(role: LeadershipRole, email: str, now: datetime) -> Invitation | None:
    """The one that this address has to lead here, if it was asked before."""
    address = email.strip().lower()
    if not address:
        return None
    asked = role.partnership.invitations.open(now)
    return asked.filter(email=address, capacity=Hat.Capacity.LEADER).first()


def _note(role: LeadershipRole, share: int, starts_on: date) -> str:
    since = f"{share}% of the role “{role.title}” from {in_words(starts_on)}"
    return f"With it comes a share: {since}. Who holds a role, and for which employer, is public."
