"""Who gets through to the pages of a challenge's question, its people, and what is judged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, cast

from challenges.models import (
    Challenge,
    ChallengeAim,
    Hypothesis,
    PolicyAim,
    PolicyPlan,
    PopulationFigure,
)
from tests.cast import World
from tests.challenges.routes import WEARS_A_HAT, WORKS, active, draft, of_partnership
from tests.permissions.route import Route

LOOKS_INSIDE = WEARS_A_HAT - {"resident"}


def table(name: str) -> Any:
    return lambda world: {**active(world), "table": name, "form": "csv"}


def compared(world: World) -> dict[str, Any]:
    return active(world)


def hypothesis(world: World) -> dict[str, Any]:
    kwargs = active(world)
    believed = Hypothesis.objects.create(
        challenge=cast(Challenge, world.things["challenge"]),
        we_believe="A lift helps",
        because="It is dark",
        we_would_see="More people",
        written_by=world.hats["leader"],
        written_at=datetime(2026, 1, 5, tzinfo=UTC),
    )
    return {**kwargs, "hypothesis": believed.pk}


def figure(world: World) -> dict[str, Any]:
    kwargs = active(world)
    one = PopulationFigure.objects.create(
        challenge=cast(Challenge, world.things["challenge"]),
        value=12,
        says="people",
        as_of="2025",
        source="The census",
    )
    return {**kwargs, "figure": one.pk}


def served(world: World) -> dict[str, Any]:
    kwargs = active(world)
    plan, _ = PolicyPlan.objects.get_or_create(
        slug="a-plan",
        defaults={"name": "A plan", "publisher": "Us", "published_on": date(2019, 1, 7)},
    )
    aim, _ = PolicyAim.objects.get_or_create(plan=plan, code="1", defaults={"title": "Obesity"})
    link, _ = ChallengeAim.objects.get_or_create(
        challenge=cast(Challenge, world.things["challenge"]), aim=aim
    )
    return {**kwargs, "aim": link.pk}


def both(name: str, allowed: frozenset[str], kwargs: Any) -> list[Route]:
    """The form, and what is sent with it."""
    return [Route(name, allowed, kwargs), Route(name, allowed, kwargs, method="post")]


ROUTES = [
    Route("question_detail", kwargs=active),
    Route("question_detail", WEARS_A_HAT, draft),
    Route("question_compare", kwargs=compared, query="?from=1&to=1"),
    *both("question_ask", WORKS, active),
    *both("stage_enter", WORKS, active),
    *both("team_edit", WORKS, active),
    *both("judgement_create", WORKS, active),
    *both("hypothesis_create", WORKS, active),
    *both("hypothesis_settle", WORKS, hypothesis),
    *both("figure_create", WORKS, active),
    Route("figure_remove", WORKS, figure, method="post"),
    *both("aim_name", WORKS, active),
    Route("aim_withdraw", WORKS, served, method="post"),
    *[Route("question_table", kwargs=table(one)) for one in ("wordings", "stages", "judgements")],
    *[Route("question_table", kwargs=table(one)) for one in ("people-in-figures", "policy-aims")],
    Route("question_table", LOOKS_INSIDE, table("hypotheses")),
    Route("question_table", WORKS, table("team")),
    Route("policy_coverage", kwargs=of_partnership),
    Route("policy_coverage_table", kwargs=lambda world: {**of_partnership(world), "form": "xlsx"}),
]
