"""A driver diagram as it is stored, read as an outline."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from challenges.models import Challenge, ChangeIdea, Cycle, Driver, DriverDiagram
from challenges.outline import Line


@dataclass(frozen=True, slots=True)
class Branch:
    """A driver with what drives it, or with the ideas that would move it."""

    driver: Driver
    secondary: list[Branch]
    ideas: list[ChangeIdea]


def diagram_of(challenge: Challenge) -> DriverDiagram | None:
    """The challenge's diagram, with drivers, ideas and their tests. Four queries for any size."""
    tested = Cycle.objects.order_by("number")
    ideas = ChangeIdea.objects.prefetch_related(Prefetch("cycles", tested))
    drivers = Driver.objects.prefetch_related(Prefetch("ideas", ideas))
    return (
        DriverDiagram.objects.filter(challenge=challenge)
        .select_related("measure__partnership")
        .prefetch_related(Prefetch("drivers", drivers))
        .first()
    )


def branches_of(diagram: DriverDiagram) -> list[Branch]:
    """Its primary drivers in order, each with what hangs on it; retired ideas are left out."""
    drivers = list(diagram.drivers.all())

    def below(parent: int | None) -> list[Branch]:
        return [
            Branch(
                driver,
                below(driver.pk),
                [idea for idea in driver.ideas.all() if idea.retired_at is None],
            )
            for driver in drivers
            if driver.parent_id == parent
        ]

    return below(None)


def retired_of(diagram: DriverDiagram) -> list[ChangeIdea]:
    """Ideas that were tested and are no longer in the diagram."""
    ideas = [idea for driver in diagram.drivers.all() for idea in driver.ideas.all()]
    return [idea for idea in ideas if idea.retired_at is not None]


def outline_of(diagram: DriverDiagram) -> Line:
    """The outline that says what is stored."""

    def line(branch: Branch, level: int) -> Line:
        ideas = tuple(Line(idea.wording, 3) for idea in branch.ideas if level == 2)
        deeper = tuple(line(one, level + 1) for one in branch.secondary)
        return Line(branch.driver.wording, level, deeper + ideas)

    return Line(diagram.aim, 0, tuple(line(branch, 1) for branch in branches_of(diagram)))
