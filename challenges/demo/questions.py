"""A year of two challenges’ questions, stages, beliefs and judgements. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from challenges.demo.conditions import SCRIPT as CONDITIONS
from challenges.demo.obesity import SCRIPT as OBESITY
from challenges.demo.question_scripts import OF_CONDITIONS, OF_OBESITY, Around
from challenges.demo.script import Script
from challenges.models import (
    Challenge,
    ChallengeAim,
    ChallengeCohort,
    ChallengeRole,
    Hypothesis,
    Judgement,
    PolicyAim,
    PopulationFigure,
    Question,
    StagePeriod,
)
from challenges.reference.policy import load_policy
from leaders.models import Cohort, LeadershipRole
from partnership.demo import SLUG
from partnership.models import Hat, Partnership

EVENING = time(18, 10)


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Tell both; days move with the day of seeding, unless somebody has gone on from there."""
    partnership = Partnership.objects.get(slug=SLUG)
    say("Questions, stages, beliefs and judgements")
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        load_policy()
        for script, around in ((OBESITY, OF_OBESITY), (CONDITIONS, OF_CONDITIONS)):
            challenge = Challenge.objects.get(partnership=partnership, slug=script.slug)
            _Telling(challenge, script, around, now).tell()


@dataclass
class _Telling:
    challenge: Challenge
    script: Script
    around: Around
    now: datetime

    def tell(self) -> None:
        hats = Hat.objects.current(self.now).filter(
            partnership=self.challenge.partnership_id, capacity="leader"
        )
        self.hats = {hat.person.email: hat for hat in hats.select_related("person")}
        self.today = timezone.localdate(self.now)
        self._wordings()
        self._stages()
        self._figures()
        self._beliefs()
        self._judgements()
        self._aims()
        self._team()

    def _evening(self, days_ago: int) -> datetime:
        day = self.today - timedelta(days=days_ago)
        return datetime.combine(day, EVENING, timezone.get_default_timezone())

    def _wordings(self) -> None:
        """Wordings are never changed, so those of an earlier seeding are written anew."""
        kept = self.challenge.questions
        if kept.exists() and kept.count() != len(self.around.wordings):
            return
        kept.all().delete()
        for number, told in enumerate(self.around.wordings, start=1):
            Question.objects.create(
                challenge=self.challenge,
                number=number,
                wording=told.wording or self.script.question,
                why=told.why,
                asked_at=self._evening(told.days_ago),
                asked_by=self.hats[told.who],
            )

    def _stages(self) -> None:
        kept = self.challenge.stages
        if kept.exists() and kept.count() != len(self.around.stages):
            return
        kept.all().delete()
        ends = [told.days_ago for told in self.around.stages[1:]]
        for told, end in zip(self.around.stages, [*ends, None], strict=True):
            StagePeriod.objects.create(
                challenge=self.challenge,
                stage=told.stage,
                starts_on=self.today - timedelta(days=told.days_ago),
                ends_on=None if end is None else self.today - timedelta(days=end),
                reached=told.reached,
            )

    def _figures(self) -> None:
        for position, told in enumerate(self.around.figures):
            PopulationFigure.objects.update_or_create(
                challenge=self.challenge,
                says=told.says,
                defaults={
                    "value": Decimal(told.value),
                    "unit": told.unit,
                    "as_of": told.as_of,
                    "source": "invented for the demonstration",
                    "position": position,
                },
            )

    def _beliefs(self) -> None:
        for told in self.around.beliefs:
            settled = told.settled_days_ago
            Hypothesis.objects.update_or_create(
                challenge=self.challenge,
                we_believe=told.we_believe,
                defaults={
                    "because": told.because,
                    "we_would_see": told.we_would_see,
                    "written_by": self.hats[told.who],
                    "written_at": self._evening(told.days_ago),
                    "state": told.state,
                    "what_we_saw": told.what_we_saw,
                    "settled_on": None if settled is None else self.today - timedelta(days=settled),
                },
            )

    def _judgements(self) -> None:
        for told in self.around.judgements:
            Judgement.objects.update_or_create(
                challenge=self.challenge,
                evidence=told.evidence,
                defaults={
                    "verdict": told.verdict,
                    "judged_on": self.today - timedelta(days=told.days_ago),
                    "judged_by": self.hats[told.who],
                },
            )

    def _aims(self) -> None:
        for plan, code, how in self.around.aims:
            ChallengeAim.objects.update_or_create(
                challenge=self.challenge,
                aim=PolicyAim.objects.get(plan__slug=plan, code=code),
                defaults={"how": how},
            )

    def _team(self) -> None:
        """Roles that somebody of its team holds, and the first cohort there is."""
        here = self.challenge.partnership_id
        roles = LeadershipRole.objects.agreed().filter(
            partnership=here, holdings__person__email__in=self.script.team
        )
        for role in roles.distinct():
            ChallengeRole.objects.get_or_create(challenge=self.challenge, role=role)
        cohort = Cohort.objects.filter(
            programme__partnership=here, opened_at__isnull=False, starts_on__lte=self.today
        ).last()
        if cohort is not None and self.around.has_a_cohort:
            ChallengeCohort.objects.get_or_create(challenge=self.challenge, cohort=cohort)
