"""Tests of change of the world of the tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from challenges.models import Challenge, ChallengeMeasure, ChangeIdea, Cycle, Driver, Measure
from challenges.models import DriverDiagram as Diagram
from tests.cast import World


def make_cycle(challenge: Challenge, world: World, **fields: Any) -> Cycle:
    """A planned test; `started_on` and the rest as they are given."""
    given = {
        "number": challenge.cycles.count() + 1,
        "title": "A walk from the school gate",
        "plan": "Every Friday in May, with ten families.",
        "prediction": "Six families come more than once.",
        "planned_by": world.hats["leader"],
    }
    return Cycle.objects.create(challenge=challenge, **{**given, **fields})


def make_running_cycle(challenge: Challenge, world: World, **fields: Any) -> Cycle:
    begun = timezone.localdate() - timedelta(days=10)
    return make_cycle(challenge, world, **{"started_on": begun, **fields})


def make_ended_cycle(challenge: Challenge, world: World, **fields: Any) -> Cycle:
    ended = {
        "ended_on": timezone.localdate() - timedelta(days=1),
        "done": "Three Fridays; one was too wet.",
        "studied": "Eight families came twice.",
        "act": "adapt",
        "act_because": "Fridays suit, rain does not.",
    }
    return make_running_cycle(challenge, world, **{**ended, **fields})


def make_idea(challenge: Challenge, wording: str = "Walk together") -> ChangeIdea:
    diagram, _ = Diagram.objects.get_or_create(
        challenge=challenge, defaults={"aim": "Fewer lonely winters by 2028"}
    )
    primary = Driver.objects.create(diagram=diagram, wording="People meet")
    secondary = Driver.objects.create(diagram=diagram, parent=primary, wording="Near home")
    return ChangeIdea.objects.create(driver=secondary, wording=wording)


def make_measure(world: World, challenge: Challenge, name: str = "Walks taken") -> Measure:
    measure = Measure.objects.create(
        partnership=world.partnership,
        name=name,
        slug=name.lower().replace(" ", "-"),
        place=world.place,
        improves="increase",
        unit="walks",
        source="The walk leaders",
    )
    ChallengeMeasure.objects.create(challenge=challenge, measure=measure, kind="process")
    return measure
