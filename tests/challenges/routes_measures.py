"""Who gets through to the pages of measures, readings and objectives."""

from __future__ import annotations

from typing import Any

from challenges.models import Measure, Rebase, RoleObjective
from leaders.models import LeadershipRole
from tests.cast import World
from tests.challenges.measured import make_link, make_measure, make_readings
from tests.challenges.routes import WEARS_A_HAT, WORKS, active, of_partnership
from tests.leaders.factories import make_role
from tests.permissions.route import CHAIRS, CONFIGURES, Route


def _measure(world: World) -> Measure:
    if "measure" not in world.things:
        measure = make_measure(world, "Falls at home")
        make_readings(measure, [3, 4, 5])
        world.things["measure"] = measure
    measure = world.things["measure"]
    assert isinstance(measure, Measure)
    return measure


def of_place(world: World) -> dict[str, Any]:
    return {**of_partnership(world), "measure": _measure(world).slug}


def of_body(world: World) -> dict[str, Any]:
    if "beds" not in world.things:
        world.things["beds"] = make_measure(world, "Beds", organisation=world.nhs)
    return {**of_partnership(world), "measure": "beds"}


def as_file(kwargs: Any) -> Any:
    return lambda world: {**kwargs(world), "form": "csv"}


def reading(world: World) -> dict[str, Any]:
    return {**of_place(world), "reading": _measure(world).readings.earliest("period").pk}


def rebase(world: World) -> dict[str, Any]:
    measure = _measure(world)
    last = measure.readings.latest("period").period
    made, _ = Rebase.objects.get_or_create(measure=measure, on=last, because="It moved")
    return {**of_place(world), "rebase": made.pk}


def link(world: World) -> dict[str, Any]:
    kwargs = active(world)
    if "measure link" not in world.things:
        world.things["measure link"] = make_link(world.things["challenge"], _measure(world)).pk  # type: ignore[arg-type]
    return {**kwargs, "link": world.things["measure link"]}


def role(world: World) -> dict[str, Any]:
    if "role of objectives" not in world.things:
        world.things["role of objectives"] = make_role(world, "Director of the place")
    found = world.things["role of objectives"]
    assert isinstance(found, LeadershipRole)
    return {**of_partnership(world), "role": found.slug}


def objective(world: World) -> dict[str, Any]:
    kwargs = role(world)
    made, _ = RoleObjective.objects.get_or_create(
        role=world.things["role of objectives"],
        measure=_measure(world),
        defaults={"wording": "Fewer falls"},
    )
    return {**kwargs, "objective": made.pk}


def both_ways(name: str, allowed: frozenset[str], kwargs: Any) -> list[Route]:
    return [Route(name, allowed, kwargs), Route(name, allowed, kwargs, method="post")]


ROUTES = [
    Route("measure_list", kwargs=of_partnership),
    Route("measure_list_download", kwargs=as_file(of_partnership)),
    Route("measure_detail", kwargs=of_place),
    Route("measure_detail", WEARS_A_HAT, of_body),
    Route("measure_download", kwargs=as_file(of_place)),
    Route("measure_download", WEARS_A_HAT, as_file(of_body)),
    *both_ways("measure_create", WORKS, of_partnership),
    *both_ways("measure_published", WORKS, of_partnership),
    *both_ways("measure_edit", WORKS, of_place),
    *both_ways("measure_readings", WORKS, of_place),
    *both_ways("reading_create", WORKS, of_place),
    *both_ways("reading_edit", WORKS, reading),
    *both_ways("reading_remove", WORKS, reading),
    *both_ways("measure_import", WORKS, of_place),
    Route("measure_take_in", WORKS, of_place, method="post"),
    Route("measure_template", WORKS, as_file(of_place)),
    *both_ways("rebase_create", WORKS, of_place),
    Route("rebase_remove", WORKS, rebase, method="post"),
    Route("measure_history", WORKS, of_place),
    Route("challenge_measures", kwargs=active),
    *both_ways("challenge_measure_choose", WORKS, active),
    Route("challenge_measure_lead", WORKS, link, method="post"),
    Route("challenge_measure_kind", WORKS, link, method="post"),
    Route("challenge_measure_remove", WORKS, link, method="post"),
    *both_ways("objective_create", CONFIGURES, role),
    Route("objective_put", CHAIRS, role, method="post"),
    *both_ways("objective_end", CONFIGURES, objective),
]
