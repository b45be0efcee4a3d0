"""Who may do what with sessions, bookings and words. Each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from coproduction.models import Session
from partnership.models import Hat, Partnership

CHAIR = Hat.Capacity.CHAIR
COORDINATOR = Hat.Capacity.COORDINATOR
FACILITATOR = Hat.Capacity.FACILITATOR

# --- Sessions ------------------------------------------------------------------------------------


def can_create_session(by: Actor, partnership: Partnership) -> bool:
    """The chair, the coordinator and facilitators set up sessions."""
    return by.wears(partnership.pk, CHAIR, COORDINATOR, FACILITATOR)


def facilitates(by: Actor, session: Session) -> bool:
    """Whether this hat is among the session's facilitators; a resident can be one."""
    return by.hat_id is not None and session.facilitator_links.filter(hat_id=by.hat_id).exists()


def can_run_session(by: Actor, session: Session) -> bool:
    """The chair and the coordinator run every session, a facilitator their own."""
    return by.wears(session.partnership_id, CHAIR, COORDINATOR) or facilitates(by, session)


# --- What people say and hear back ---------------------------------------------------------------
