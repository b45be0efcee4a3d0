"""Who may do what with a challenge. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from challenges.answering import hats_that_speak
from challenges.models import Barrier, Challenge, Commitment, LogEntry, Renegotiation, Strength
from partnership.models import Hat, Organisation, Partnership
from partnership.models.capacity import HEADS

LEADER = Hat.Capacity.LEADER
REPRESENTATIVE = Hat.Capacity.REPRESENTATIVE
RESIDENT = Hat.Capacity.RESIDENT
FACILITATOR = Hat.Capacity.FACILITATOR


def can_raise(by: Actor, partnership: Partnership) -> bool:
    """Leaders and those who head the partnership raise a challenge, as a draft."""
    return by.wears(partnership.pk, LEADER, *HEADS)


def can_revise(by: Actor, challenge: Challenge) -> bool:
    """Whoever may raise one may revise it, until it is closed."""
    return not challenge.is_closed and by.wears(challenge.partnership_id, LEADER, *HEADS)


def can_activate(by: Actor, challenge: Challenge) -> bool:
    """Those who head the partnership make a challenge public and active."""
    return by.wears(challenge.partnership_id, *HEADS)


def can_close(by: Actor, challenge: Challenge) -> bool:
    """Those who head the partnership close one that is active."""
    return challenge.is_active and by.wears(challenge.partnership_id, *HEADS)


def can_pace(by: Actor, challenge: Challenge) -> bool:
    """Those who head the partnership say when people are reminded of one that is not closed."""
    return not challenge.is_closed and by.wears(challenge.partnership_id, *HEADS)


def can_join_team(by: Actor, challenge: Challenge) -> bool:
    """Every leader of the partnership may join the team of a challenge, and leave it."""
    return not challenge.is_closed and by.wears(challenge.partnership_id, LEADER)


def can_log_work(by: Actor, challenge: Challenge) -> bool:
    """Leaders of the partnership log work on an active challenge."""
    return challenge.is_active and by.wears(challenge.partnership_id, LEADER)


def can_correct(by: Actor, entry: LogEntry) -> bool:
    """An entry is corrected by whoever wrote it, in the hat it was written in."""
    return by.hat_id == entry.hat_id and by.wears(entry.challenge.partnership_id, LEADER)


def can_name_strength(by: Actor, partnership: Partnership) -> bool:
    """Residents, and all who work on challenges, name what the place is good at."""
    return by.wears(partnership.pk, RESIDENT, LEADER, REPRESENTATIVE, FACILITATOR, *HEADS)


def can_suggest_strength(by: Actor, partnership: Partnership) -> bool:
    """Anybody who is signed in says what a place is good at; it is looked at before it shows."""
    return partnership.is_live and by.person_id is not None


def can_publish_strength(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership look at what residents name."""
    return by.wears(partnership.pk, *HEADS)


def can_confirm_strength(by: Actor, strength: Strength) -> bool:
    """Whoever may name a strength, or has named this one, confirms that it is still there."""
    if strength.state != Strength.State.PUBLISHED:
        return False
    named_it = by.person_id is not None and by.person_id == strength.named_by_id
    return named_it or can_name_strength(by, strength.partnership)


def can_make_commitments(by: Actor, challenge: Challenge) -> bool:
    """Leaders and representatives promise for their own organisation; those who head
    the partnership write down what an organisation that works on the challenge has promised."""
    return challenge.is_active and by.wears(
        challenge.partnership_id, LEADER, REPRESENTATIVE, *HEADS
    )


def can_promise_for(by: Actor, challenge: Challenge, organisation: Organisation) -> bool:
    """For one's own organisation, or as its secretary for one that works on the challenge."""
    if not can_make_commitments(by, challenge):
        return False
    if by.organisation_id == organisation.pk:
        return True
    writes_down = by.wears(challenge.partnership_id, *HEADS)
    return writes_down and challenge.involved.filter(organisation=organisation).exists()


def can_see_offers(by: Actor, partnership: Partnership) -> bool:
    """Those who act for an organisation see what is only offered, asked for or not agreed."""
    return by.wears(partnership.pk, LEADER, REPRESENTATIVE, *HEADS)


def speaks_for(by: Actor, partnership_id: int, organisation_id: int) -> bool:
    """Whoever an answer of the organisation is waited for from."""
    speaking = hats_that_speak(partnership_id, organisation_id)
    return by.hat_id in {hat.pk for hat in speaking}


def can_answer_offer(by: Actor, commitment: Commitment) -> bool:
    """Whoever speaks for the organisation takes an offer on, or says why not."""
    return commitment.state == Commitment.State.OFFERED and speaks_for(
        by, commitment.challenge.partnership_id, commitment.organisation_id
    )


def can_ask_to_change(by: Actor, commitment: Commitment) -> bool:
    """The organisation that promised asks itself for another day or other words."""
    return can_drop(by, commitment)


def can_answer_change(by: Actor, asked: Renegotiation) -> bool:
    """Whoever it was promised to; to the place as a whole, another who works on the challenge."""
    commitment = asked.commitment
    if not asked.is_open or commitment.state != Commitment.State.OPEN:
        return False
    if by.organisation_id == commitment.organisation_id:
        return False
    here = commitment.challenge.partnership_id
    if commitment.promised_to_id is not None:
        return speaks_for(by, here, commitment.promised_to_id)
    works_on_it = commitment.challenge.involved.filter(organisation=by.organisation_id)
    return by.wears(here, LEADER, REPRESENTATIVE, *HEADS) and works_on_it.exists()


def can_witness(by: Actor, commitment: Commitment) -> bool:
    """Somebody of the partnership who acts for another organisation than the one that promised."""
    return (
        commitment.state == Commitment.State.OPEN
        and by.organisation_id is not None
        and by.organisation_id != commitment.organisation_id
        and by.wears(commitment.challenge.partnership_id, LEADER, REPRESENTATIVE, *HEADS)
    )


def can_drop(by: Actor, commitment: Commitment) -> bool:
    """The organisation that promised takes it back itself, and says why."""
    return (
        commitment.state == Commitment.State.OPEN
        and by.organisation_id == commitment.organisation_id
        and by.wears(commitment.challenge.partnership_id, LEADER, REPRESENTATIVE, *HEADS)
    )


def can_name_barrier(by: Actor, challenge: Challenge) -> bool:
    """Leaders, representatives and those who head the partnership say what stands in the way."""
    return challenge.is_active and by.wears(
        challenge.partnership_id, LEADER, REPRESENTATIVE, *HEADS
    )


def can_escalate(by: Actor, barrier: Barrier) -> bool:
    """Leaders and representatives, and the coordinator, ask the chair to see to one."""
    here = barrier.challenge.partnership_id
    return barrier.lifted_on is None and by.wears(here, LEADER, REPRESENTATIVE, *HEADS)


def can_lift(by: Actor, barrier: Barrier) -> bool:
    """Whoever may name one may say that it is lifted."""
    return can_escalate(by, barrier)
