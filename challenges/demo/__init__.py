"""The demonstration's two challenges, on Hertfordshire and West Essex, over the last year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from challenges.demo.conditions import SCRIPT as CONDITIONS
from challenges.demo.obesity import SCRIPT as OBESITY
from challenges.demo.script import ACTS_FOR, Promised, Said, Script
from challenges.models import (
    Challenge,
    ChallengeMember,
    ChallengeOrganisation,
    ChallengeStrength,
    Commitment,
    LogEntry,
    Strength,
)
from partnership.demo import SLUG
from partnership.models import Hat, Organisation, Partnership

EVENING = time(17, 40)


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Two challenges with a year of work; dates move with the day of seeding."""
    partnership = Partnership.objects.select_related("place").get(slug=SLUG)
    for script in (OBESITY, CONDITIONS):
        say(script.title)
        with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
            _Telling(partnership, script, now).tell()


class _Telling:
    """One script, told into the database, as of `now`."""

    def __init__(self, partnership: Partnership, script: Script, now: datetime) -> None:
        self.partnership = partnership
        self.script = script
        self.now = now
        self.today = timezone.localdate(now)
        bodies = Organisation.objects.filter(partnerships__partnership=partnership)
        self.bodies = {body.name: body for body in bodies}
        hats = Hat.objects.current(now).filter(partnership=partnership, capacity="leader")
        self.hats = {hat.person.email: hat for hat in hats.select_related("person")}

    def tell(self) -> None:
        challenge = self._challenge()
        for name in self.script.organisations:
            ChallengeOrganisation.objects.get_or_create(
                challenge=challenge, organisation=self.bodies[name]
            )
        for email in self.script.team:
            ChallengeMember.objects.get_or_create(challenge=challenge, hat=self.hats[email])
        self._strengths(challenge)
        if challenge.state == Challenge.State.DRAFT:
            challenge.state = Challenge.State.ACTIVE
            challenge.active_since = self._evening(350)
            challenge.save(update_fields=["state", "active_since"])
        for number, said in enumerate(self.script.entries):
            self._entry(challenge, number, said)
        for promised in self.script.promises:
            self._promise(challenge, promised)

    def _evening(self, days_ago: int) -> datetime:
        day = self.today - timedelta(days=days_ago)
        return datetime.combine(day, EVENING, timezone.get_default_timezone())

    def _challenge(self) -> Challenge:
        challenge, _ = Challenge.objects.get_or_create(
            partnership=self.partnership,
            slug=self.script.slug,
            defaults={
                "place": self.partnership.place,
                "title": self.script.title,
                "question": self.script.question,
                "population": self.script.population,
                "why_shared": self.script.why_shared,
                "stage": self.script.stage,
                "raised_at": self._evening(360),
            },
        )
        return challenge

    def _strengths(self, challenge: Challenge) -> None:
        for asset in self.script.strengths:
            strength, _ = Strength.objects.update_or_create(
                partnership=self.partnership,
                name=asset.name,
                defaults={
                    "place": self.partnership.place,
                    "what_it_offers": asset.what_it_offers,
                    "organisation": self.bodies.get(asset.organisation),
                    "confirmed_on": self.today - timedelta(days=asset.confirmed_days_ago),
                    "invented": True,
                },
            )
            ChallengeStrength.objects.get_or_create(challenge=challenge, strength=strength)

    def _entry(self, challenge: Challenge, number: int, said: Said) -> None:
        """The key tells the entry from any other, so that it is written once, and only moved."""
        entry, is_new = LogEntry.objects.get_or_create(
            key=uuid5(NAMESPACE_URL, f"demonstration/{self.script.slug}/{number}"),
            defaults={
                "challenge": challenge,
                "hat": self.hats[said.who],
                "did": said.did,
                "learned": said.learned,
                "visibility": said.seen_by,
                "kind": said.kind,
                "hours": said.hours or None,
                "happened_on": self.today,
                "logged_at": self.now,
            },
        )
        if is_new:
            entry.with_organisations.set(
                self.bodies[name] for name in said.together if name != ACTS_FOR[said.who]
            )
            here = Strength.objects.filter(partnership=self.partnership)
            entry.strengths.set(here.filter(name__in=said.called_on))
        entry.happened_on = self.today - timedelta(days=said.days_ago)
        entry.logged_at = self._evening(said.days_ago)
        entry.save(update_fields=["happened_on", "logged_at"])

    def _promise(self, challenge: Challenge, promised: Promised) -> None:
        promise, is_new = Commitment.objects.get_or_create(
            challenge=challenge,
            organisation=self.bodies[promised.organisation],
            will_do=promised.will_do,
            defaults={
                "made_by": self.hats[promised.who],
                "due_on": self.today,
                "made_at": self.now,
                "accepted_by": self.hats[promised.who],
                "accepted_at": self.now,
            },
        )
        promise.due_on = self.today + timedelta(days=promised.due_in)
        promise.made_at = promise.accepted_at = self._evening(promised.made_days_ago)
        if is_new and promised.kept_days_ago is not None:
            promise.state = Commitment.State.KEPT
            promise.evidence = promised.evidence
            promise.witness = self.bodies[promised.witness]
        if is_new and promised.dropped_because:
            promise.state = Commitment.State.DROPPED
            promise.dropped_because = promised.dropped_because
        if promise.state == Commitment.State.KEPT:
            promise.kept_at = self._evening(promised.kept_days_ago or 0)
        promise.save()
