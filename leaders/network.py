"""Which organisations of a partnership are joined, and by what: asked of each app.

`settings.NETWORK_TIES` lists functions `(partnership, day) -> Iterable[Tie]`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from django.conf import settings
from django.utils.module_loading import import_string

from leaders.models import LeadershipRole, Participation
from partnership.models import Organisation, Partner, Partnership

ROLE, COHORT = "role", "cohort"
# Who developed together goes on knowing each other for a while.
COHORT_JOINS_FOR = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations, by their ids, that share something; `kind` is a slug."""

    a: int
    b: int
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Network:
    """The partners of a day, by sector and name, and what joins them."""

    bodies: Sequence[Organisation]
    ties: Sequence[Tie]

    def busiest(self, most: int) -> Network:
        """Only so many of the partners, those that share most, in the order of all."""
        if len(self.bodies) <= most:
            return self
        shared = Counter(end for tie in self.ties for end in (tie.a, tie.b))
        here = {one.pk for one in sorted(self.bodies, key=lambda one: -shared[one.pk])[:most]}
        return Network(
            [one for one in self.bodies if one.pk in here],
            [tie for tie in self.ties if {tie.a, tie.b} <= here],
        )

    def between(self) -> Mapping[tuple[int, int], list[Tie]]:
        """What joins each two, the lower id first."""
        joined: dict[tuple[int, int], list[Tie]] = defaultdict(list)
        for tie in self.ties:
            joined[min(tie.a, tie.b), max(tie.a, tie.b)].append(tie)
        return joined


def network_of(partnership: Partnership, day: date, kinds: Collection[str]) -> Network:
    """The partners of this day and their ties of these kinds; other bodies are left out."""
    partners = Partner.objects.on(day).filter(partnership=partnership)
    bodies = list(
        Organisation.objects.filter(pk__in=partners.values("organisation")).order_by(
            "sector", "name", "pk"
        )
    )
    here = {one.pk for one in bodies}
    ties = {
        tie
        for provider in settings.NETWORK_TIES
        for tie in import_string(provider)(partnership, day)
        if tie.kind in kinds and {tie.a, tie.b} <= here
    }
    return Network(bodies, sorted(ties, key=lambda tie: (tie.kind, tie.what, tie.a, tie.b)))


def all_pairs(organisations: Iterable[int], kind: str, what: str) -> Iterator[Tie]:
    """Ties between each two of those who share one thing."""
    for a, b in combinations(sorted(set(organisations)), 2):
        yield Tie(a, b, kind, what)


def shared_roles(partnership: Partnership, day: date) -> Iterator[Tie]:
    """The employers of those who hold a role on this day, and its hosts."""
    roles = LeadershipRole.objects.in_force(partnership, day).prefetch_related("hosts")
    for role in roles:
        employers = {one.employer_id for one in role.holdings_on(day)}
        yield from all_pairs(employers | {host.pk for host in role.hosts.all()}, ROLE, role.title)


def shared_cohorts(partnership: Partnership, day: date) -> Iterator[Tie]:
    """The employers of those who are in a cohort, or were until two years ago."""
    places = Participation.objects.filter(
        cohort__programme__partnership=partnership, cohort__starts_on__lte=day, left_on__isnull=True
    ).exclude(cohort__ends_on__lte=day - COHORT_JOINS_FOR)
    employers: dict[tuple[str, str], set[int]] = defaultdict(set)
    named = places.values_list("cohort__programme__name", "cohort__name", "employer")
    for programme, cohort, employer in named:
        employers[programme, cohort].add(employer)
    for (programme, cohort), joined in sorted(employers.items()):
        yield from all_pairs(joined, COHORT, f"{programme}, {cohort}")
