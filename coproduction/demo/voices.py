"""What was said at past sessions, what was decided, and what followed. All of it invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded
from challenges.models import Challenge, Commitment
from coproduction.demo.voices_stories import STORIES, Promise, Story, Verdict
from coproduction.demo.voices_words import Heard
from coproduction.models import (
    Contribution,
    Decision,
    DecisionCommitment,
    Influence,
    Session,
)
from partnership.models import Hat, Organisation, Partnership

SLUG = "hertfordshire-and-west-essex"
ROBOT = Actor.for_job("seed_demo")


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """What people said, and what became of it, counted back from `now`."""
    partnership = Partnership.objects.filter(slug=SLUG).first()
    if partnership is None or not partnership.challenges.exists():
        return
    say("what people said, and what became of it")
    teller = Teller(
        partnership,
        now,
        team=_hat(partnership, Hat.Capacity.FACILITATOR),
        coordinator=_hat(partnership, Hat.Capacity.COORDINATOR),
    )
    with recorded(ROBOT, "set up the demonstration"):
        for story in STORIES:
            teller.tell(story)


@dataclass(frozen=True)
class Teller:
    """Writes stories into a partnership: what is there already is repaired, never doubled."""

    partnership: Partnership
    now: datetime
    team: Hat
    coordinator: Hat

    def tell(self, story: Story) -> None:
        """The draft, what was said and answered, what was promised; only then is it public."""
        challenge = self.partnership.challenges.filter(slug=story.challenge).first()
        session = self.partnership.sessions.filter(slug=story.session).first()
        if challenge is None or bool(story.session) != bool(session):
            return
        decision = self._decision(story.verdict, challenge, session)
        for place, one in enumerate(story.heard):
            assert session is not None
            contribution = self._said(session, one, place)
            if one.outcome:
                at = self._at(story.verdict.decided + 1, 15, place)
                self._answer(decision, contribution, one, at)
        for promise in story.verdict.promises:
            self._promise(decision, promise)
        self._publish(decision, story.verdict)

    def _day(self, days: int) -> date:
        return timezone.localtime(self.now).date() + timedelta(days=days)

    def _at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A local hour so many days from now."""
        return timezone.make_aware(datetime.combine(self._day(days), time(hour, minute)))

    def _said(self, session: Session, one: Heard, place: int) -> Contribution:
        said_at = session.starts_at + timedelta(minutes=35 + 7 * place)
        person = Person.objects.filter(name=one.by, invented=True).first() if one.by else None
        contacts = ContactPoint.objects.filter(person=person).order_by("kind") if person else None
        shared = Contribution.State.HIDDEN if one.hidden_because else Contribution.State.PUBLISHED
        contribution, _ = Contribution.objects.update_or_create(
            key=uuid5(NAMESPACE_URL, f"{session.slug}: {one.words}"),
            defaults={
                "session": session,
                "words": one.words,
                "kind": one.kind,
                "consent": one.consent,
                "provenance": one.provenance,
                "said_by": one.by if one.provenance == "phone" else "",
                "person": person,
                "contact": contacts.first() if contacts else None,
                "entered_by": None if one.provenance == "online" else self.team,
                "said_at": said_at,
                "state": Contribution.State.WAITING if one.waits else shared,
                "hidden_because": one.hidden_because,
                "moderated_at": None if one.waits else said_at + timedelta(hours=15),
                "moderated_by": None if one.waits else self.team,
            },
        )
        return contribution

    def _decision(
        self, verdict: Verdict, challenge: Challenge, session: Session | None
    ) -> Decision:
        decision, _ = Decision.objects.get_or_create(
            partnership=self.partnership,
            slug=verdict.slug,
            defaults={
                "challenge": challenge,
                "session": session,
                "title": verdict.title,
                "reason": verdict.reason,
                "how": verdict.how,
                "decided_by": verdict.decided_by,
                "decided_on": self._day(verdict.decided),
                "review_on": self._day(verdict.review) if verdict.review else None,
                "none_because": verdict.none_because,
            },
        )
        return decision

    def _answer(
        self, decision: Decision, contribution: Contribution, one: Heard, at: datetime
    ) -> None:
        Influence.objects.update_or_create(
            decision=decision,
            contribution=contribution,
            defaults={"outcome": one.outcome, "reason": one.reason, "answered_at": at},
        )

    def _promise(self, decision: Decision, promise: Promise) -> None:
        facts: dict[str, object] = {"made_by": self.coordinator, "due_on": self._day(promise.due)}
        facts["made_at"] = facts["accepted_at"] = self._at(promise.made, 11)
        facts["accepted_by"] = self.coordinator
        if promise.kept is not None:
            facts |= {
                "state": Commitment.State.KEPT,
                "kept_at": self._at(promise.kept, 16, 40),
                "witness": Organisation.objects.get(name=promise.witness),
                "evidence": promise.evidence,
            }
        commitment, _ = Commitment.objects.update_or_create(
            challenge=decision.challenge,
            organisation=Organisation.objects.get(name=promise.organisation),
            will_do=promise.will_do,
            defaults=facts,
        )
        DecisionCommitment.objects.update_or_create(
            decision=decision, commitment=commitment, defaults={"linked_at": facts["made_at"]}
        )

    def _publish(self, decision: Decision, verdict: Verdict) -> None:
        """A draft that somebody published meanwhile stays published."""
        if verdict.public is not None:
            Decision.objects.filter(pk=decision.pk).update(
                state=Decision.State.PUBLISHED, published_at=self._at(verdict.public, 10)
            )


def _hat(partnership: Partnership, capacity: str) -> Hat:
    return (
        Hat.objects.current().filter(partnership=partnership, capacity=capacity).order_by("pk")[0]
    )
