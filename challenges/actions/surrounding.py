"""What is around a challenge: figures of its people, the roles and cohorts in its team, aims."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.models import (
    Challenge,
    ChallengeAim,
    ChallengeCohort,
    ChallengeRole,
    PolicyAim,
    PopulationFigure,
)
from challenges.question_errors import NotOfThisPartnership, ServedAlready
from challenges.rules import can_revise
from leaders.models import Cohort, LeadershipRole


def add_figure(
    challenge: Challenge,
    *,
    by: Actor,
    value: Decimal,
    unit: str,
    says: str,
    as_of: str,
    source: str,
    source_url: str = "",
) -> PopulationFigure:
    """Put a published figure about its people on the page, with its source and date."""
    require(can_revise(by, challenge))
    with recorded(by, "added a figure of the people it is about"):
        return PopulationFigure.objects.create(
            challenge=challenge,
            value=value,
            unit=unit,
            says=says,
            as_of=as_of,
            source=source,
            source_url=source_url,
            position=challenge.population_figures.count(),
        )


def remove_figure(figure: PopulationFigure, *, by: Actor) -> None:
    """Take a figure off the page."""
    require(can_revise(by, figure.challenge))
    with recorded(by, "took off a figure of the people it is about"):
        figure.delete()


def choose_team(
    challenge: Challenge,
    *,
    by: Actor,
    roles: Iterable[LeadershipRole],
    cohorts: Iterable[Cohort],
) -> None:
    """Say which roles and cohorts are in its team. Raises `NotOfThisPartnership`."""
    require(can_revise(by, challenge))
    roles, cohorts = list(roles), list(cohorts)
    here = challenge.partnership_id
    if any(role.partnership_id != here for role in roles) or any(
        cohort.programme.partnership_id != here for cohort in cohorts
    ):
        raise NotOfThisPartnership()
    with recorded(by, "chose the roles and cohorts of the team"):
        Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        challenge.role_links.exclude(role__in=roles).delete()
        challenge.cohort_links.exclude(cohort__in=cohorts).delete()
        for role in roles:
            ChallengeRole.objects.get_or_create(challenge=challenge, role=role)
        for cohort in cohorts:
            ChallengeCohort.objects.get_or_create(challenge=challenge, cohort=cohort)


def name_aim(challenge: Challenge, *, by: Actor, aim: PolicyAim, how: str) -> ChallengeAim:
    """Say that the challenge serves an aim of a plan, and how. Raises `ServedAlready`."""
    require(can_revise(by, challenge))
    refusals = {"challenge_serves_an_aim_once": ServedAlready}
    with recorded(by, "named an aim that the challenge serves", refusals=refusals):
        return ChallengeAim.objects.create(
            challenge=challenge, aim=aim, how=how, named_by_id=by.worn_hat_id
        )


def withdraw_aim(served: ChallengeAim, *, by: Actor) -> None:
    """Say no longer that the challenge serves an aim."""
    require(can_revise(by, served.challenge))
    with recorded(by, "withdrew an aim of the challenge"):
        served.delete()
