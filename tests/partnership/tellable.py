from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Person
from partnership.models import Hat, Partnership
from partnership.reminders import HAT_ENDING, WEEKLY
from tests.cast import World
from tests.leaders.factories import make_holding, make_role
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


TELLABLE: dict[str, Tellable] = {WEEKLY: _partnership, HAT_ENDING: _hat}
