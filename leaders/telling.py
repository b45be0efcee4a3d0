"""Who is told of what happens to roles: notices owed in the transaction of the act."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Model

from leaders.models import JointAct, LeadershipRole, ProposedShare, RoleNotice, RoleProposal
from partnership.models.capacity import CHAIRS
from partnership.who import acting, contacts
from reminders.actions.owing import Owed, owe

(
    ROLE_PROPOSED,
    ROLE_ANSWERED,
    SHARE_PROPOSED,
    SHARE_ANSWERED,
    PUT_TO_ROLE,
    PUT_TO_ROLE_DUE,
    ACT_PROPOSED,
    ACT_DONE,
    FUNDING_ENDING,
) = (
    "role-proposed",
    "role-answered",
    "role-share-proposed",
    "role-share-answered",
    "role-notice",
    "role-notice-due",
    "role-joint-act",
    "role-joint-act-done",
    "role-funding-ending",
)


def tell_of_proposal(proposal: RoleProposal, now: datetime) -> None:
    """The chairs, each time a role is proposed."""
    version = proposal.proposed_at.isoformat()
    _tell(ROLE_PROPOSED, proposal, _chairs(proposal.role, now), now, version)


def tell_of_answer(proposal: RoleProposal, now: datetime) -> None:
    """Whoever proposed the role, unless they withdrew it themselves."""
    own = proposal.withdrawn and proposal.answered_by_id == proposal.proposed_by_id
    people = [] if own else [proposal.proposed_by.person_id]
    _tell(ROLE_ANSWERED, proposal, people, now, now.isoformat())


def tell_of_prepared_share(prepared: ProposedShare, now: datetime) -> None:
    """The chairs, of a share that waits for them."""
    _tell(SHARE_PROPOSED, prepared, _chairs(prepared.role, now), now)


def tell_of_answered_share(prepared: ProposedShare, now: datetime) -> None:
    """Whoever prepared the share."""
    _tell(SHARE_ANSWERED, prepared, [prepared.proposed_by.person_id], now)


def tell_holders_of_notice(notice: RoleNotice, now: datetime) -> None:
    """Everybody who holds the role, whoever of them will see to it."""
    _tell(PUT_TO_ROLE, notice, {one.person_id for one in notice.role.held_today()}, now)


def tell_those_to_agree(act: JointAct, people: Collection[int], now: datetime) -> None:
    """Who has yet to answer a joint act."""
    _tell(ACT_PROPOSED, act, people, now)


def tell_of_done_act(act: JointAct, now: datetime) -> None:
    """All who hold the role, and the chairs."""
    holders = {one.person_id for one in act.role.held_today()}
    _tell(ACT_DONE, act, holders | _chairs(act.role, now), now)


def owed_to(
    kind: str, about: Model, people: Collection[int], now: datetime, version: str = ""
) -> Iterator[Owed]:
    """One notice for each of these people who can be written to, due now."""
    reach = contacts(people)
    for person in sorted(reach):
        yield Owed(kind, reach[person], about, now, version)


def _tell(
    kind: str, about: Model, people: Collection[int], now: datetime, version: str = ""
) -> None:
    owe(owed_to(kind, about, people, now, version))


def _chairs(role: LeadershipRole, now: datetime) -> set[int]:
    return acting([role.partnership_id], now, CHAIRS)[role.partnership_id]
