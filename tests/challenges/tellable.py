from __future__ import annotations

from uuid import uuid4

from challenges.models import Challenge, Commitment
from challenges.reminders import DUE, LATE, QUIET
from partnership.models import Organisation
from tests.cast import World
from tests.challenges.factories import make_challenge, make_commitment
from tests.tellable import Tellable, cut


def _challenge(world: World, name: str) -> Challenge:
    challenge = make_challenge(world, uuid4().hex)
    Challenge.objects.filter(pk=challenge.pk).update(title=cut(name))
    return challenge


def _promise(world: World, name: str) -> tuple[Commitment, str]:
    Organisation.objects.filter(pk=world.nhs.pk).update(name=cut(name))
    world.nhs.refresh_from_db()
    challenge = _challenge(world, name)
    promise = make_commitment(challenge, world.nhs, world.hats["leader"], will_do=cut(name, 400))
    return promise, promise.due_on.isoformat()


TELLABLE: dict[str, Tellable] = {QUIET: _challenge, DUE: _promise, LATE: _promise}
