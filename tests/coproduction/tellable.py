from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from coproduction.models import (
    Booking,
    Concern,
    Decision,
    DecisionCommitment,
    Influence,
    Session,
    Support,
)
from coproduction.notices import concerns, names
from tests.cast import World
from tests.coproduction.booked import make_booking, make_offer, make_session
from tests.coproduction.voiced import (
    make_commitment,
    make_contribution,
    make_decision,
    make_heard_session,
    make_public,
)
from tests.tellable import Tellable, cut


def _written(name: str) -> dict[str, str]:
    """Every field of a session in which somebody writes."""
    facts = ("title", "venue", "address", "getting_there", "cancelled_because")
    return {fact: cut(name) for fact in facts}


def _session(world: World, name: str, **facts: Any) -> Session:
    soon = timezone.now() + timedelta(days=5)
    return make_session(world.partnership, **{"starts_at": soon, **_written(name), **facts})


def _booked(world: World, name: str, **facts: Any) -> Booking:
    return make_booking(_session(world, name), **{"name": cut(name), **facts})


def _online(world: World, name: str) -> Booking:
    return _booked(world, name, mode="online")


def _waiting(world: World, name: str) -> Booking:
    return _booked(world, name, state="waiting", confirmed_at=None)


def _cancelled(world: World, name: str) -> Booking:
    now = timezone.now()
    return _booked(world, name, state="cancelled", confirmed_at=None, cancelled_at=now)


def _offered(world: World, name: str) -> Booking:
    return make_offer(_session(world, name), name=cut(name))


def _called_off(world: World, name: str) -> Booking:
    session = _session(world, name, state=Session.State.CANCELLED)
    return make_booking(session, name=cut(name))


def _needing(world: World, name: str) -> Booking:
    booking = _booked(world, name)
    Support.objects.create(booking=booking, need=b"", arranged_at=timezone.now())
    Support.objects.create(booking=booking, need=b"")
    return booking


def _with_needs(world: World, name: str) -> Session:
    return _needing(world, name).session


def _unanswered(world: World, name: str) -> Session:
    session = make_heard_session(world, **_written(name))
    make_contribution(session, cut(name))
    return session


def _concern(world: World, name: str) -> tuple[Concern, str]:
    session, now = _session(world, name), timezone.now()
    return Concern.objects.create(session=session, words=b"x", raised_at=now, key=uuid4()), "1"


def _decision(world: World, name: str) -> Decision:
    session = make_heard_session(world, **_written(name))
    contribution = make_contribution(session, cut(name))
    decision = make_decision(session, title=cut(name), reason=name)
    make_public(decision, contribution)
    return decision


def _influence(world: World, name: str) -> Influence:
    influence = Influence.objects.get(decision=_decision(world, name))
    Influence.objects.filter(pk=influence.pk).update(reason=name)
    return influence


def _followed(world: World, name: str, **facts: Any) -> tuple[Influence, str]:
    influence = _influence(world, name)
    challenge = influence.decision.challenge
    assert challenge is not None
    promise = make_commitment(world, challenge, will_do=cut(name), **facts)
    DecisionCommitment.objects.create(decision=influence.decision, commitment=promise)
    return influence, str(promise.pk)


def _kept(world: World, name: str) -> tuple[Influence, str]:
    facts = {"state": "kept", "kept_at": timezone.now(), "evidence": name}
    return _followed(world, name, witness=world.council, **facts)


def _unreachable(world: World, name: str) -> tuple[Booking, str]:
    booking = _booked(world, name)
    assert isinstance(booking, Booking) and booking.contact is not None
    booking.contact.stopped_at = timezone.now()
    booking.contact.stopped_because = "There is no such address or number."
    booking.contact.save()
    return booking, str(booking.contact.pk)


TELLABLE: dict[str, Tellable] = {
    names.BOOKED: _online,
    names.WAITING: _waiting,
    names.OFFERED: _offered,
    names.LAPSED: _offered,
    names.CANCELLED: _cancelled,
    names.SESSION_CANCELLED: _called_off,
    names.MOVED: _booked,
    names.TOMORROW: _booked,
    names.SOON: _online,
    names.THANKS: _booked,
    names.ARRANGED: _needing,
    names.UNOWNED: _with_needs,
    names.OVERDUE: _unanswered,
    names.TEAM_PUBLISHED: _session,
    names.TEAM_MOVED: _session,
    names.TEAM_CANCELLED: _session,
    names.UNREACHABLE: _unreachable,
    names.DECIDED: _decision,
    "said-received": lambda world, name: make_contribution(
        make_heard_session(world, **_written(name)), cut(name)
    ),
    "said-answered": _influence,
    "said-commitment": _followed,
    "said-kept": _kept,
    concerns.RAISED: _concern,
    concerns.UNATTENDED: _concern,
}
