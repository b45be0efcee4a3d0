from __future__ import annotations

from uuid import uuid4

from challenges.models import Challenge
from challenges.reminders import QUIET
from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.tellable import Tellable, cut


def _challenge(world: World, name: str) -> Challenge:
    challenge = make_challenge(world, uuid4().hex)
    Challenge.objects.filter(pk=challenge.pk).update(title=cut(name))
    return challenge


TELLABLE: dict[str, Tellable] = {QUIET: _challenge}
