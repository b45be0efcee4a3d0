"""Programmes, cohorts and those who take part, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Person
from leaders.models import Application, Cohort, Participation, Programme, SectorTarget
from partnership.models import Organisation, Partnership, Sector
from tests.cast import World

MIX = {Sector.NHS: 4, Sector.LOCAL_GOVERNMENT: 3, Sector.VOLUNTARY: 2}
OPENED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_programme(
    partnership: Partnership, name: str = "Ashdown together", **facts: object
) -> Programme:
    fields = {
        "partnership": partnership,
        "name": name,
        "slug": slugify(name),
        "place": partnership.place,
        "about": "Leaders of several sectors work on one challenge of Ashdown.",
        "starts_on": date(2024, 9, 1),
        **facts,
    }
    return Programme.objects.create(**fields)


def make_cohort(
    programme: Programme,
    name: str = "First cohort",
    mix: dict[str, int] | None = None,
    *,
    places: int = 10,
    is_open: bool = True,
    **facts: object,
) -> Cohort:
    """An open cohort that begins in sixty days and takes applications for thirty."""
    today = timezone.localdate()
    fields = {
        "programme": programme,
        "name": name,
        "slug": slugify(name),
        "places": places,
        "starts_on": today + timedelta(days=60),
        "applications_until": today + timedelta(days=30),
        **facts,
    }
    cohort = Cohort.objects.create(**fields)
    for sector, number in (MIX if mix is None else mix).items():
        SectorTarget.objects.create(cohort=cohort, sector=sector, places=number)
    if is_open:
        cohort.opened_at = OPENED
        cohort.save()
    return cohort


def make_participation(
    cohort: Cohort, person: Person, employer: Organisation, **facts: object
) -> Participation:
    fields = {
        "cohort": cohort,
        "person": person,
        "employer": employer,
        "sector": employer.sector,
        "joined_on": min(cohort.starts_on, timezone.localdate()),
        **facts,
    }
    return Participation.objects.create(**fields)


def make_application(
    cohort: Cohort, person: Person, employer: Organisation | None, **facts: object
) -> Application:
    fields = {
        "cohort": cohort,
        "person": person,
        "employer": employer,
        "sector": employer.sector if employer else Sector.VOLUNTARY,
        "profession": "Nurse",
        "why": "To learn how the council works.",
        **facts,
    }
    return Application.objects.create(**fields)


def make_open_cohort(world: World, **facts: object) -> Cohort:
    """The cohort that most tests are about: of the world's own partnership."""
    programme = Programme.objects.filter(partnership=world.partnership).first()
    return make_cohort(programme or make_programme(world.partnership), **facts)  # type: ignore[arg-type]
