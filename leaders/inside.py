"""What waits in a role, and what is kept inside it: for those who hold it and those who head it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import get_text_list

from accounts.actor import Actor
from leaders.inside_rows import RowInside, Sort, rows_inside
from leaders.models import Consent, JointAct, LeadershipRole, RoleHolding, RoleNotice
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

HANDED_OVER_UNTIL = timedelta(days=90)
ENDS_SOON = timedelta(days=30)
SHOWN, DONE_SHOWN = 10, 5


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
    seen_to: Sequence[RowInside] = ()
    agreed: Sequence[JointAct] = ()
    notes: int = 0
    own: frozenset[int] = field(default_factory=frozenset)


def acts_told(role: LeadershipRole) -> list[JointAct]:
    """The joint acts that its page tells of, the latest first: open ones, the last that were done,
    and what was agreed on last as objectives. Each with `agreed_by`, the ids of who has agreed."""
    done = role.joint_acts.filter(done_at__isnull=False)
    objectives = done.filter(kind=JointAct.Kind.OBJECTIVES)
    agreed = Consent.objects.filter(act=OuterRef("pk"), agreed=True).order_by().values("person")
    told = Q(done_at=None, withdrawn_at=None)
    for last in (done[:DONE_SHOWN], objectives[:1]):
        told |= Q(pk__in=last.values("pk"))
    return list(role.joint_acts.filter(told).annotate(agreed_by=ArraySubquery(agreed)))


def inside_of(
    role: LeadershipRole, request: HttpRequest, day: date, acts: Sequence[JointAct]
) -> Inside:
    """Nothing is asked of the database for whoever has no part in the role."""
    actors = actors_of(request)
    puts = any(can_put_to_role(by, role) for by in actors) and bool(role.holdings_on(day))
    if not any(can_see_inside(by, role) for by in actors):
        return Inside(puts=puts, waits=_left_without_handover(role, request, day))
    manages = any(can_manage_roles(by, role.partnership) for by in actors)
    rows = rows_inside(role, with_shares=manages, most=SHOWN)
    waiting = [
        *(_put(one, role) for one in rows if one.sort == Sort.OPEN),
        *(act_waits(one, _missing(one, role, day, request.user.pk)) for one in acts if one.is_open),
        *(_prepared(one, role, actors) for one in rows if one.sort == Sort.PREPARED),
        *(_awaited(one, role) for one in rows if one.sort == Sort.AWAITED),
        *(_handover(one) for one in without_handover(role, day) if _may(actors, one)),
    ]
    return Inside(
        sees=True,
        puts=puts,
        proposes=bool(role.holdings_on(day)) and any(can_propose_act(by, role) for by in actors),
        waits=waiting[:SHOWN],
        seen_to=_latest_first([one for one in rows if one.sort == Sort.SEEN_TO]),
        agreed=[one for one in acts if one.done_at is not None][:DONE_SHOWN],
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
    holders = {one.person_id: one.person for one in role.holdings_on(day)}
    agreed = set(act.agreed_by)  # type: ignore[attr-defined]
    missing = [
        "you" if pk == reader else person.name for pk, person in holders.items() if pk not in agreed
    ]
    if not missing:
        return "All have agreed"
    yours = "You have agreed. " if reader in agreed & holders.keys() else ""
    return f"{yours}Yet to agree: {get_text_list(missing, 'and')}"


def _latest_first(rows: Sequence[RowInside]) -> Sequence[RowInside]:
    return sorted(rows, key=lambda row: row.at.timestamp() if row.at else 0, reverse=True)


def _put(row: RowInside, role: LeadershipRole) -> Waits:
    due = f"By {in_words(row.due_on)}" if row.due_on else ""
    return Waits(row.words, _url("role_notice_detail", role, row.pk), due)


def _prepared(row: RowInside, role: LeadershipRole, actors: Sequence[Actor]) -> Waits:
    answers = any(can_give_share(by, role.partnership) for by in actors)
    url = _url("share_answer", role, row.pk) if answers else ""
    words = f"{row.words} of {row.who} is proposed for {row.share}%"
    return Waits(words, url, "Yours to agree" if answers else "Waits for the chair")


def _awaited(row: RowInside, role: LeadershipRole) -> Waits:
    """Who is invited to a share, by the name that was typed."""
    url = reverse("hat_list", args=[role.partnership.slug])
    how_far = (
        "Accepted, but the share does not fit any more. Give them one that does"
        if row.at is not None
        else "Not accepted yet"
    )
    return Waits(f"Asked: {row.words} of {row.who}, for {row.share}%", url, how_far)


def _handover(holding: RoleHolding) -> Waits:
    assert holding.ends_on is not None and holding.last_day is not None
    return Waits(
        f"Say who follows {holding.person.name}",
        _url("handover_edit", holding.role, holding.pk),
        f"Last day: {in_words(holding.last_day)}",
    )


def _url(view: str, role: LeadershipRole, pk: int) -> str:
    return reverse(view, args=[role.partnership.slug, role.slug, pk])
