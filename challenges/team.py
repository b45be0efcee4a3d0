"""Who is in the team of a challenge today: by hat, by a role they hold, by a cohort they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from challenges.models import Challenge, ChallengeMember
from leaders.models import Participation, RoleHolding
from partnership.models import Hat


@dataclass(slots=True)
class InTeam:
    """A person in a team, the body they act or work for, and each reason why they are in it."""

    person: Person
    body: str = ""
    because: list[str] = field(default_factory=list)
    joined: bool = False


def team_of(challenge: Challenge, now: datetime) -> list[InTeam]:
    """One list of the whole team, each person once, in three queries."""
    today = timezone.localdate(now)
    team: dict[int, InTeam] = {}

    def add(person: Person, body: str, because: str) -> InTeam:
        known = team.setdefault(person.pk, InTeam(person))
        known.body = known.body or body
        known.because.append(because)
        return known

    for member in _members([challenge.pk], now).select_related("hat__person", "hat__organisation"):
        one = add(member.hat.person, str(member.hat.organisation or ""), "Joined as a leader")
        one.joined = True
    holdings = _holdings([challenge.pk], today).select_related("person", "employer", "role")
    for holding in holdings:
        add(holding.person, holding.employer.name, f"Holds the role {holding.role.title}")
    parts = _parts([challenge.pk], today)
    for part in parts.select_related("person", "employer", "cohort__programme"):
        add(part.person, part.employer.name, f"Takes part in {part.cohort}")
    return sorted(team.values(), key=lambda one: (one.person.name, one.person.pk))


def people_in_teams(challenges: Collection[int], now: datetime) -> defaultdict[int, set[int]]:
    """The people in the team of each challenge, in three queries for any number of them."""
    today = timezone.localdate(now)
    people: defaultdict[int, set[int]] = defaultdict(set)
    ways = (
        _members(challenges, now).values_list("challenge", "hat__person"),
        _holdings(challenges, today).values_list("role__challenge_links__challenge", "person"),
        _parts(challenges, today).values_list("cohort__challenge_links__challenge", "person"),
    )
    for way in ways:
        for challenge, person in way:
            people[challenge].add(person)
    return people


def _members(challenges: Collection[int], now: datetime) -> QuerySet[ChallengeMember]:
    """Leaders' hats that joined; an ended hat is in no team."""
    leads = Hat.objects.current(now).filter(capacity=Hat.Capacity.LEADER)
    return ChallengeMember.objects.filter(challenge__in=challenges, hat__in=leads)


def _holdings(challenges: Collection[int], day: date) -> QuerySet[RoleHolding]:
    """Whoever holds a role of the team on this day."""
    return RoleHolding.objects.on(day).filter(role__challenge_links__challenge__in=challenges)


def _parts(challenges: Collection[int], day: date) -> QuerySet[Participation]:
    """Whoever takes part in a cohort of the team while it runs."""
    return Participation.objects.filter(
        Q(cohort__ends_on__isnull=True) | Q(cohort__ends_on__gt=day),
        Q(left_on__isnull=True) | Q(left_on__gt=day),
        cohort__opened_at__isnull=False,
        cohort__starts_on__lte=day,
        cohort__challenge_links__challenge__in=challenges,
    )
