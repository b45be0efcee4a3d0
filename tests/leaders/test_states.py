"""Shared, boundary-spanning, vacant and no-longer-shared against a naive day-by-day count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaders.models import LeadershipRole, RoleHolding
from partnership.models import Organisation, Sector

# A busy machine is not a broken role.
AT_ANY_PACE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(24)]
EMPLOYERS = [
    Organisation(pk=1, sector=Sector.NHS),
    Organisation(pk=2, sector=Sector.NHS),
    Organisation(pk=3, sector=Sector.LOCAL_GOVERNMENT),
]


@st.composite
def roles(draw: st.DrawFn) -> LeadershipRole:
    """A role of a few weeks with any shares in it, as the database would hold them."""
    starts, ends = sorted(draw(st.tuples(st.integers(0, 10), st.integers(11, 24))))
    role = LeadershipRole(
        pk=1,
        starts_on=FIRST + timedelta(days=starts),
        ends_on=draw(st.sampled_from([None, FIRST + timedelta(days=ends)])),
    )
    holdings = []
    for number in range(draw(st.integers(0, 5))):
        first, last = sorted(draw(st.tuples(*[st.integers(starts, ends)] * 2)))
        open_ended = role.ends_on is None and draw(st.booleans())
        holdings.append(
            RoleHolding(
                pk=number + 1,
                role=role,
                employer=draw(st.sampled_from(EMPLOYERS)),
                share=draw(st.integers(1, 100)),
                starts_on=FIRST + timedelta(days=first),
                ends_on=None if open_ended else FIRST + timedelta(days=last),
            )
        )
    role._prefetched_objects_cache = {"holdings": holdings}  # type: ignore[attr-defined]
    return role


class Oracle:
    """What each day looks like, counted one day at a time."""

    def __init__(self, role: LeadershipRole) -> None:
        self.role = role

    def exists(self, day: date) -> bool:
        return self.role.starts_on <= day < (self.role.ends_on or date.max)

    def held(self, day: date) -> list[RoleHolding]:
        return [
            holding
            for holding in self.role.holdings.all()
            if holding.starts_on <= day < (holding.ends_on or date.max)
        ]

    def shared(self, day: date) -> bool:
        return len({holding.employer.pk for holding in self.held(day)}) >= 2

    def vacant(self, day: date) -> bool:
        return self.exists(day) and self.held(day) == []

    def since(self, day: date, true_on: Callable[[date], bool]) -> date | None:
        found = None
        while day >= FIRST and true_on(day):
            found, day = day, day - timedelta(days=1)
        return found


@AT_ANY_PACE
@given(roles(), st.sampled_from(DAYS))
def test_the_states_of_a_role_are_those_of_a_count_day_by_day(
    role: LeadershipRole, day: date
) -> None:
    oracle = Oracle(role)
    ever_shared = any(oracle.shared(earlier) for earlier in DAYS if earlier <= day)
    no_longer = oracle.exists(day) and ever_shared and not oracle.shared(day)
    sectors = {holding.employer.sector for holding in oracle.held(day)}
    assert role.is_shared(day) == oracle.shared(day)
    assert role.spans_boundaries(day) == (len(sectors) >= 2)
    assert role.is_vacant(day) == oracle.vacant(day)
    assert role.was_shared(day) == ever_shared
    assert role.is_no_longer_shared(day) == no_longer
    assert role.shared_since(day) == oracle.since(day, oracle.shared)
    assert role.vacant_since(day) == oracle.since(day, oracle.vacant)
    if no_longer:
        assert role.not_shared_since(day) == oracle.since(day, lambda d: not oracle.shared(d))
    else:
        assert role.not_shared_since(day) is None


@AT_ANY_PACE
@given(roles(), st.integers(0, 23), st.one_of(st.none(), st.integers(1, 24)))
def test_the_share_taken_is_the_most_of_any_day(
    role: LeadershipRole, first: int, length: int | None
) -> None:
    starts_on = FIRST + timedelta(days=first)
    ends_on = None if length is None else starts_on + timedelta(days=length)
    oracle = Oracle(role)
    days = [FIRST + timedelta(days=number) for number in range(60)]
    assert role.share_taken(starts_on, ends_on) == max(
        sum(holding.share for holding in oracle.held(day))
        for day in days
        if starts_on <= day and (ends_on is None or day < ends_on)
    )
