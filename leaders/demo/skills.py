"""The demonstration's skills: what two leaders practised, and one participant with second voices.

Everything said is invented. Assessments wait for a cohort with a place for one of our people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded
from leaders.demo import FOOD_AND_FRIENDS
from leaders.models import (
    Assessment,
    Moment,
    Participation,
    SecondVoice,
    Skill,
    SkillPractice,
    Voice,
)
from partnership.demo import CENTRAL_EAST, SLUG
from partnership.models import Organisation, Partner

ROBOT = Actor.for_job("seed_demo")
R, N, C, E = Skill.RELATIONSHIPS, Skill.NEGOTIATION, Skill.COLLABORATION, Skill.ENGAGEMENT
# Whose, for whom, and: skill, how many days ago, in which work, what was learned, who confirmed.
PRACTICE: Sequence[tuple[str, str, Sequence[tuple[str, int, str, str, str]]]] = (
    (
        "daniel.okafor@example.org",
        CENTRAL_EAST,
        (
            (N, 9, "The budget line for leaving hospital", "I put our worry first, and theirs "
             "came out. The number was never the problem.", "Margaret Whitlock"),
            (R, 31, "A morning on a home care round in Stevenage", "Two hours in a car told me "
             "more than a year of reports.", ""),
            (E, 58, "Evening session on living with several conditions", "I talked for too long. "
             "The room woke up when I sat down.", "Sheila Marsh"),
        ),
    ),
    (
        "amina.yusuf@example.org",
        FOOD_AND_FRIENDS,
        (
            (C, 6, "Sunday kitchen with the borough’s parks team", "Give people a job before you "
             "give them an agenda.", ""),
            (N, 40, "Who pays for the hall in winter", "I asked for half and was offered all. "
             "Next time I ask what they hope for.", "Bev Archer"),
        ),
    ),
)  # fmt: skip
# Skill by skill: oneself, a peer, a citizen.
LEVELS: Mapping[str, Mapping[str, tuple[int, int, int]]] = {
    Moment.START: {R: (3, 4, 3), N: (2, 3, 2), C: (4, 3, 3), E: (2, 2, 1)},
    Moment.MIDDLE: {R: (4, 4, 4), N: (3, 3, 3), C: (4, 4, 3), E: (3, 3, 2)},
}
PEER, CITIZEN = "Nadeem Sharif", "Joan Pettifer"


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Practice and assessments, once; whoever tried them out keeps what they did."""
    say("what leaders practised")
    with recorded(ROBOT, "set up the demonstration"):
        for email, employer, entries in PRACTICE:
            person = Person.objects.get(email=email)
            if not person.practice.exists():
                _practise(person, Organisation.objects.get(name=employer), entries, now)
        _assess(now)


def _practise(
    person: Person,
    employer: Organisation,
    entries: Sequence[tuple[str, int, str, str, str]],
    now: datetime,
) -> None:
    for skill, days, work, learned, confirmed_by in entries:
        at = now - timedelta(days=days)
        SkillPractice.objects.create(
            person=person,
            employer=employer,
            skill=skill,
            practised_on=timezone.localdate(at),
            work=work,
            learned=learned,
            shared=bool(confirmed_by),
            written_at=at,
            confirmed_by=confirmed_by,
            confirmed_voice=_voice_of(confirmed_by),
            asked_at=at if confirmed_by else None,
            confirmed_at=at + timedelta(days=2) if confirmed_by else None,
        )


def _voice_of(name: str) -> str:
    if not name:
        return ""
    return Voice.CITIZEN if name == "Sheila Marsh" else Voice.PEER


def _assess(now: datetime) -> None:
    """Of one of our people who takes part in a cohort that has begun; of nobody before."""
    today = timezone.localdate(now)
    place = (
        Participation.objects.filter(
            cohort__programme__partnership__slug=SLUG,
            cohort__starts_on__lte=today,
            person__invented=True,
            left_on__isnull=True,
        )
        .order_by("-cohort__starts_on", "pk")
        .first()
    )
    if place is None or place.assessments.exists():
        return
    partners = Partner.objects.on(today).filter(partnership__slug=SLUG)
    peers_of = partners.exclude(organisation=place.employer_id).order_by("pk").first()
    for number, (moment, levels) in enumerate(LEVELS.items()):
        at = now - timedelta(days=150 - 90 * number)
        voices: list[SecondVoice | None] = [None]
        for voice, name in ((Voice.PEER, PEER), (Voice.CITIZEN, CITIZEN)):
            voices.append(
                SecondVoice.objects.create(
                    participation=place,
                    moment=moment,
                    voice=voice,
                    name=name,
                    organisation=peers_of.organisation
                    if peers_of and voice == Voice.PEER
                    else None,
                    asked_at=at,
                    answered_at=at + timedelta(days=3),
                )
            )
        for skill, each in levels.items():
            for second, level in zip(voices, each, strict=True):
                Assessment.objects.create(
                    participation=place,
                    moment=moment,
                    skill=skill,
                    level=level,
                    second_voice=second,
                    given_at=at,
                )
