from __future__ import annotations

from datetime import date
from uuid import uuid4

from accounts.models import Person
from leaders.models import LeadershipRole, PulseRound, RoleHolding
from leaders.pulse_reminders import CLOSING, OPEN, RESULTS
from leaders.reminders import ENDING, HANDOVER, SHARE_ENDING, VACANT
from partnership.models import Partnership
from tests.cast import World
from tests.leaders.factories import make_holding, make_role
from tests.leaders.pulses import counted_round, make_round
from tests.tellable import Tellable, cut

ENDS = date(2027, 1, 1)


def _role(world: World, name: str) -> LeadershipRole:
    role = make_role(world, uuid4().hex, remit=cut(name, 4000))
    LeadershipRole.objects.filter(pk=role.pk).update(title=cut(name, 200))
    return role


def _person(name: str) -> Person:
    return Person.objects.create_user(name=cut(name, 200))


def _vacant(world: World, name: str) -> tuple[LeadershipRole, str]:
    role = _role(world, name)
    make_holding(role, _person(name), world.nhs, starts_on=date(2099, 1, 1))
    return role, "2026-11-10 0"


def _ending(world: World, name: str) -> tuple[LeadershipRole, str]:
    return _role(world, name), f"{ENDS} 30"


def _share(world: World, name: str) -> tuple[RoleHolding, str]:
    role = _role(world, name)
    make_holding(role, _person(name), world.council)
    return make_holding(role, _person(name), world.nhs, ends_on=ENDS), f"{ENDS} 90"


def _handover(world: World, name: str) -> tuple[RoleHolding, str]:
    role = _role(world, name)
    before = make_holding(role, _person(name), world.nhs, ends_on=ENDS)
    return make_holding(role, _person(name), world.nhs, starts_on=ENDS), f"{ENDS} {before.pk}"


def _named(world: World, asked: PulseRound, name: str) -> PulseRound:
    Partnership.objects.filter(pk=world.partnership.pk).update(name=cut(name, 200))
    return asked


def _pulse(world: World, name: str) -> PulseRound:
    return _named(world, world.partnership.pulse_rounds.first() or make_round(world), name)


def _counted(world: World, name: str) -> PulseRound:
    counted = world.partnership.pulse_rounds.exclude(frozen_at=None).first()
    return _named(world, counted or counted_round(world), name)


TELLABLE: dict[str, Tellable] = {
    VACANT: _vacant,
    ENDING: _ending,
    SHARE_ENDING: _share,
    HANDOVER: _handover,
    OPEN: _pulse,
    CLOSING: _pulse,
    RESULTS: _counted,
}
