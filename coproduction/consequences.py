"""What an organiser's act would do, counted before it is done, and who would be told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from accounts.models import ContactPoint
from coproduction.models import Session, Support
from coproduction.reminders import reminders_after
from coproduction.wishes import Plan
from partnership.models import Hat
from reminders.channels import Switchboard
from reminders.reach import reach_of, ways_left

# A calendar shows these: when one of them changes, everybody who booked is told.
ON_A_CALENDAR = ("starts_at", "ends_at", "venue", "address")
BY_HAND = "by hand"


def is_moved_by(session: Session, plan: Plan) -> bool:
    """Whether the plan gives a session that people can see another time or place."""
    return session.is_published and any(
        getattr(session, name) != getattr(plan, name) for name in ON_A_CALENDAR
    )


@dataclass(frozen=True, slots=True)
class Told:
    """How many people would be told, exactly, by what reaches each of them."""

    email: int = 0
    text: int = 0
    letter: int = 0
    by_hand: int = 0
    nowhere: int = 0

    @property
    def all(self) -> int:
        return self.email + self.text + self.letter + self.by_hand


def told_of(session: Session) -> Told:
    """Whoever has a place, is offered one or waits for one."""
    standing = session.bookings.standing().order_by()
    works = standing.exclude(contact__stopped_at__isnull=False)
    counted = Counter(dict(works.values_list("contact__kind").annotate(Count("pk"))))
    stopped = standing.filter(contact__stopped_at__isnull=False)
    counted.update(_instead(stopped.values_list("contact__person", flat=True)))
    return _by_channel(counted)


def _instead(people: Iterable[int | None]) -> Iterable[str]:
    """What reaches those whose contact point does not work: another way of theirs, or a person."""
    owners = list(people)
    if not owners:
        return []
    left: dict[int | None, str] = {}
    for point in ways_left({owner for owner in owners if owner}):
        left.setdefault(point.person_id, point.kind)
    return [left.get(owner, BY_HAND) for owner in owners]


def told_by_reach(contacts: Iterable[ContactPoint], *, of: int) -> Told:
    """The same of people of whom we looked for a way to reach them: `of` how many."""
    kinds: Counter[str | None] = Counter(contact.kind for contact in contacts)
    return _by_channel(kinds + Counter({None: of - kinds.total()}))


def _by_channel(counted: Mapping[str | None, int]) -> Told:
    """From how many are reached by each kind of contact point; None is by no way at all."""
    ways = {"email": "email", "phone": "text", "post": "letter"}
    told = dict.fromkeys(Told.__slots__, 0)
    with Switchboard() as switchboard:
        for kind, number in counted.items():
            if kind is None:
                told["nowhere"] += number
            elif kind == BY_HAND or switchboard.to(ContactPoint(kind=kind)) is None:
                told["by_hand"] += number
            else:
                told[ways[kind]] += number
    return Told(**told)


@dataclass(frozen=True, slots=True)
class Team:
    """Those who facilitate a session and whose hat has not ended, and how they would be told."""

    hats: list[Hat]
    told: Told


def team_of(session: Session, *, now: datetime) -> Team:
    hats = list(facilitating(session, now=now).select_related("person", "organisation"))
    people = {hat.person_id for hat in hats}
    return Team(hats, told_by_reach(reach_of(people), of=len(people)))


def facilitating(session: Session, *, now: datetime) -> QuerySet[Hat]:
    return Hat.objects.current(now).filter(session_links__session=session)


@dataclass(frozen=True, slots=True)
class Move:
    """A new time or place of a published session, as its organiser is shown it beforehand."""

    was: Session
    will_be: Session
    told: Told
    team: Team
    with_a_place: int
    arranged: int
    reminders: list[datetime]

    @property
    def is_another_day(self) -> bool:
        return self.was.day != self.will_be.day

    @property
    def is_another_time(self) -> bool:
        return self.is_another_day or self.was.hours != self.will_be.hours

    @property
    def is_another_place(self) -> bool:
        return self.was.where != self.will_be.where


def move_of(session: Session, plan: Plan, *, now: datetime) -> Move:
    """What happens if this plan is saved now."""
    will_be = copy(session)
    for name, value in plan.fields().items():
        setattr(will_be, name, value)
    arranged = Support.objects.filter(booking__session=session, arranged_at__isnull=False).filter(
        booking__in=session.bookings.standing()
    )
    return Move(
        was=session,
        will_be=will_be,
        told=told_of(session),
        team=team_of(session, now=now),
        with_a_place=session.bookings.confirmed().count(),
        arranged=arranged.count(),
        reminders=reminders_after(now, plan.starts_at),
    )
