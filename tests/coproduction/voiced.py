"""What people said and what was decided, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from challenges.models import (
    Challenge,
    ChallengeOrganisation,
    ChallengeStrength,
    Commitment,
    Strength,
)
from coproduction.models import Contribution, Decision, Influence, Session, SessionFacilitator
from coproduction.sayings import Ruling, Saying
from coproduction.wishes import Reach
from tests.cast import World
from tests.coproduction.booked import make_session

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HELD = NOW - timedelta(days=10)
GUEST = Actor.guest()
WORDS = "Put it on a Saturday, I clean offices from five"
JOB = Actor.for_job("test")


def make_challenge(world: World) -> Challenge:
    """An active challenge of the world's partnership, with two sectors and a strength."""
    with recorded(JOB, "made a challenge"):
        challenge = Challenge.objects.create(
            partnership=world.partnership,
            place=world.place,
            title="Several conditions",
            slug=f"several-{uuid4().hex[:6]}",
            question="How can care fit lives?",
            population="Adults",
            state=Challenge.State.ACTIVE,
            active_since=NOW,
        )
        for organisation in (world.nhs, world.council):
            ChallengeOrganisation.objects.create(challenge=challenge, organisation=organisation)
        strength = Strength.objects.create(
            partnership=world.partnership,
            place=world.place,
            name=f"Neighbours {uuid4().hex[:6]}",
            what_it_offers="They ring each other.",
            confirmed_on=date(2026, 1, 1),
        )
        ChallengeStrength.objects.create(challenge=challenge, strength=strength)
    return challenge


def make_heard_session(world: World, **fields: Any) -> Session:
    """A past session that the world's facilitator facilitates."""
    fields.setdefault("challenge", make_challenge(world))
    session = make_session(world.partnership, starts_at=fields.pop("starts_at", HELD), **fields)
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    return session


def make_saying(words: str = WORDS, **fields: Any) -> Saying:
    known: dict[str, Any] = {"kind": "idea", "consent": "words", "key": uuid4()}
    known["reach"] = Reach("email", f"{uuid4().hex[:8]}@example.org")
    return Saying(words=words, **known | fields)


def make_contribution(session: Session, words: str = WORDS, **fields: Any) -> Contribution:
    """Published, with an address to tell; written past the action."""
    moderator = session.facilitator_links.get().hat
    known: dict[str, Any] = {
        "kind": "idea",
        "consent": "words",
        "provenance": "card",
        "said_at": session.starts_at + timedelta(hours=1),
        "state": "published",
        "moderated_at": session.ends_at,
        "moderated_by": moderator,
        "key": uuid4(),
    }
    if fields.get("state") == "waiting":
        known |= {"moderated_at": None, "moderated_by": None}
    if "contact" not in fields:
        address = f"{uuid4().hex[:8]}@example.org"
        fields["contact"] = ContactPoint.objects.create(kind="email", value=address)
    return Contribution.objects.create(session=session, words=words, **known | fields)


def make_ruling(session: Session, **fields: Any) -> Ruling:
    assert session.challenge is not None
    known: dict[str, Any] = {
        "title": "One morning with everybody in it",
        "reason": "People told their story five times.",
        "how": "jointly",
        "decided_by": "The board",
        "decided_on": date(2026, 10, 30),
        "challenge": session.challenge,
        "session": session,
    }
    return Ruling(**known | fields)


def make_decision(session: Session, **fields: Any) -> Decision:
    """A draft, written past the action."""
    slug = f"one-morning-{uuid4().hex[:6]}"
    known = {**make_ruling(session).fields(), "slug": slug}
    return Decision.objects.create(partnership=session.partnership, **known | fields)


def make_public(decision: Decision, *contributions: Contribution, outcome: str = "adopted") -> None:
    """Answer each, and make the decision public: past the actions."""
    with recorded(JOB, "made a decision public"):
        for one in contributions:
            Influence.objects.create(
                decision=decision,
                contribution=one,
                outcome=outcome,
                reason="It suits you and not us.",
                answered_at=NOW,
            )
        decision.state, decision.published_at = Decision.State.PUBLISHED, NOW
        decision.save()


def make_commitment(world: World, challenge: Challenge, **fields: Any) -> Commitment:
    known: dict[str, Any] = {
        "organisation": world.nhs,
        "will_do": "Open on the first Saturday",
        "due_on": date(2027, 1, 7),
        "made_by": world.hats["coordinator"],
        "made_at": NOW + timedelta(days=1),
        "accepted_at": NOW + timedelta(days=1),
    }
    return Commitment.objects.create(challenge=challenge, **known | fields)
