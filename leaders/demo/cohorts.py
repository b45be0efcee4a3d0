"""The shape of what the demonstration says about programmes, and the bodies they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.demo import (
    EAST_NORTH,
    WEST_HERTS,
)

FOOD = "Watford Food and Friends"
NEIGHBOURS = "Harlow Neighbours Together"
WHEELS = "Stevenage Walking Wheels"
CARERS = "Dacorum Carers’ Circle"
HOMES = "Old Town Homes"
RESIDENTS = "Bishop’s Park Residents’ Group"
HOME_CARE = "Bourne Lane Home Care"
HARLOW_HOSPITAL = "The Princess Alexandra Hospital NHS Trust"
WATFORD, STEVENAGE = "Watford Borough Council", "Stevenage Borough Council"
HARLOW, DACORUM = "Harlow District Council", "Dacorum Borough Council"
# Where the people of a body work, as far as it is said.
DISTRICT = {
    FOOD: "Watford",
    WATFORD: "Watford",
    WEST_HERTS: "Watford",
    NEIGHBOURS: "Harlow",
    HARLOW: "Harlow",
    HARLOW_HOSPITAL: "Harlow",
    WHEELS: "Stevenage",
    STEVENAGE: "Stevenage",
    EAST_NORTH: "Stevenage",
    HOMES: "Stevenage",
    CARERS: "Dacorum",
    DACORUM: "Dacorum",
    HOME_CARE: "Dacorum",
    RESIDENTS: "Harlow",
}


@dataclass(frozen=True)
class Took:
    """Somebody’s place: from which body, as what, and who paid. `left_on` is an early end."""

    person: str
    employer: str
    profession: str
    paid_by: str = ""
    pounds: int | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """An application: so many days ago. `employer` may be on no list; then `sector` says what."""

    person: str
    employer: str
    profession: str
    why: str
    days_ago: int
    sector: str = ""
    not_this_time: str = ""


@dataclass(frozen=True)
class Cohort:
    """A cohort with its mix, those who took part and those who asked."""

    name: str
    starts_on: date
    ends_on: date
    places: int
    mix: Mapping[str, int]
    challenge: str
    took: Sequence[Took]
    asked: Sequence[Asked] = ()
    applications_until: date | None = None
    eligible: tuple[int | None, int | None, int | None] = (None, None, None)


@dataclass(frozen=True)
class Programme:
    """A programme with all that its page shows."""

    name: str
    focus: str
    about: str
    modelled_on: str
    starts_on: date
    run_by: Sequence[str]
    target: int
    money: Sequence[tuple[str, int, date, date]]
    cohorts: Sequence[Cohort]
    evaluations: Sequence[Mapping[str, object]]
    awards: Sequence[Mapping[str, object]] = ()
