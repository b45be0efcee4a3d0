"""Who may ask a question anew, judge, believe and name aims. Each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from challenges.models import Challenge, Hypothesis
from challenges.rules import LEADER, can_revise
from partnership.models import Hat
from partnership.models.capacity import HEADS

CAN_LOOK_INSIDE = [one for one in Hat.Capacity if one != Hat.Capacity.RESIDENT]


def can_judge(by: Actor, challenge: Challenge) -> bool:
    """Leaders and those who head the partnership say how things are, once the work has begun.

    After it has ended as well: what lasts is seen later.
    """
    return challenge.state != Challenge.State.DRAFT and by.wears(
        challenge.partnership_id, LEADER, *HEADS
    )


def can_settle(by: Actor, hypothesis: Hypothesis) -> bool:
    """Whoever may write a hypothesis may say what was seen of it."""
    return can_revise(by, hypothesis.challenge)


def can_see_team(by: Actor, challenge: Challenge) -> bool:
    """Who is in a team, and what it believes, is for leaders and those who head the partnership."""
    return by.wears(challenge.partnership_id, LEADER, *HEADS)


def can_see_hypotheses(by: Actor, challenge: Challenge) -> bool:
    """What is believed and not yet seen is for those who act in the partnership."""
    return by.wears(challenge.partnership_id, *CAN_LOOK_INSIDE)
