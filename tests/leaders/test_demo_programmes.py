"""The programmes of the demonstration, seeded twice: one mix missed, the next better, one open."""

from __future__ import annotations

import pytest
from django.utils.text import slugify

from leaders.actions.applying import offer_places
from leaders.alumni import alumni_of
from leaders.demo import programmes as demo
from leaders.models import Application, Cohort, LeadershipRole, Participation, Programme
from leaders.programme_page import mix_now, programme_page, taken, without_a_funder
from leaders.programme_reminders import cohorts
from partnership import demo as partnership_demo
from partnership.models import Hat, Organisation
from tests.leaders.test_demo import NOW, TODAY, seeded

__all__ = ["seeded"]


@pytest.fixture
def found(seeded: dict[str, LeadershipRole]) -> dict[str, Cohort]:
    """The cohorts by their addresses; the roles are there already."""
    for _ in range(2):
        demo.seed(NOW, lambda words: None)
    return {one.slug: one for one in cohorts()}


def test_one_mix_was_missed_with_too_many_of_the_nhs_and_the_next_is_better(
    found: dict[str, Cohort],
) -> None:
    first, second = mix_now(found["first-cohort"]), mix_now(found["second-cohort"])
    assert "the NHS had four more than meant" in first.verdict
    assert (first.missing, second.missing) == (5, 1)


def test_one_cohort_is_open_with_applications_waiting(found: dict[str, Cohort]) -> None:
    third = found["third-cohort"]
    assert third.takes_applications(TODAY)
    assert third.applications.filter(outcome="").count() == 6
    assert third.applications.filter(outcome="not_this_time").exclude(reason="").count() == 1
    assert without_a_funder(third).startswith("Nobody pays yet for the place of one person")


def test_reach_counts_each_once_and_some_alumni_hold_roles(found: dict[str, Cohort]) -> None:
    programme = Programme.objects.get(slug="two-counties-2030")
    own = [found[slug] for slug in ("first-cohort", "second-cohort", "third-cohort")]
    page = programme_page(programme, own, NOW)
    assert page.reach.total.people.reached == 24 == 12 + 13 - 1
    assert [len(taken(one).took) for one in own[:2]] == [12, 13]
    assert page.alumni == alumni_of(programme, own, NOW)
    assert page.alumni.finished == 23
    assert 0 < page.alumni.hold_roles < page.alumni.active < page.alumni.finished
    assert programme.evaluations.filter(independent=True).count() == 1
    assert programme.awards.count() == 1


def test_what_somebody_decided_meanwhile_stays(found: dict[str, Cohort]) -> None:
    third = found["third-cohort"]
    counted = (Programme.objects.count(), Participation.objects.count())
    assert counted == (2, 12 + 13 + 5 + 9 + 11)
    asked = third.applications.filter(outcome="").first()
    assert asked is not None
    chair = Hat.objects.filter(capacity="chair").first()
    assert chair is not None
    offer_places(third, by=chair.actor(), applications=[asked], now=NOW)
    demo.seed(NOW, lambda words: None)
    assert Participation.objects.count() == counted[1] + 1
    assert Application.objects.get(pk=asked.pk).outcome == "offered"


def test_no_body_of_the_demonstration_is_made_up_without_saying_so(
    found: dict[str, Cohort],
) -> None:
    known = {slugify(name) for name, *_ in partnership_demo.PARTNERS}
    for organisation in Organisation.objects.filter(participations__isnull=False).distinct():
        assert organisation.invented or organisation.slug in known, organisation
