"""The demonstration: the founding role, its successor, one role more that is held, one vacant.

The bodies are real, and so are the dates on which they began and closed; the people, the roles
from 2022 on and all words are invented. Seeding again repairs, and never doubles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.models import Person
from accounts.record import recorded
from leaders.errors import BOUNDS
from leaders.models import LeadershipRole, RoleHolding
from partnership.demo import CENTRAL_EAST, EAST_NORTH, HERTFORDSHIRE, OLD_BOARD, SLUG
from partnership.models import Organisation, Partnership

ROBOT = Actor.for_job("seed_demo")
# The system began to share its lead in 2019; it became an integrated care system on 1 July 2022,
# and its board was followed by NHS Central East's on 1 April 2026.
STP, ICS, MERGER = date(2019, 4, 1), date(2022, 7, 1), date(2026, 4, 1)
FOOD_AND_FRIENDS = "Watford Food and Friends"
OLD_CCG = "NHS East and North Hertfordshire CCG"


@dataclass(frozen=True)
class Share:
    """Somebody's share of a role: of whom, for which employer, how much, from and to when."""

    person: str
    employer: str
    percent: int
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Role:
    """A role of the demonstration with its shares."""

    title: str
    remit: str
    population: str
    starts_on: date
    shares: Sequence[Share]
    ends_on: date | None = None
    review_on: date | None = None
    hosts: Sequence[str] = ()
    follows: str = ""


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Roles and who holds them; reviews and the vacancy move with the day of seeding."""
    say("leadership roles")
    with recorded(ROBOT, "set up the demonstration"):
        partnership = Partnership.objects.get(slug=SLUG)
        for role in roles(timezone.localdate(now)):
            _repair(partnership, role)


def roles(today: date) -> list[Role]:
    """The roles as they stand when seeded on this day, earlier ones first."""
    left, term = today - timedelta(days=75), today + timedelta(days=80)
    return [
        Role(
            title="STP lead",
            remit=(
                "To bring the NHS and social care of Hertfordshire and west Essex to one table. "
                "A leader of a clinical commissioning group and a leader of the county’s social "
                "care held this role together. Neither could decide alone, and both answered to "
                "the place.\n\nWhat it left behind: one plan for leaving hospital, written by "
                "both, and the habit of asking the other first."
            ),
            population="Everybody who lives in Hertfordshire and west Essex",
            starts_on=STP,
            ends_on=ICS,
            hosts=(OLD_CCG, HERTFORDSHIRE),
            shares=(
                Share("carol.nwosu", OLD_CCG, 50, STP, ICS),
                Share("peter.lindqvist", HERTFORDSHIRE, 50, STP, ICS),
            ),
        ),
        Role(
            title="Joint lead for health and care",
            remit=(
                "To make health and care work as one for people who now fall between the two: "
                "somebody ready to leave hospital, a carer who is worn out, a family that is sent "
                "from desk to desk.\n\nThe two who hold it share one diary, one budget line and "
                "one list of promises. They can ask any partner for help, and any resident can "
                "ask them what became of it."
            ),
            population="People who need both health care and social care",
            starts_on=ICS,
            review_on=today + timedelta(days=129),
            hosts=(CENTRAL_EAST, HERTFORDSHIRE),
            follows="STP lead",
            shares=(
                Share("daniel.okafor", OLD_BOARD, 50, ICS, MERGER),
                Share("daniel.okafor", CENTRAL_EAST, 50, MERGER),
                Share("peter.lindqvist", HERTFORDSHIRE, 50, ICS, date(2024, 9, 2)),
                Share("margaret.whitlock", HERTFORDSHIRE, 50, date(2024, 9, 2)),
            ),
        ),
        Role(
            title="Lead for eating well and moving more",
            remit=(
                "To make it easier to eat well and to move, starting in the streets where it is "
                "hardest. The role sits with a voluntary group, because the people it is for "
                "already go there."
            ),
            population="Families and young people in Watford, Stevenage and Harlow",
            starts_on=date(2024, 10, 1),
            review_on=today + timedelta(days=52),
            hosts=(FOOD_AND_FRIENDS,),
            shares=(Share("amina.yusuf", FOOD_AND_FRIENDS, 100, date(2024, 10, 1), term),),
        ),
        Role(
            title="Lead for living with several conditions",
            remit=(
                "To see that somebody who lives with three illnesses tells their story once, and "
                "has one plan. Two halves are offered: one to a hospital or community trust, one "
                "to a council or a voluntary group."
            ),
            population="Adults who live with two or more long-term conditions",
            starts_on=date(2025, 1, 6),
            review_on=today + timedelta(days=24),
            hosts=(EAST_NORTH,),
            shares=(Share("grace.oduya", EAST_NORTH, 50, date(2025, 1, 6), left),),
        ),
    ]


def _repair(partnership: Partnership, wanted: Role) -> None:
    follows = partnership.roles.filter(title=wanted.follows).first() if wanted.follows else None
    role, _ = LeadershipRole.objects.update_or_create(
        partnership=partnership,
        slug=slugify(wanted.title),
        defaults={
            "title": wanted.title,
            "remit": wanted.remit,
            "place": partnership.place,
            "population": wanted.population,
            "starts_on": wanted.starts_on,
            "ends_on": wanted.ends_on,
            "review_on": wanted.review_on,
            "follows": follows,
        },
    )
    role.hosts.set(_organisation(name) for name in wanted.hosts)
    for share in wanted.shares:
        # What somebody has handed on meanwhile does not fit any more: it stays as it is.
        with suppress(Refused), recorded(ROBOT, "set up the demonstration", refusals=BOUNDS):
            _give(role, share)


def _give(role: LeadershipRole, share: Share) -> None:
    whose: dict[str, Any] = {
        "person": Person.objects.get(email=f"{share.person}@example.org"),
        "employer": _organisation(share.employer),
    }
    if role.holdings.filter(**whose).count() > 1:
        return  # ended and begun again, by somebody who tried it
    RoleHolding.objects.update_or_create(
        role=role,
        **whose,
        defaults={"share": share.percent, "starts_on": share.starts_on, "ends_on": share.ends_on},
    )


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get(name=name)
