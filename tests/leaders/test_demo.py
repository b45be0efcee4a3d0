"""The roles of the demonstration, seeded twice and a year apart."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.text import slugify

from accounts.models import Person
from leaders import demo
from leaders.demo import running
from leaders.models import (
    Handover,
    JointAct,
    LeadershipRole,
    ProposedShare,
    RoleFunding,
    RoleHolding,
    RoleNotice,
    RoleProposal,
)
from leaders.standing import standing
from partnership import demo as partnership_demo
from partnership.models import Organisation, Place, Sector

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def seeded(db: None) -> dict[str, LeadershipRole]:
    """The real bodies by their names, the invented people, and the roles seeded twice."""
    Place.objects.create(
        kind=Place.Kind.SYSTEM, name="Hertfordshire and West Essex", slug=partnership_demo.SLUG
    )
    for name, *_ in partnership_demo.PARTNERS:
        is_council = name.endswith("Council")
        sector = Sector.LOCAL_GOVERNMENT if is_council else Sector.NHS
        Organisation.objects.create(name=name, slug=slugify(name), sector=sector)
    for now in (NOW, NOW):
        partnership_demo.seed(now, lambda words: None)
        demo.seed(now, lambda words: None)
    return {role.slug: role for role in LeadershipRole.objects.with_holders()}


def test_the_founding_role_is_history_from_2019_to_june_2022(
    seeded: dict[str, LeadershipRole],
) -> None:
    role = seeded["stp-lead"]
    holders = {one.person.name: one.employer.name for one in role.holdings_on(date(2020, 1, 1))}
    assert holders == {
        "Carol Nwosu": "NHS East and North Hertfordshire CCG",
        "Peter Lindqvist": "Hertfordshire County Council",
    }
    assert role.is_shared(date(2022, 6, 30)) and role.spans_boundaries(date(2022, 6, 30))
    assert role.last_day == date(2022, 6, 30)


def test_its_successor_is_shared_today_and_answers_to_the_partnership(
    seeded: dict[str, LeadershipRole],
) -> None:
    role = seeded["joint-lead-for-health-and-care"]
    holders = {one.person.name: one.employer.name for one in role.holdings_on(TODAY)}
    assert holders == {
        "Daniel Okafor": "NHS Central East Integrated Care Board",
        "Margaret Whitlock": "Hertfordshire County Council",
    }
    assert role.follows == seeded["stp-lead"]
    assert role.shared_since(TODAY) == date(2022, 7, 1)
    assert role.review_on is not None and role.review_on > TODAY


def test_one_more_role_is_held_and_one_is_vacant(seeded: dict[str, LeadershipRole]) -> None:
    held = standing(seeded["lead-for-eating-well-and-moving-more"], TODAY)
    vacant = standing(seeded["lead-for-living-with-several-conditions"], TODAY)
    assert [status.label for status in held.statuses] == ["Held, not shared"]
    assert [status.label for status in vacant.statuses] == ["Vacant"]


def test_seeding_again_repairs_and_never_doubles(seeded: dict[str, LeadershipRole]) -> None:
    assert (len(seeded), RoleHolding.objects.count()) == (4, 8)
    RoleHolding.objects.filter(person__name="Margaret Whitlock").delete()
    LeadershipRole.objects.update(title="Spoilt")
    demo.seed(NOW, lambda words: None)
    assert (LeadershipRole.objects.count(), RoleHolding.objects.count()) == (4, 8)
    assert LeadershipRole.objects.filter(title="STP lead").exists()
    assert LeadershipRole.objects.get(follows__isnull=False).follows == seeded["stp-lead"]


def test_a_share_that_was_handed_on_stays_handed_on(seeded: dict[str, LeadershipRole]) -> None:
    role = seeded["joint-lead-for-health-and-care"]
    for name, heir in (("Margaret Whitlock", "Grace Oduya"), ("Daniel Okafor", "Daniel Okafor")):
        old = role.holdings.get(person__name=name, ends_on=None)
        RoleHolding.objects.filter(pk=old.pk).update(ends_on=TODAY)
        person = Person.objects.get(name=heir)
        RoleHolding.objects.create(
            role=role, person=person, employer=old.employer, share=50, starts_on=TODAY
        )
    demo.seed(NOW, lambda words: None)
    held = LeadershipRole.objects.with_holders().get(pk=role.pk).holdings_on(TODAY)
    assert {one.person.name for one in held} == {"Grace Oduya", "Daniel Okafor"}


def test_the_demonstration_moves_with_the_day(seeded: dict[str, LeadershipRole]) -> None:
    demo.seed(NOW.replace(year=2027), lambda words: None)
    later = date(2027, 11, 23)
    assert LeadershipRole.objects.vacant_on(later).count() == 1
    assert all(
        role.review_on > later for role in LeadershipRole.objects.on(later) if role.review_on
    )


def test_a_year_of_roles_is_seeded_once_and_leaves_what_somebody_did(
    seeded: dict[str, LeadershipRole],
) -> None:
    for _ in range(2):
        demo.seed(NOW, lambda words: None)
        running.seed(NOW, lambda words: None)
    counts = [
        model.objects.count()
        for model in (RoleProposal, RoleFunding, Handover, RoleNotice, JointAct, ProposedShare)
    ]
    assert counts == [1, 5, 2, 2, 2, 1]
    open_act = JointAct.objects.get(done_at=None)
    assert [consent.person.name for consent in open_act.consents.all()] == ["Daniel Okafor"]
    RoleNotice.objects.filter(cleared_at=None).update(
        cleared_at=NOW, cleared_by=Person.objects.first(), done="Told them."
    )
    running.seed(NOW.replace(year=2027), lambda words: None)
    assert not RoleNotice.objects.filter(cleared_at=None).exists()
