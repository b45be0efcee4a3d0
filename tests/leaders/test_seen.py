"""Who sees what: the second step holds for each kind of thing, and no list hides its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from challenges.models import Challenge
from leaders.figures import shape_of, shape_on
from leaders.models import Cohort, LeadershipRole, Programme
from leaders.views import applications
from partnership.models import Partnership
from tests.cast import World, make_organisation, make_person
from tests.leaders.cohorts import make_application, make_cohort, make_open_cohort, make_programme
from tests.leaders.factories import make_holding, make_proposal, make_role, make_shared_role


def test_without_the_second_step_a_chair_sees_what_everybody_sees(world: World) -> None:
    make_proposal(world)
    programme = make_programme(world.partnership)
    make_cohort(programme, is_open=False)
    make_programme(world.partnership, "Later", starts_on=date(2099, 1, 1))
    chair, anybody = world.hats["chair"].person, make_person("Any Body")
    more = 0
    for model in (Partnership, Challenge, LeadershipRole, Programme, Cohort):
        everything = model.objects  # type: ignore[attr-defined]
        chair.passed_second_step = True
        after = set(everything.visible_to(chair))
        chair.passed_second_step = False
        public = set(everything.visible_to(anybody))
        assert set(everything.visible_to(chair)) == public, model
        more += len(after - public)
    assert more >= 2


def test_the_database_counts_the_shape_as_the_page_would(world: World) -> None:
    make_shared_role(world)
    make_proposal(world)
    for number, sector in enumerate(("nhs", "nhs", "voluntary")):
        role = make_role(world, f"Held {number}")
        employer = world.charity if sector == "voluntary" else world.nhs
        make_holding(role, world.citizen, employer)
    ended = make_role(world, "Ended", ends_on=date(2025, 1, 1))
    make_holding(ended, world.citizen, world.council, ends_on=date(2025, 1, 1))
    alike = make_role(world, "Of one sector")
    other = make_organisation("Other Trust", "nhs")
    make_holding(alike, world.citizen, world.nhs)
    make_holding(alike, world.co_leader.person, other)
    left = make_role(world, "Vacant")
    make_holding(left, world.citizen, world.nhs, ends_on=date(2025, 1, 1))
    for day in (date(2024, 6, 1), timezone.localdate()):
        roles = LeadershipRole.objects.in_force(world.partnership, day)
        assert shape_on(world.partnership, day) == shape_of(roles, day)
    shape = shape_on(world.partnership, timezone.localdate())
    assert (shape.shared, shape.spanning, shape.vacant) == (2, 1, 1)


def test_applications_beyond_the_first_page_are_seen(
    world: World, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applications, "PER_PAGE", 2)
    cohort = make_open_cohort(world)
    for number in range(3):
        make_application(cohort, make_person(f"Applicant {number}"), world.nhs)
    names = [world.partnership.slug, cohort.programme.slug, cohort.slug]
    client = client_as("chair")
    seen = ""
    for page in ("1", "2"):
        answer = client.get(reverse("application_list", args=names), {"page": page})
        seen += answer.content.decode()
    assert all(f"Applicant {number}" in seen for number in range(3))
