"""What waits in a role, and what is kept inside it: for those who hold it and those who head it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import get_text_list

from accounts.actor import Actor
from leaders.consents import answers_to
from leaders.models import (
    AwaitedShare,
    JointAct,
    LeadershipRole,
    ProposedShare,
    RoleHolding,
    RoleNotice,
)
from leaders.rules import (
    can_give_share,
    can_hand_over,
    can_manage_roles,
    can_propose_act,
    can_put_to_role,
    can_see_inside,
)
from leaders.standing import in_words
from partnership.acting import actors_of
from partnership.models import Invitation

HANDED_OVER_UNTIL = timedelta(days=90)
ENDS_SOON = timedelta(days=30)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits, and where to see to it."""

    words: str
    url: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """What one reader may see and do beyond the public page."""

    sees: bool = False
    puts: bool = False
    proposes: bool = False
    waits: Sequence[Waits] = ()
    seen_to: Sequence[RoleNotice] = ()
    agreed: Sequence[JointAct] = ()
    notes: int = 0
    own: frozenset[int] = field(default_factory=frozenset)


def inside_of(role: LeadershipRole, request: HttpRequest, day: date) -> Inside:
    """Nothing is asked of the database for whoever has no part in the role."""
    actors = actors_of(request)
    puts = any(can_put_to_role(by, role) for by in actors) and bool(role.holdings_on(day))
    if not any(can_see_inside(by, role) for by in actors):
        return Inside(puts=puts, waits=_left_without_handover(role, request, day))
    notices = list(role.notices.select_related("cleared_by").order_by("cleared_at", "due_on")[:30])
    acts = list(role.joint_acts.filter(withdrawn_at=None).prefetch_related("consents__person")[:20])
    waiting = [
        *(notice_waits(one) for one in notices if one.is_open),
        *(act_waits(one, _missing(one, role, day, request.user.pk)) for one in acts if one.is_open),
        *_prepared(role, actors),
        *_awaited(role, actors),
        *(_handover(one) for one in without_handover(role, day) if _may(actors, one)),
    ]
    return Inside(
        sees=True,
        puts=puts,
        proposes=bool(role.holdings_on(day)) and any(can_propose_act(by, role) for by in actors),
        waits=waiting[:SHOWN],
        seen_to=[one for one in reversed(notices) if not one.is_open][:5],
        agreed=[one for one in acts if one.done_at is not None][:5],
        notes=sum(_handed_over(one) for one in role.holdings.all()),
        own=frozenset(one.pk for one in role.running() if one.person_id == request.user.pk),
    )


def _left_without_handover(role: LeadershipRole, request: HttpRequest, day: date) -> list[Waits]:
    """To somebody who has left the role: that they have yet to say who follows."""
    if not any(one.person_id == request.user.pk for one in role.holdings.all()):
        return []
    return [
        _handover(one)
        for one in without_handover(role, day)
        if one.person_id == request.user.pk and _may(actors_of(request), one)
    ]


def without_handover(role: LeadershipRole, day: date) -> list[RoleHolding]:
    """Shares that ended lately or end soon, of which nobody has said who follows.

    Not those that end with the role, nor when the same person goes on with another share.
    """
    return [
        one
        for one in role.holdings.all()
        if one.ends_on is not None
        and one.was_taken_up
        and day - HANDED_OVER_UNTIL < one.ends_on <= day + ENDS_SOON
        and one.ends_on != role.ends_on
        and not _handed_over(one)
        and one.person_id not in {after.person_id for after in role.holdings_on(one.ends_on)}
    ]


def _handed_over(holding: RoleHolding) -> bool:
    return hasattr(holding, "handover")


def _may(actors: Sequence[Actor], holding: RoleHolding) -> bool:
    return any(can_hand_over(by, holding) for by in actors)


def notice_waits(notice: RoleNotice) -> Waits:
    """What is put to a role and nobody has seen to."""
    due = f"By {in_words(notice.due_on)}" if notice.due_on else ""
    return Waits(notice.words, _url("role_notice_detail", notice.role, notice.pk), due)


def act_waits(act: JointAct, more: str) -> Waits:
    """A joint act that is open."""
    return Waits(act.get_kind_display(), _url("joint_act_detail", act.role, act.pk), more)


def _missing(act: JointAct, role: LeadershipRole, day: date, reader: int | None) -> str:
    """Who has yet to agree, and to a holder what became of their own answer."""
    act.role = role
    answers = answers_to(act, day)
    missing = [
        "you" if one.person.pk == reader else one.person.name
        for one in answers
        if one.status.tone != "good"
    ]
    if not missing:
        return "All have agreed"
    agreed = any(one.person.pk == reader and one.status.tone == "good" for one in answers)
    yours = "You have agreed. " if agreed else ""
    return f"{yours}Yet to agree: {get_text_list(missing, 'and')}"


def _prepared(role: LeadershipRole, actors: Sequence[Actor]) -> Iterator[Waits]:
    if not any(can_manage_roles(by, role.partnership) for by in actors):
        return
    answers = any(can_give_share(by, role.partnership) for by in actors)
    waiting = ProposedShare.objects.filter(role=role, decided_at=None)
    for one in waiting.select_related("person", "employer"):
        url = _url("share_answer", role, one.pk) if answers else ""
        words = f"{one.person.name} of {one.employer.name} is proposed for {one.share}%"
        yield Waits(words, url, "Yours to agree" if answers else "Waits for the chair")


def _awaited(role: LeadershipRole, actors: Sequence[Actor]) -> Iterator[Waits]:
    """Who is invited to a share, by the name that was typed, for those who head the partnership."""
    if not any(can_manage_roles(by, role.partnership) for by in actors):
        return
    url = reverse("hat_list", args=[role.partnership.slug])
    going_on = AwaitedShare.objects.filter(
        role=role, invitation__declined_at=None, invitation__withdrawn_at=None
    ).exclude(invitation__person__role_holdings__role=role)
    for one in going_on.select_related("invitation", "employer"):
        words = f"Asked: {one.invitation.name} of {one.employer.name}, for {one.share}%"
        yield Waits(words, url, _how_far(one.invitation))


def _how_far(invitation: Invitation) -> str:
    if invitation.accepted_at is not None:
        return "Accepted, but the share does not fit any more. Give them one that does"
    return "Not accepted yet"


def _handover(holding: RoleHolding) -> Waits:
    assert holding.ends_on is not None and holding.last_day is not None
    return Waits(
        f"Say who follows {holding.person.name}",
        _url("handover_edit", holding.role, holding.pk),
        f"Last day: {in_words(holding.last_day)}",
    )


def _url(view: str, role: LeadershipRole, pk: int) -> str:
    return reverse(view, args=[role.partnership.slug, role.slug, pk])
