from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from accounts.models import Person
from leaders.models import LeadershipRole, RoleHolding, RoleProposal
from partnership.models import Organisation
from tests.cast import World

ROLE_BEGAN = date(2024, 4, 1)


def make_role(world: World, title: str = "Place lead", **facts: object) -> LeadershipRole:
    """A vacant role of the world's own partnership."""
    fields = {
        "partnership": world.partnership,
        "title": title,
        "slug": slugify(title),
        "remit": "Brings health and care together for people in Ashdown.",
        "place": world.place,
        "starts_on": ROLE_BEGAN,
        **facts,
    }
    return LeadershipRole.objects.create(**fields)


def make_proposal(world: World, title: str = "Lead for growing older") -> RoleProposal:
    """A role that the leader proposed, and nobody has answered."""
    role = make_role(world, title, proposed=True, case="Nobody sees the whole of it.")
    return RoleProposal.objects.create(role=role, proposed_by=world.hats["leader"])


def make_holding(
    role: LeadershipRole,
    person: Person,
    employer: Organisation,
    share: int = 50,
    starts_on: date = ROLE_BEGAN,
    ends_on: date | None = None,
) -> RoleHolding:
    return RoleHolding.objects.create(
        role=role,
        person=person,
        employer=employer,
        share=share,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def make_shared_role(world: World, title: str = "Place lead") -> LeadershipRole:
    """A role held in halves by the two leaders, one of the NHS and one of the council."""
    role = make_role(world, title)
    make_holding(role, world.hats["leader"].person, world.nhs)
    make_holding(role, world.co_leader.person, world.council)
    return role
