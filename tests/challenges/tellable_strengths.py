from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from challenges.models import Strength
from challenges.strength_reminders import CONFIRM
from tests.cast import World
from tests.challenges.factories import make_strength
from tests.tellable import Tellable, cut


def _unconfirmed(world: World, name: str) -> tuple[Strength, str]:
    strength = make_strength(world, uuid4().hex)
    strength.name = cut(name)
    strength.confirmed_on = timezone.localdate() - timedelta(days=366)
    strength.named_by = world.hats["resident"].person
    strength.save()
    return strength, strength.confirmed_on.isoformat()


STRENGTHS: dict[str, Tellable] = {CONFIRM: _unconfirmed}
