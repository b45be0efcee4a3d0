"""What those who share a role do only together: proposed, answered by each, done by the last."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog
from django.db import DatabaseError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.record import recorded, require
from leaders.actions.roles import ended, locked
from leaders.errors import (
    ActIsOpenAlready,
    ActIsOver,
    ClosesTooSoon,
    ConsentsMissing,
    NobodyToTell,
    ReasonMissing,
)
from leaders.models import Consent, JointAct, LeadershipRole, RoleHolding
from leaders.rules import can_answer_act, can_propose_act, can_withdraw_act, holds_now
from leaders.telling import tell_of_done_act, tell_those_to_agree

log = structlog.get_logger(__name__)
_REFUSALS = {
    "role_has_one_open_act_of_a_kind": ActIsOpenAlready,
    "joint_act_has_every_consent": ConsentsMissing,
    "closing_a_role_has_a_day": ClosesTooSoon,
}
DAY = timedelta(days=1)


def propose_act(
    role: LeadershipRole,
    *,
    by: Actor,
    kind: str,
    words: str,
    takes_effect_on: date | None = None,
    now: datetime,
) -> JointAct:
    """Put a joint act to all who hold the role. A holder who proposes it has agreed to it.

    Raises `NobodyToTell`, `ActIsOpenAlready` and `ClosesTooSoon`.
    """
    require(can_propose_act(by, role))
    today = timezone.localdate(now)
    with recorded(by, "proposed a joint act", refusals=_REFUSALS):
        held = locked(role.pk)
        if not held.holdings_on(today):
            raise NobodyToTell()
        closes = kind == JointAct.Kind.CLOSE
        if closes and (takes_effect_on is None or takes_effect_on <= today):
            raise ClosesTooSoon()
        act = JointAct.objects.create(
            role=held,
            kind=kind,
            words=words.strip(),
            takes_effect_on=takes_effect_on if closes else None,
            proposed_by_id=by.hat_id,
            proposed_at=now,
        )
        if by.person_id is not None and holds_now(by, held):
            Consent.objects.create(act=act, person_id=by.person_id, agreed=True, given_at=now)
        if not settled(act, held, now):
            tell_those_to_agree(act, still_to_answer(act, held, today), now)
    return act


def answer_act(
    act: JointAct, *, by: Actor, agreed: bool, why_not: str = "", now: datetime
) -> JointAct:
    """Agree to a joint act, or say why not; who said no may say yes later. The last yes does it.

    Raises `ActIsOver` and `ReasonMissing`.
    """
    require(can_answer_act(by, act))
    if not agreed and not why_not.strip():
        raise ReasonMissing()
    with recorded(by, "answered a joint act", refusals=_REFUSALS):
        # The role's lock puts two last consents in a row: the second sees the first.
        role = locked(act.role_id)
        held = JointAct.objects.select_for_update().get(pk=act.pk)
        if not held.is_open:
            raise ActIsOver()
        answer = {"agreed": agreed, "why_not": "" if agreed else why_not.strip(), "given_at": now}
        Consent.objects.update_or_create(act=held, person_id=by.person_id, defaults=answer)
        settled(held, role, now)
    return held


def withdraw_act(act: JointAct, *, by: Actor, now: datetime) -> JointAct:
    """Take a joint act back before it is agreed. Raises `ActIsOver`."""
    require(can_withdraw_act(by, act))
    with recorded(by, "withdrew a joint act"):
        locked(act.role_id)
        held = JointAct.objects.select_for_update().get(pk=act.pk)
        if not held.is_open:
            raise ActIsOver()
        held.withdrawn_at = now
        held.save(update_fields=["withdrawn_at"])
    return held


def complete_agreed_acts(now: datetime) -> int:
    """Do what everybody agreed to who still holds the role: somebody who had not has left."""
    return sum(_completed(pk, role, now) for pk, role in _agreed_acts(timezone.localdate(now)))


def _agreed_acts(day: date) -> list[tuple[int, int]]:
    """Open acts, with their roles, that each holder on this day has agreed to: no role is locked
    for the others."""
    holders = RoleHolding.objects.on(day).filter(role=OuterRef("role"))
    agreed = Consent.objects.filter(
        act=OuterRef(OuterRef("pk")), person=OuterRef("person"), agreed=True
    )
    waiting = JointAct.objects.filter(
        Exists(holders),
        ~Exists(holders.exclude(Exists(agreed))),
        done_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    return list(waiting.values_list("pk", "role_id"))


def _completed(pk: int, role_id: int, now: datetime) -> bool:
    """Whether it was done. One that cannot be done is logged, and keeps back no other."""
    try:
        with recorded(
            Actor.for_job("complete_joint_acts"), "completed a joint act", refusals=_REFUSALS
        ):
            role = locked(role_id)
            held = JointAct.objects.select_for_update().get(pk=pk)
            return held.is_open and settled(held, role, now)
    except (Refused, DatabaseError):
        log.exception("joint_act_not_completed", act=pk)
        return False


def still_to_answer(act: JointAct, role: LeadershipRole, day: date) -> set[int]:
    """Who holds the role on this day and has not agreed."""
    agreed = set(act.consents.filter(agreed=True).values_list("person", flat=True))
    return {one.person_id for one in role.holdings_on(day)} - agreed


def settled(act: JointAct, role: LeadershipRole, now: datetime) -> bool:
    """Do an act of a locked role if each of its holders has agreed; whether that was so."""
    today = timezone.localdate(now)
    if not role.holdings_on(today) or still_to_answer(act, role, today):
        return False
    act.done_at = now
    act.save(update_fields=["done_at"])
    tell_of_done_act(act, now)
    if act.kind == JointAct.Kind.CLOSE:
        assert act.takes_effect_on is not None
        # The day may have passed while somebody thought it over; those who agreed hold it today.
        last = max(act.takes_effect_on, today + DAY)
        if role.ends_on is None or role.ends_on > last:
            ended(role, last)
    return True
