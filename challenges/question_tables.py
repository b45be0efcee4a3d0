"""The tables of a challenge's question and people, as they can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.actor import Actor
from challenges.models import Challenge
from challenges.question_page import periods_of, served_by, wordings_of
from challenges.rules_question import can_see_hypotheses, can_see_team
from challenges.team import team_of
from partnership.downloads import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, its rows, and who may take it; without a rule, whoever sees it."""

    headings: tuple[str, ...]
    rows: Callable[[Challenge], Iterable[list[Cell]]]
    rule: Callable[[Actor, Challenge], bool] | None = None


def _wordings(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in wordings_of(challenge):
        yield [one.number, timezone.localdate(one.asked_at), one.wording, one.why]


def _stages(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in periods_of(challenge):
        yield [str(one.get_stage_display()), one.starts_on, one.ends_on, one.reached]


def _figures(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in challenge.population_figures.all():
        yield [float(one.value), one.unit, one.says, one.as_of, one.source, one.source_url]


def _judgements(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in challenge.judgements.select_related("measure"):
        yield [
            one.judged_on,
            one.get_verdict_display(),
            one.evidence,
            one.measure.name if one.measure else None,
        ]


def _aims(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in served_by(challenge):
        yield [one.aim.plan.name, one.aim.code, one.aim.title, one.aim.where, one.how]


def _hypotheses(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in challenge.hypotheses.all():
        yield [
            timezone.localdate(one.written_at),
            one.we_believe,
            one.because,
            one.we_would_see,
            one.get_state_display(),
            one.settled_on,
            one.what_we_saw,
        ]


def _team(challenge: Challenge) -> Iterable[list[Cell]]:
    for one in team_of(challenge, timezone.now()):
        yield [one.person.name, one.body, "; ".join(one.because)]


TABLES = {
    "wordings": Table(("Number", "Asked on", "Question", "Why"), _wordings),
    "stages": Table(("Stage", "From", "Until", "What was reached, or why back"), _stages),
    "people-in-figures": Table(
        ("Figure", "Unit", "What is counted", "As of", "Source", "Address"), _figures
    ),
    "judgements": Table(("Day", "How things were", "What shows it", "Measure"), _judgements),
    "policy-aims": Table(("Plan", "Code", "Aim", "Where in the plan", "How"), _aims),
    "hypotheses": Table(
        ("Written on", "We believe", "Because", "We would see", "State", "On", "What we saw"),
        _hypotheses,
        can_see_hypotheses,
    ),
    "team": Table(("Name", "Works for", "In the team because"), _team, can_see_team),
}
