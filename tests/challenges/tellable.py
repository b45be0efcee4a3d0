from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from challenges.answering import ANSWERED, CHANGE_ANSWERED, CHANGE_ASKED, ESCALATED, OFFERED
from challenges.models import Barrier, Challenge, Commitment, Renegotiation
from challenges.reminders import DUE, LATE, QUIET
from partnership.models import Organisation
from tests.cast import World
from tests.challenges.factories import make_challenge, make_commitment
from tests.challenges.tellable_strengths import STRENGTHS
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


def _offer(world: World, name: str) -> Commitment:
    promise, _day = _promise(world, name)
    promise.state, promise.accepted_at = Commitment.State.OFFERED, None
    promise.save()
    return promise


def _declined(world: World, name: str) -> Commitment:
    promise = _offer(world, name)
    promise.state, promise.declined_because = Commitment.State.DECLINED, cut(name, 400)
    promise.save()
    return promise


def _change(world: World, name: str) -> Renegotiation:
    promise, _day = _promise(world, name)
    return Renegotiation.objects.create(
        commitment=promise,
        will_do_before=promise.will_do,
        due_before=promise.due_on,
        will_do=cut(name, 400),
        due_on=promise.due_on,
        because=cut(name, 400),
        asked_by=world.hats["leader"],
    )


def _refused(world: World, name: str) -> Renegotiation:
    change = _change(world, name)
    change.answered_at, change.refused_because = timezone.now(), cut(name, 400)
    change.save()
    return change


def _barrier(world: World, name: str) -> Barrier:
    return Barrier.objects.create(
        challenge=_challenge(world, name),
        what=cut(name, 400),
        boundary="money",
        who_can_lift=cut(name, 200),
        met_on=timezone.localdate(),
        named_by=world.hats["leader"],
        escalated_on=timezone.localdate(),
        escalated_because=cut(name, 400),
    )


TELLABLE: dict[str, Tellable] = {
    **STRENGTHS,
    QUIET: _challenge,
    DUE: _promise,
    LATE: _promise,
    OFFERED: _offer,
    ANSWERED: _declined,
    CHANGE_ASKED: _change,
    CHANGE_ANSWERED: _refused,
    ESCALATED: _barrier,
}
