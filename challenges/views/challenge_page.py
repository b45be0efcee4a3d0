"""The page of a challenge: the question, where it stands, and the panels of all its parts.

It is the public page and the board's in one: those who act in the partnership see more panels.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.panels import Panel, gather
from challenges.models import Challenge, LogEntry
from challenges.passed import passed_of
from challenges.question_page import row_of_stages
from challenges.rules import can_join_team, can_name_strength, can_revise
from challenges.rules_question import can_judge, can_see_hypotheses, can_see_team
from challenges.team import team_of
from challenges.views.working import work_of
from partnership.acting import hats_of, may

BELIEFS_SHOWN = 4


def page_of(request: HttpRequest, challenge: Challenge, arrived: LogEntry | None) -> dict[str, Any]:
    """All that the page shows."""
    work = work_of(request, challenge, arrived=arrived)
    panels = _panels(request, challenge, work)
    panels += gather(settings.CHALLENGE_PANELS, request, challenge)
    asked = challenge.questions.first()
    return {
        **work,
        "passed": [one for one in passed_of(challenge) if not one.who],
        "stages": row_of_stages(challenge),
        "asked": asked if asked and asked.number > 1 else None,
        "figures": challenge.population_figures.all()[:3],
        "judged": challenge.judgements.select_related("measure").first(),
        "may_revise": may(request, can_revise, challenge),
        "may_judge": may(request, can_judge, challenge),
        "panels": sorted(panels, key=lambda panel: panel.position),
    }


def _panels(request: HttpRequest, challenge: Challenge, work: dict[str, Any]) -> list[Panel]:
    """The panels that share what is asked of the database with the page itself."""
    begun = challenge.state != Challenge.State.DRAFT
    strengths = {
        "strengths": challenge.strengths.all()[:20],
        "may_confirm": may(request, can_name_strength, challenge.partnership),
    }
    panels = [Panel(_("What it builds on"), "challenges/_strengths_panel.html", strengths, 50)]
    if begun:
        panels += [
            Panel(_("The work, across sectors"), "challenges/_work_panel.html", work, 20),
            Panel(_("What was promised"), "challenges/_promises_panel.html", work, 30),
        ]
    if may(request, can_see_hypotheses, challenge):
        beliefs = list(challenge.hypotheses.order_by("-written_at")[:BELIEFS_SHOWN])
        if beliefs:
            context: dict[str, Any] = {"beliefs": beliefs}
            title = "What the team believes"
            panels.append(Panel(title, "challenges/_beliefs_panel.html", context, 46))
    if may(request, can_see_team, challenge):
        team = {"team": team_shown(request, challenge)}
        panels.append(Panel("The team", "challenges/_team_panel.html", team, 90))
    return panels


def team_shown(request: HttpRequest, challenge: Challenge) -> dict[str, Any]:
    """The whole team with why each is in it, and how the reader can join."""
    own = {hat.person_id for hat in hats_of(request)}
    people = team_of(challenge, timezone.now())
    return {
        "people": people[:200],
        "passed": [one for one in passed_of(challenge) if one.who],
        "is_in": any(one.person.pk in own and one.joined for one in people),
        "may_join": may(request, can_join_team, challenge),
    }
