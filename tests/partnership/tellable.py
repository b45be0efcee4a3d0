from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person, SecondStepReset
from partnership.actions.resetting import RESET
from partnership.invitation_reminders import (
    ANSWERED,
    CHAIR_HANDED_OVER,
    CHAIR_OFFERED,
    INVITED,
    REMINDED,
)
from partnership.membership_reminders import AGAIN, CONFIRM
from partnership.models import Hat, Invitation, Organisation, Partner, Partnership
from partnership.reminders import HAT_ENDING, WEEKLY
from tests.cast import World, make_person
from tests.leaders.factories import make_holding, make_role
from tests.partnership.invited import make_invitation, say_yes
from tests.tellable import Tellable, cut


def _partnership(world: World, name: str) -> Partnership:
    """With something that needs its chair, which bears the name as well."""
    role = make_role(world, "Place lead")
    ends_on = timezone.localdate() + timedelta(days=20)
    person = Person.objects.create_user(name=cut(name, 200))
    make_holding(role, person, world.nhs, starts_on=date(2024, 4, 1), ends_on=ends_on)
    Partnership.objects.filter(pk=world.partnership.pk).update(name=cut(name, 200))
    return world.partnership


def _hat(world: World, name: str) -> tuple[Hat, str]:
    hat = world.hats["safeguarding_lead"]
    ends_at = timezone.now() + timedelta(days=20)
    Hat.objects.filter(pk=hat.pk).update(ends_at=ends_at)
    Person.objects.filter(pk=hat.person_id).update(name=cut(name, 200))
    Partnership.objects.filter(pk=world.partnership.pk).update(name=cut(name, 200))
    return hat, ends_at.isoformat()


def _invited(world: World, name: str) -> tuple[Invitation, str]:
    invitation = _asked(world, name)
    return invitation, invitation.expires_at.isoformat()


def _asked(world: World, name: str, capacity: str = "leader", **terms: Any) -> Invitation:
    Person.objects.filter(pk=world.hats["chair"].person_id).update(name=cut(name, 200))
    Partnership.objects.filter(pk=world.partnership.pk).update(name=cut(name, 200))
    world.partnership.refresh_from_db()
    invitation = make_invitation(
        world, capacity, name=cut(name, 200), words=cut(name, 1000), **terms
    )
    return Invitation.objects.get(pk=invitation.pk)


def _answered(world: World, name: str) -> Invitation:
    invitation = _asked(world, name)
    say_yes(invitation, make_person("Nell New"))
    return Invitation.objects.get(pk=invitation.pk)


def _offered(world: World, name: str) -> Invitation:
    return _asked(world, name, "chair", replaces=world.hats["chair"])


def _handed_over(world: World, name: str) -> Invitation:
    invitation = _offered(world, name)
    say_yes(invitation, make_person("Nell New"))
    return Invitation.objects.get(pk=invitation.pk)


def _membership(world: World, name: str) -> tuple[Partner, str]:
    partner = world.partnership.partners.get(organisation=world.council)
    Partner.objects.filter(pk=partner.pk).update(brings=cut(name, 300))
    Organisation.objects.filter(pk=world.council.pk).update(name=cut(name, 200))
    Partnership.objects.filter(pk=world.partnership.pk).update(name=cut(name, 200))
    return partner, AGAIN


def _reset(world: World, name: str) -> SecondStepReset:
    Person.objects.filter(pk=world.citizen.pk).update(name=cut(name, 200))
    return SecondStepReset.objects.create(person=world.citizen, why=cut(name, 200))


TELLABLE: dict[str, Tellable] = {
    WEEKLY: _partnership,
    HAT_ENDING: _hat,
    INVITED: _invited,
    REMINDED: _invited,
    ANSWERED: _answered,
    CHAIR_OFFERED: _offered,
    CHAIR_HANDED_OVER: _handed_over,
    CONFIRM: _membership,
    RESET: _reset,
}
