from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.utils import timezone

from accounts.models import Person
from leaders.actions.assessing import VOICE
from leaders.actions.practice import CONFIRM
from leaders.models import (
    JointAct,
    LeadershipRole,
    ProposedShare,
    PulseRound,
    RoleFunding,
    RoleHolding,
    RoleNotice,
    RoleProposal,
    SecondVoice,
    SkillPractice,
)
from leaders.pulse_reminders import CLOSING, OPEN, RESULTS
from leaders.reminders import ENDING, HANDOVER, SHARE_ENDING, VACANT
from leaders.telling import (
    ACT_DONE,
    ACT_PROPOSED,
    FUNDING_ENDING,
    PUT_TO_ROLE,
    PUT_TO_ROLE_DUE,
    ROLE_ANSWERED,
    ROLE_PROPOSED,
    SHARE_ANSWERED,
    SHARE_PROPOSED,
)
from partnership.models import Organisation, Partnership
from tests.cast import World, make_hat
from tests.leaders.factories import make_holding, make_role
from tests.leaders.pulses import counted_round, make_round
from tests.leaders.skills import ask_a_peer, asked_practice, make_place
from tests.leaders.tellable_programmes import PROGRAMMES
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


def _proposal(world: World, name: str) -> RoleProposal:
    role = _role(world, name)
    LeadershipRole.objects.filter(pk=role.pk).update(proposed=True, case=cut(name, 4000))
    hat = make_hat(_person(name), world.partnership, "leader", world.nhs)
    return RoleProposal.objects.create(role=role, proposed_by=hat)


def _refused_role(world: World, name: str) -> RoleProposal:
    proposal = _proposal(world, name)
    proposal.answered_at, proposal.answered_by = timezone.now(), world.hats["chair"]
    proposal.why_not = cut(name, 500)
    proposal.save()
    return proposal


def _prepared(world: World, name: str) -> ProposedShare:
    return ProposedShare.objects.create(
        role=_role(world, name),
        person=_person(name),
        employer=world.nhs,
        share=50,
        starts_on=ENDS,
        proposed_by=make_hat(_person(name), world.partnership, "coordinator", world.nhs),
    )


def _refused_share(world: World, name: str) -> ProposedShare:
    share = _prepared(world, name)
    share.decided_at, share.decided_by = timezone.now(), world.hats["chair"]
    share.why_not = cut(name, 300)
    share.save()
    return share


def _put(world: World, name: str) -> RoleNotice:
    hat = make_hat(_person(name), world.partnership, "representative", world.nhs)
    return RoleNotice.objects.create(
        role=_role(world, name), words=cut(name, 500), due_on=ENDS, sent_by=hat
    )


def _due(world: World, name: str) -> tuple[RoleNotice, str]:
    return _put(world, name), f"{ENDS} 7"


def _act(world: World, name: str) -> JointAct:
    hat = make_hat(_person(name), world.partnership, "leader", world.nhs)
    return JointAct.objects.create(
        role=_role(world, name), kind="objectives", words=cut(name, 4000), proposed_by=hat
    )


def _money(world: World, name: str) -> tuple[RoleFunding, str]:
    payer = Organisation.objects.create(name=cut(name, 200), slug=uuid4().hex, sector="other")
    row = RoleFunding.objects.create(
        role=_role(world, name),
        organisation=payer,
        pounds_a_year=40_000,
        starts_on=date(2026, 1, 1),
        ends_on=ENDS,
    )
    return row, f"{ENDS} 90"


def _voice(world: World, name: str) -> SecondVoice:
    place = make_place(world)
    Person.objects.filter(pk=place.person_id).update(name=cut(name, 200))
    return ask_a_peer(place, world, cut(name, 200))


def _practice(world: World, name: str) -> SkillPractice:
    entry = asked_practice(world.hats["leader"], world, cut(name, 200))
    SkillPractice.objects.filter(pk=entry.pk).update(work=cut(name, 300))
    return entry


TELLABLE: dict[str, Tellable] = {
    VACANT: _vacant,
    ENDING: _ending,
    SHARE_ENDING: _share,
    HANDOVER: _handover,
    **PROGRAMMES,
    OPEN: _pulse,
    CLOSING: _pulse,
    RESULTS: _counted,
    ROLE_PROPOSED: _proposal,
    ROLE_ANSWERED: _refused_role,
    SHARE_PROPOSED: _prepared,
    SHARE_ANSWERED: _refused_share,
    PUT_TO_ROLE: _put,
    PUT_TO_ROLE_DUE: _due,
    ACT_PROPOSED: _act,
    ACT_DONE: _act,
    FUNDING_ENDING: _money,
    VOICE: _voice,
    CONFIRM: _practice,
}
