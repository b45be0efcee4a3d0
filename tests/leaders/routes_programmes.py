"""Who gets through to which page of the programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from leaders.models import Application, Award, Cohort, Evaluation, ProgrammeFunding
from tests.cast import World
from tests.leaders.cohorts import make_application, make_open_cohort, make_participation
from tests.leaders.routes import FROM_TODAY, LEADER, in_partnership
from tests.permissions.route import CONFIGURES, EVERYBODY, SIGNED_IN, Route

ACTS = frozenset(EVERYBODY - {"public", "citizen", "operator"})
TAKES_PART = CONFIGURES | {"representative"}
LEAVES = {name.replace("ends_on", "left_on"): day for name, day in FROM_TODAY.items()}


def cohort_of(world: World) -> Cohort:
    """One open cohort for the whole walk: the representative has a place, the leader applied."""
    if "cohort" not in world.things:
        cohort = make_open_cohort(world)
        make_participation(cohort, world.hats["representative"].person, world.nhs)
        make_application(cohort, world.hats["leader"].person, world.charity)
        programme = cohort.programme
        day = date(2026, 1, 1)
        programme.evaluations.create(
            title="A look",
            by="Us",
            independent=False,
            on=day,
            worked="Much.",
            did_not_work="Some.",
            source="A report",
        )
        programme.awards.create(name="A prize", given_by="A network", on=day)
        programme.funding.create(
            organisation=world.nhs, pounds_a_year=1, starts_on=day, ends_on=date(2030, 1, 1)
        )
        world.things["cohort"] = cohort
    cohort = world.things["cohort"]
    assert isinstance(cohort, Cohort)
    return cohort


def of_programme(world: World) -> Mapping[str, Any]:
    return {**in_partnership(world), "programme": cohort_of(world).programme.slug}


def of_cohort(world: World) -> Mapping[str, Any]:
    return {**of_programme(world), "cohort": cohort_of(world).slug}


def of_application(world: World) -> Mapping[str, Any]:
    return {**of_cohort(world), "application": Application.objects.get().pk}


def of_place(world: World) -> Mapping[str, Any]:
    return {**of_cohort(world), "participation": cohort_of(world).participations.get().pk}


def of_funding(world: World) -> Mapping[str, Any]:
    return {**of_programme(world), "funding": ProgrammeFunding.objects.get().pk}


def of_evaluation(world: World) -> Mapping[str, Any]:
    return {**of_programme(world), "evaluation": Evaluation.objects.get().pk}


def of_award(world: World) -> Mapping[str, Any]:
    return {**of_programme(world), "award": Award.objects.get().pk}


def both(name: str, kwargs: Any, data: Mapping[str, str] | None = None) -> list[Route]:
    """A form for those who run programmes: looked at, and sent."""
    return [
        Route(name, CONFIGURES, kwargs),
        Route(name, CONFIGURES, kwargs, method="post", data=data or {"name": "X"}),
    ]


ROUTES = [
    Route("programme_list", kwargs=in_partnership),
    Route("programme_detail", kwargs=of_programme),
    Route("cohort_detail", kwargs=of_cohort),
    Route("cohort_shortcut", kwargs=lambda w: {"cohort": cohort_of(w).pk}),
    Route("application_shortcut", SIGNED_IN, lambda w: {"cohort": cohort_of(w).pk}),
    Route("application_list_shortcut", SIGNED_IN, lambda w: {"cohort": cohort_of(w).pk}),
    *both("programme_create", in_partnership),
    *both("programme_edit", of_programme),
    Route("alumni_list", ACTS, of_programme),
    *both("funding_create", of_programme),
    *both("funding_edit", of_funding),
    *both("evaluation_create", of_programme),
    *both("evaluation_edit", of_evaluation),
    *both("award_create", of_programme),
    *both("award_edit", of_award, {"take-off": "1"}),
    *both("cohort_create", of_programme),
    *both("cohort_edit", of_cohort),
    *both("cohort_mix", of_cohort, {"nhs": "1"}),
    *both("cohort_open", of_cohort),
    Route("application_create", SIGNED_IN, of_cohort),
    Route("application_create", SIGNED_IN, of_cohort, method="post", data={"where": "listed"}),
    Route("application_own", LEADER, of_cohort),
    Route("application_own", LEADER, of_cohort, method="post"),
    Route("application_list", CONFIGURES, of_cohort),
    Route("application_list", CONFIGURES, of_cohort, query="?choose=1"),
    *both("application_detail", of_application, {"reason": "Full."}),
    *both("application_offer", of_cohort, {"choose": "1"}),
    Route("application_list_download", CONFIGURES, lambda w: {**of_cohort(w), "form": "csv"}),
    Route("participation_list_download", ACTS, lambda w: {**of_cohort(w), "form": "xlsx"}),
    *both("participation_create", of_cohort),
    *both("participation_edit", of_place),
    Route("participation_leave", TAKES_PART, of_place),
    Route("participation_leave", TAKES_PART, of_place, method="post", data=LEAVES),
]
