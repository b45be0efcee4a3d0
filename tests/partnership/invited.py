"""Invitations for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from partnership.actions.inviting import Terms, accept, invite_to_hat
from partnership.models import Hat, Invitation
from tests.cast import World


def make_invitation(
    world: World,
    capacity: str = "leader",
    *,
    by: str = "chair",
    name: str = "Nell New",
    email: str = "nell.new@example.org",
    now: datetime | None = None,
    **terms: Any,
) -> Invitation:
    return invite_to_hat(
        world.partnership,
        by=world.actor(by),
        name=name,
        email=email,
        capacity=capacity,
        organisation=world.nhs,
        now=now or timezone.now(),
        terms=Terms(**terms),
    )


def as_person(person: Person) -> Actor:
    """Signed in, without a hat."""
    return Actor(person_id=person.pk, name=person.name)


def say_yes(invitation: Invitation, person: Person, now: datetime | None = None) -> Hat:
    return accept(invitation, by=as_person(person), now=now or timezone.now())
