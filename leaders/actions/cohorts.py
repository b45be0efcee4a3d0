"""A cohort is prepared, its mix decided, and then it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.addresses import free_slug
from leaders.models import Cohort, Programme, SectorTarget
from leaders.programme_errors import MIX, AppliesAfterTheStart, OpenAlready
from leaders.programme_reminders import owe_of_opening
from leaders.rules import can_run_programmes


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortFacts:
    """What a partnership says about a cohort. Those eligible are counted, or left unsaid."""

    name: str
    places: int
    starts_on: date
    ends_on: date | None = None
    applications_until: date | None = None
    challenge: str = ""
    eligible_people: int | None = None
    eligible_organisations: int | None = None
    eligible_places: int | None = None


def create_cohort(programme: Programme, *, by: Actor, facts: CohortFacts) -> Cohort:
    """Prepare a cohort: it takes no applications before it opens.

    Raises `AppliesAfterTheStart` and `ProgrammeEndsFirst`.
    """
    require(can_run_programmes(by, programme.partnership))
    _check(facts)
    with recorded(by, "prepared a cohort", refusals=MIX):
        # Two cohorts of one name, prepared at once, must not be given one slug.
        held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        slug = free_slug(held.cohorts.all(), facts.name, "cohort")
        return _written(Cohort(programme=held, slug=slug), facts)


def revise_cohort(cohort: Cohort, *, by: Actor, facts: CohortFacts) -> Cohort:
    """Say something else about a cohort. Its address stays.

    Raises `AppliesAfterTheStart`, `ProgrammeEndsFirst`, `FewerPlacesThanPeople`, and
    `MeantForMoreThanThereAre` when its mix needs more places.
    """
    require(can_run_programmes(by, cohort.partnership))
    _check(facts)
    with recorded(by, "revised a cohort", refusals=MIX):
        return _written(_held(cohort), facts)


def set_mix(cohort: Cohort, *, by: Actor, places: Mapping[str, int]) -> None:
    """Say how many places are meant for each sector; sectors that are not named get none.

    Raises `MeantForMoreThanThereAre`, and `NeedsTwoSectors` once the cohort is open.
    """
    require(can_run_programmes(by, cohort.partnership))
    wanted = {sector: count for sector, count in places.items() if count > 0}
    with recorded(by, "decided the mix of a cohort", refusals=MIX):
        held = _held(cohort)
        known = {target.sector: target for target in held.targets.select_for_update()}
        held.targets.exclude(sector__in=wanted).delete()
        for sector, count in wanted.items():
            target = known.get(sector) or SectorTarget(cohort=held, sector=sector)
            if target.pk is None or target.places != count:
                target.places = count
                target.save()


def open_cohort(cohort: Cohort, *, by: Actor, now: datetime) -> Cohort:
    """Open a cohort to the public and to applications; its representatives are told.

    Raises `NeedsTwoSectors` and `OpenAlready`.
    """
    require(can_run_programmes(by, cohort.partnership))
    with recorded(by, "opened a cohort", refusals=MIX):
        held = _held(cohort)
        if held.opened_at is not None:
            raise OpenAlready()
        held.opened_at = now
        held.save(update_fields=["opened_at"])
        owe_of_opening(held, now)
    return held


def _held(cohort: Cohort) -> Cohort:
    found = Cohort.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("programme__partnership").get(pk=cohort.pk)


def _check(facts: CohortFacts) -> None:
    if facts.applications_until is not None and facts.applications_until > facts.starts_on:
        raise AppliesAfterTheStart()


def _written(cohort: Cohort, facts: CohortFacts) -> Cohort:
    for field in fields(facts):
        setattr(cohort, field.name, getattr(facts, field.name))
    cohort.save()
    return cohort
