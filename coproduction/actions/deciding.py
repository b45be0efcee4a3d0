"""A decision is drafted, answers what people said, is published, and is followed by promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.text import slugify

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.commitments import make_commitment
from challenges.models import Commitment
from coproduction.errors import (
    AlreadyPublished,
    AnswerWithoutReason,
    DecisionElsewhere,
    DecisionTitleTaken,
    DecisionWithoutReason,
    NotShared,
    RestsOnNothing,
    ReviewedTooEarly,
)
from coproduction.figures import asked_to_hear
from coproduction.models import Contribution, Decision, DecisionCommitment, Influence
from coproduction.notices.names import DECIDED
from coproduction.rules import can_decide
from coproduction.sayings import Ruling
from partnership.models import Organisation, Partnership
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake

REFUSALS = {
    "decision_slug_in_partnership": DecisionTitleTaken,
    "decision_names_what_it_rests_on": RestsOnNothing,
    "published_decision_has_a_reason": DecisionWithoutReason,
    "decision_is_reviewed_after_it_was_made": ReviewedTooEarly,
}
TAKEN_BY_PAGES = {"", "new"}


def draft_decision(partnership: Partnership, *, by: Actor, ruling: Ruling) -> Decision:
    """Write down what was decided. Nobody but those who decide sees it until it is published."""
    require(can_decide(by, partnership))
    _require_same_partnership(partnership, ruling)
    with recorded(by, "drafted a decision", refusals=REFUSALS):
        return Decision.objects.create(
            partnership=partnership, slug=_slug(ruling.title), **ruling.fields()
        )


def change_decision(decision: Decision, *, by: Actor, ruling: Ruling) -> Decision:
    """Change what is said about a decision. Its address stays; the record keeps what it said."""
    require(can_decide(by, decision.partnership))
    _require_same_partnership(decision.partnership, ruling)
    with recorded(by, "changed a decision", refusals=REFUSALS):
        locked = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        for name, value in ruling.fields().items():
            setattr(locked, name, value)
        locked.save(update_fields=list(ruling.fields()))
    return locked


def answer(
    decision: Decision,
    *,
    by: Actor,
    contribution: Contribution,
    outcome: str,
    reason: str,
    now: datetime,
) -> Influence:
    """Say what became of somebody's words in this decision, and why, in plain words.

    Once the decision is public, whoever said them is told of a new or changed answer at once.
    Raises `NotShared`, `AnswerWithoutReason`, `DecisionElsewhere`.
    """
    require(can_decide(by, decision.partnership))
    if contribution.session.partnership_id != decision.partnership_id:
        raise DecisionElsewhere()
    if not reason.strip():
        raise AnswerWithoutReason()
    with recorded(by, "answered what somebody said", refusals=REFUSALS):
        if not Contribution.objects.answerable().filter(pk=contribution.pk).exists():
            raise NotShared()
        locked = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        influence, is_new = Influence.objects.get_or_create(
            decision=locked,
            contribution=contribution,
            defaults={"outcome": outcome, "reason": reason.strip(), "answered_at": now},
        )
        differs = (influence.outcome, influence.reason) != (outcome, reason.strip())
        if differs:
            influence.outcome, influence.reason = outcome, reason.strip()
            influence.answered_at = now
            influence.save(update_fields=["outcome", "reason", "answered_at"])
        if locked.is_published and (is_new or differs):
            owe(_answers([influence], now))
    wake()
    return influence


def unanswer(decision: Decision, *, by: Actor, contribution: Contribution) -> None:
    """Take an answer out again. A public decision keeps at least one, or says why it has none."""
    require(can_decide(by, decision.partnership))
    with recorded(by, "took an answer out of a decision", refusals=REFUSALS):
        # The decision before its answers, as whoever changes an answer locks them.
        Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        decision.influences.filter(contribution=contribution).delete()


def publish_decision(
    decision: Decision, *, by: Actor, now: datetime, none_because: str = ""
) -> Decision:
    """Make it public, and tell everybody whom it answers, and who asked to hear of its session.

    Raises `AlreadyPublished`, `RestsOnNothing`, `DecisionWithoutReason`.
    """
    require(can_decide(by, decision.partnership))
    with recorded(by, "published a decision", refusals=REFUSALS):
        locked = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        if locked.is_published:
            raise AlreadyPublished()
        locked.state, locked.published_at = Decision.State.PUBLISHED, now
        locked.none_because = none_because.strip()
        locked.save(update_fields=["state", "published_at", "none_because"])
        owe(_answers(locked.influences.select_related("contribution__contact"), now))
        owe(Owed(DECIDED, to=one, about=locked, due_at=now) for one in asked_to_hear(locked))
    wake()
    return locked


def promise(
    decision: Decision,
    *,
    by: Actor,
    organisation: Organisation,
    will_do: str,
    due_on: date,
    now: datetime,
) -> Commitment:
    """An organisation promises something because of a decision; those it answered are told."""
    require(can_decide(by, decision.partnership))
    with recorded(by, "wrote down a promise that follows a decision"):
        commitment = make_commitment(
            decision.challenge,
            by=by,
            organisation=organisation,
            will_do=will_do,
            due_on=due_on,
            now=now,
        )
        link_commitment(decision, by=by, commitment=commitment, now=now)
    return commitment


def link_commitment(
    decision: Decision, *, by: Actor, commitment: Commitment, now: datetime
) -> DecisionCommitment:
    """Say that a commitment follows a decision. Once it is public, those it answered are told.

    Of a mere offer they hear when it is taken on (`coproduction.reminders.what_followed`).
    """
    require(can_decide(by, decision.partnership))
    if commitment.challenge.partnership_id != decision.partnership_id:
        raise DecisionElsewhere()
    with recorded(by, "linked a commitment to a decision"):
        locked = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        link, is_new = DecisionCommitment.objects.get_or_create(
            decision=locked, commitment=commitment, defaults={"linked_at": now}
        )
        if is_new and locked.is_published and not commitment.is_offered:
            influences = locked.influences.select_related("contribution__contact")
            owe(told_of("said-commitment", influences, commitment, now))
    wake()
    return link


def told_of(
    kind: str, influences: Iterable[Influence], commitment: Commitment, now: datetime
) -> list[Owed]:
    """What is owed to each whom a decision answered, about a commitment that follows it."""
    return [
        Owed(
            kind=kind,
            to=influence.contribution.contact,
            about=influence,
            due_at=now,
            version=str(commitment.pk),
        )
        for influence in influences
        if influence.contribution.contact is not None
    ]


def _answers(influences: Iterable[Influence], now: datetime) -> list[Owed]:
    return [
        Owed(
            kind="said-answered",
            to=influence.contribution.contact,
            about=influence,
            due_at=now,
            version=influence.answered_at.isoformat(),
        )
        for influence in influences
        if influence.contribution.contact is not None
    ]


def _require_same_partnership(partnership: Partnership, ruling: Ruling) -> None:
    things = [ruling.challenge, ruling.session]
    if any(thing and thing.partnership_id != partnership.pk for thing in things):
        raise DecisionElsewhere()


def _slug(title: str) -> str:
    slug = slugify(title)[:190]
    return f"{slug}-decision".strip("-") if slug in TAKEN_BY_PAGES else slug
