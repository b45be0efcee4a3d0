"""Who sees what: the second step holds for each kind of thing, and no list hides its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from challenges.models import Challenge
from leaders.models import Cohort, LeadershipRole, Programme
from leaders.views import applications
from partnership.models import Partnership
from tests.cast import World, make_person
from tests.leaders.cohorts import make_application, make_cohort, make_open_cohort, make_programme
from tests.leaders.factories import make_proposal


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
