"""To owe messages about hats, inside the transaction of the act that they tell of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from partnership.invitation_reminders import ANSWERED, CHAIR_HANDED_OVER, CHAIR_OFFERED, INVITED
from partnership.models import Invitation
from partnership.models.capacity import HEADS, SAFEGUARDS
from partnership.who import acting, contacts
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake


def tell_invited(invitation: Invitation, *, now: datetime) -> None:
    """Owe the invitation to its address; of an offered chair, the others who head it hear."""
    if invitation.contact is not None:
        version = invitation.expires_at.isoformat()
        owe(
            [
                Owed(
                    kind=INVITED,
                    to=invitation.contact,
                    about=invitation,
                    due_at=now,
                    version=version,
                    not_after=invitation.expires_at,
                )
            ]
        )
    if invitation.replaces is not None:
        heads = acting([invitation.partnership_id], now)[invitation.partnership_id]
        _tell(CHAIR_OFFERED, heads - {invitation.replaces.person_id}, invitation, now)
    wake()


def tell_answered(invitation: Invitation, *, now: datetime) -> None:
    """Owe whoever invited that it was accepted or declined."""
    if invitation.invited_by is not None:
        _tell(ANSWERED, [invitation.invited_by.person_id], invitation, now)
    wake()


def tell_handed_over(invitation: Invitation, *, now: datetime) -> None:
    """Owe those who head the partnership, and its safeguarding people, who chairs from when."""
    capacities = (*HEADS, *SAFEGUARDS)
    told = acting([invitation.partnership_id], now, capacities)[invitation.partnership_id]
    knows = {invitation.replaces.person_id} if invitation.replaces else set()
    _tell(CHAIR_HANDED_OVER, told - knows, invitation, now)


def _tell(kind: str, people: Iterable[int], invitation: Invitation, now: datetime) -> None:
    reach = contacts(people)
    owe(Owed(kind=kind, to=to, about=invitation, due_at=now) for to in reach.values())
