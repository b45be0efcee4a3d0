"""What the page of a challenge shows of its tests of change."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.change_rules import can_plan_cycle
from challenges.models import Challenge
from challenges.testing import with_what_they_touch
from partnership.acting import may

NEWEST = 3


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
