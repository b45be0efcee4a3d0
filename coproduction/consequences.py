"""What an organiser's act would do, counted before it is done, and who would be told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import ContactPoint
from coproduction.models import Session, Support
from coproduction.reminders import reminders_after
from coproduction.wishes import Plan
from partnership.models import Hat
from reminders.channels import Switchboard
from reminders.reach import reach_of, ways_left

# A calendar shows these: when one of them changes, everybody who booked is told.
ON_A_CALENDAR = ("starts_at", "ends_at", "venue", "address")


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
    works = standing.filter(contact__isnull=False, contact__stopped_at__isnull=True)
    points = [
        ContactPoint(kind=kind, value=value)
        for kind, value in works.values_list("contact__kind", "contact__value")
    ]
    stopped = list(
        standing.filter(contact__stopped_at__isnull=False).values_list("contact__person", flat=True)
    )
    points += _instead(stopped)
    told = _by_channel(points)
    told["by_hand"] += works.count() + len(stopped) - len(points)
    told["nowhere"] += standing.filter(contact__isnull=True).count()
    return Told(**told)


def _instead(people: Collection[int | None]) -> list[ContactPoint]:
    """Another way of theirs, for those of them who have one, where one does not work."""
    owners = [owner for owner in people if owner]
    if not owners:
        return []
    left: dict[int | None, ContactPoint] = {}
    for point in ways_left(set(owners)):
        left.setdefault(point.person_id, point)
    return [left[owner] for owner in owners if owner in left]


def told_by_reach(contacts: Iterable[ContactPoint], *, of: int) -> Told:
    """The same of people of whom we looked for a way to reach them: `of` how many."""
    told = _by_channel(contacts)
    told["nowhere"] = of - told.total()
    return Told(**told)


def _by_channel(contacts: Iterable[ContactPoint]) -> Counter[str]:
    """How many of these a machine reaches, and by what; the others by hand."""
    ways = {"email": "email", "phone": "text", "post": "letter"}
    with Switchboard() as switchboard:
        return Counter(
            ways[contact.kind] if switchboard.to(contact) is not None else "by_hand"
            for contact in contacts
        )


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
