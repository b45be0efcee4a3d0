"""What the page of a challenge shows of its driver diagram and of its tests of change."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.change_rules import can_draw_diagram, can_plan_cycle
from challenges.models import Challenge, DriverDiagram
from challenges.testing import with_what_they_touch
from partnership.acting import may

NEWEST = 3


def driver_diagram(request: HttpRequest, challenge: Challenge) -> Panel | None:
    """The aim and its primary drivers. Two queries."""
    diagrams = DriverDiagram.objects.filter(challenge=challenge).prefetch_related("drivers")
    diagram = diagrams.first()
    may_draw = may(request, can_draw_diagram, challenge)
    if diagram is None and not may_draw:
        return None
    drivers = [one for one in diagram.drivers.all() if one.parent_id is None] if diagram else []
    context = {
        "diagram": diagram,
        "drivers": drivers,
        "challenge": challenge,
        "may_draw": may_draw,
    }
    return Panel(_("What drives it"), "challenges/_drivers_panel.html", context, 40)


def tests_of_change(request: HttpRequest, challenge: Challenge) -> Panel | None:
    """The newest tests, and how each stands. Two queries."""
    if challenge.state == Challenge.State.DRAFT:
        return None
    cycles = list(with_what_they_touch(challenge)[:NEWEST])
    for cycle in cycles:
        cycle.challenge = challenge
    may_plan = may(request, can_plan_cycle, challenge)
    if not cycles and not may_plan:
        return None
    context = {"cycles": cycles, "challenge": challenge, "may_plan": may_plan}
    return Panel(_("What is being tried"), "challenges/_cycles_panel.html", context, 45)
