"""Somebody has a place in a cohort: given without an application, paid for, given back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from accounts.actions.inviting import invite
from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.models import Cohort, Participation
from leaders.programme_errors import PLACES, LeftAlready, LeftBeforeJoining
from leaders.rules import can_leave_cohort, can_run_programmes
from partnership.models import Organisation, Place


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

    They are known by their email, or else are somebody new. Raises `NoPlaceLeft` and
    `HasAPlaceAlready`.
    """
    require(can_run_programmes(by, cohort.partnership))
    with recorded(by, "gave somebody a place in a cohort", refusals=PLACES):
        held = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
        place = Participation(
            cohort=held,
            person=invite(name=name, email=email),
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


def leave_cohort(place: Participation, *, by: Actor, left_on: date) -> Participation:
    """Give a place back: it is free again. `left_on` is the first day without them.

    Raises `LeftAlready` and `LeftBeforeJoining`.
    """
    require(can_leave_cohort(by, place))
    with recorded(by, "left a cohort", refusals=PLACES):
        held = Participation.objects.select_for_update().get(pk=place.pk)
        if held.left_on is not None:
            raise LeftAlready()
        if left_on < held.joined_on:
            raise LeftBeforeJoining()
        held.left_on = left_on
        held.save(update_fields=["left_on"])
    return held


def _written(place: Participation, facts: PlaceFacts) -> Participation:
    for field in fields(facts):
        setattr(place, field.name, getattr(facts, field.name))
    place.save()
    return place
