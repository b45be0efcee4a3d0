"""Somebody has a place in a cohort: given without an application, paid for, given back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import Q

from accounts.actions.inviting import invite, settled
from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded, require
from leaders.actions.applying import end_place
from leaders.models import Cohort, Participation
from leaders.programme_errors import PLACES, LeftAlready, LeftBeforeJoining
from leaders.rules import can_leave_cohort, can_run_programmes
from partnership.models import Organisation, Partnership, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """Whom somebody works for, as what, where, and who pays how much for their place."""

    employer: Organisation
    profession: str = ""
    place: Place | None = None
    funded_by: Organisation | None = None
    pounds: int | None = None


def take_in(
    cohort: Cohort, *, by: Actor, name: str, email: str, joined_on: date, facts: PlaceFacts
) -> Participation:
    """Enter somebody who takes part and did not apply here: of an earlier cohort, or nominated.

    Somebody who is known here already by this email and this name is that person. Anybody else is
    who was typed: whose address it is is not told. Raises `NoPlaceLeft` and `HasAPlaceAlready`.
    """
    require(can_run_programmes(by, cohort.partnership))
    with recorded(by, "gave somebody a place in a cohort", refusals=PLACES):
        held = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
        place = Participation(
            cohort=held,
            person=_entered(cohort.partnership, name, email),
            sector=facts.employer.sector,
            joined_on=joined_on,
        )
        return _written(place, facts)


def revise_place(place: Participation, *, by: Actor, facts: PlaceFacts) -> None:
    """Put right whom they work for, and say who pays. The sector stays what it was then, unless
    the employer is another."""
    require(can_run_programmes(by, place.cohort.partnership))
    with recorded(by, "revised a place in a cohort"):
        held = Participation.objects.select_for_update().get(pk=place.pk)
        if held.employer_id != facts.employer.pk:
            held.sector = facts.employer.sector
        _written(held, facts)


def leave_cohort(place: Participation, *, by: Actor, left_on: date, now: datetime) -> Participation:
    """Give a place back: it is free again. `left_on` is the first day without them.

    The application that it was offered for counts as withdrawn. Raises `LeftAlready` and
    `LeftBeforeJoining`.
    """
    require(can_leave_cohort(by, place))
    with recorded(by, "left a cohort", refusals=PLACES):
        Cohort.objects.select_for_update(no_key=True).get(pk=place.cohort_id)
        held = Participation.objects.select_for_update().get(pk=place.pk)
        if held.left_on is not None:
            raise LeftAlready()
        if left_on < held.joined_on:
            raise LeftBeforeJoining()
        end_place(held, left_on, by=by, now=now)
    return held


def _entered(partnership: Partnership, name: str, email: str) -> Person:
    address = email.strip().lower()
    known = settled(address)
    if known is None:
        return invite(name=name, email=address)
    hats = Q(hats__partnership=partnership)
    applied = Q(applications__cohort__programme__partnership=partnership)
    placed = Q(participations__cohort__programme__partnership=partnership)
    here = Person.objects.filter(hats | applied | placed)
    # Another name typed is another person: theirs, shown in its stead, would tell whose it is.
    if here.filter(pk=known.pk, name__iexact=name.strip()).exists():
        return known
    typed = here.filter(
        name__iexact=name.strip(),
        email=None,
        contact_points__kind="email",
        contact_points__value=address,
    ).first()
    if typed is not None:
        return typed
    person = Person.objects.create_user(name=name)
    ContactPoint.objects.create(person=person, kind="email", value=address)
    return person


def _written(place: Participation, facts: PlaceFacts) -> Participation:
    for field in fields(facts):
        setattr(place, field.name, getattr(facts, field.name))
    place.save()
    return place
