"""Who may do what with sessions, bookings and words. Each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from accounts.models import Person
from coproduction.models import Booking, Contribution, Session
from partnership.models import Hat, Partnership
from partnership.models.capacity import HEADS, SAFEGUARDS

COORDINATOR = Hat.Capacity.COORDINATOR
FACILITATOR = Hat.Capacity.FACILITATOR

# --- Sessions and bookings -----------------------------------------------------------------------


def can_create_session(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership, and facilitators, set up sessions."""
    return by.wears(partnership.pk, *HEADS, FACILITATOR)


def facilitates(by: Actor, session: Session) -> bool:
    """Whether this hat is among the session's facilitators; a resident can be one."""
    return by.hat_id is not None and session.facilitator_links.filter(hat_id=by.hat_id).exists()


def can_run_session(by: Actor, session: Session) -> bool:
    """Those who head the partnership run every session, a facilitator their own."""
    return by.wears(session.partnership_id, *HEADS) or facilitates(by, session)


def can_change_joining_link(by: Actor, session: Session) -> bool:
    """The link to join is the coordinator's to give."""
    return by.wears(session.partnership_id, COORDINATOR)


def can_see_attendees(by: Actor, session: Session) -> bool:
    """Who comes: the coordinator, and the session's facilitators."""
    return by.wears(session.partnership_id, COORDINATOR) or facilitates(by, session)


def can_see_contacts(by: Actor, session: Session) -> bool:
    """How to reach those who booked: the coordinator alone."""
    return by.wears(session.partnership_id, COORDINATOR)


def can_tell_by_hand(by: Actor, partnership: Partnership) -> bool:
    """Whom to phone and to write to, with numbers and addresses: the coordinator alone."""
    return by.wears(partnership.pk, COORDINATOR)


def can_resend_messages(by: Actor, session: Session) -> bool:
    """The coordinator sends a message once more, or says that it arrived."""
    return by.wears(session.partnership_id, COORDINATOR)


def can_book_for_somebody(by: Actor, session: Session) -> bool:
    """Somebody phoned or wrote: the coordinator books for them."""
    return by.wears(session.partnership_id, COORDINATOR)


def can_arrange_support(by: Actor, session: Session) -> bool:
    """Needs are read by those who arrange them: the coordinator and the session's facilitators."""
    return by.wears(session.partnership_id, COORDINATOR) or facilitates(by, session)


def can_manage_booking(by: Actor, booking: Booking) -> bool:
    """Whoever opened its private link, the person whose it is, and the coordinator."""
    own = by.person_id is not None and by.person_id == booking.person_id
    holds_the_link = by.on_behalf_of == booking.on_behalf
    return own or holds_the_link or by.wears(booking.session.partnership_id, COORDINATOR)


def can_have_calendar(by: Actor, person: Person) -> bool:
    """An address of one's own sessions is made and stopped by oneself alone."""
    return by.person_id is not None and by.person_id == person.pk


# --- What people say and hear back ---------------------------------------------------------------


def can_say(by: Actor, session: Session) -> bool:
    """Anybody who has the session's code, with or without an account."""
    return session.state == Session.State.PUBLISHED


def can_enter_words(by: Actor, session: Session) -> bool:
    """The session's facilitators and the coordinator write down what others said."""
    return by.wears(session.partnership_id, COORDINATOR) or facilitates(by, session)


def can_moderate(by: Actor, session: Session) -> bool:
    """The session's facilitators and the coordinator let words be seen. The chair does not."""
    return by.wears(session.partnership_id, COORDINATOR) or facilitates(by, session)


def can_read_unmoderated(by: Actor, session: Session) -> bool:
    """Whoever moderates, and the safeguarding lead, who must be able to see what is said."""
    return can_moderate(by, session) or can_safeguard(by, session.partnership)


def can_raise_concern(by: Actor, session: Session) -> bool:
    """Anybody who can see the session; of a draft there is nothing yet to be worried by."""
    return not session.is_draft


def can_safeguard(by: Actor, partnership: Partnership) -> bool:
    """Concerns are read and seen to by the safeguarding lead and the deputy, by nobody else."""
    return by.wears(partnership.pk, *SAFEGUARDS)


def can_take_back(by: Actor, contribution: Contribution) -> bool:
    """Whoever said it: signed in, or with the private link."""
    signed_in = by.person_id is not None and by.person_id == contribution.person_id
    return signed_in or by.on_behalf_of == contribution.on_behalf


def can_give_feedback(by: Actor, session: Session) -> bool:
    """Anybody who has the session's code: who they are is never asked."""
    return session.state == Session.State.PUBLISHED


def can_decide(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership write decisions, answer what was said, and publish."""
    return by.wears(partnership.pk, *HEADS)
