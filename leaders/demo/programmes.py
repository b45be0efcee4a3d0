"""Two programmes of the demonstration with their cohorts, seeded again without doubling."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.models import Person
from accounts.record import recorded
from leaders import models
from leaders.demo.across_the_boroughs import across_the_boroughs
from leaders.demo.cohorts import DISTRICT, HOME_CARE, Asked, Cohort, Programme, Took
from leaders.demo.two_counties import two_counties
from leaders.programme_errors import PLACES
from partnership.demo import SLUG
from partnership.models import Organisation, Partnership, Place, Sector

ROBOT = Actor.for_job("seed_demo")
NOT_THIS_TIME = models.Application.Outcome.NOT_THIS_TIME


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Programmes and cohorts; the open one and what is secured move with the day of seeding."""
    say("programmes")
    with recorded(ROBOT, "set up the demonstration"):
        partnership = Partnership.objects.get(slug=SLUG)
        Organisation.objects.get_or_create(
            slug=slugify(HOME_CARE),
            defaults={
                "name": HOME_CARE,
                "sector": Sector.CARE_PROVIDER,
                "invented": True,
                "source": "Invented for the demonstration",
            },
        )
        today = timezone.localdate(now)
        for programme in (two_counties(today), across_the_boroughs(today)):
            _repair(partnership, programme, now)


def _repair(partnership: Partnership, wanted: Programme, now: datetime) -> None:
    programme, _ = models.Programme.objects.update_or_create(
        partnership=partnership,
        slug=slugify(wanted.name.split(",")[0]),
        defaults={
            "name": wanted.name,
            "focus": wanted.focus,
            "place": partnership.place,
            "about": wanted.about,
            "modelled_on": wanted.modelled_on,
            "starts_on": wanted.starts_on,
            "reach_target": wanted.target,
        },
    )
    programme.run_by.set(_organisation(name) for name in wanted.run_by)
    for name, pounds, starts_on, ends_on in wanted.money:
        programme.funding.update_or_create(
            organisation=_organisation(name),
            starts_on=starts_on,
            defaults={"pounds_a_year": pounds, "ends_on": ends_on},
        )
    for facts in wanted.evaluations:
        programme.evaluations.update_or_create(title=facts["title"], defaults=dict(facts))
    for facts in wanted.awards:
        programme.awards.update_or_create(name=facts["name"], defaults=dict(facts))
    for cohort in wanted.cohorts:
        _repair_cohort(programme, cohort, now)


def _repair_cohort(programme: models.Programme, wanted: Cohort, now: datetime) -> None:
    people, organisations, places = wanted.eligible
    facts = {
        "name": wanted.name,
        "starts_on": wanted.starts_on,
        "ends_on": wanted.ends_on,
        "applications_until": wanted.applications_until,
        "challenge": wanted.challenge,
        "eligible_people": people,
        "eligible_organisations": organisations,
        "eligible_places": places,
    }
    cohort, _ = models.Cohort.objects.update_or_create(
        programme=programme,
        slug=slugify(wanted.name),
        defaults=facts,
        create_defaults={**facts, "places": wanted.places},
    )
    if cohort.opened_at is None:
        for sector, count in wanted.mix.items():
            cohort.targets.update_or_create(sector=sector, defaults={"places": count})
        cohort.opened_at = min(_noon(wanted.starts_on - timedelta(days=90)), now)
        cohort.save(update_fields=["opened_at"])
    for took in wanted.took:
        # What somebody has changed meanwhile, or filled, stays as it is.
        with suppress(Refused), recorded(ROBOT, "set up the demonstration", refusals=PLACES):
            _place(cohort, took, now)
    for asked in wanted.asked:
        _apply(cohort, asked, now)


def _place(cohort: models.Cohort, took: Took, now: datetime) -> None:
    employer = _organisation(took.employer)
    cohort.participations.get_or_create(
        person=_person(took.person),
        defaults={
            "employer": employer,
            "sector": employer.sector,
            "place": _district(took.employer),
            "profession": took.profession,
            "funded_by": _organisation(took.paid_by) if took.paid_by else None,
            "pounds": took.pounds,
            "joined_on": min(cohort.starts_on, timezone.localdate(now) - timedelta(days=5)),
            "left_on": took.left_on,
        },
    )


def _apply(cohort: models.Cohort, asked: Asked, now: datetime) -> None:
    employer = Organisation.objects.filter(name=asked.employer).first()
    at = now - timedelta(days=asked.days_ago)
    cohort.applications.get_or_create(
        person=_person(asked.person),
        defaults={
            "employer": employer,
            "employer_name": "" if employer else asked.employer,
            "sector": employer.sector if employer else asked.sector,
            "place": _district(asked.employer),
            "profession": asked.profession,
            "why": asked.why,
            "applied_at": at,
            "outcome": NOT_THIS_TIME if asked.not_this_time else "",
            "decided_at": at + timedelta(days=3) if asked.not_this_time else None,
            "reason": asked.not_this_time,
        },
    )


def _person(name: str) -> Person:
    email = f"{slugify(name).replace('-', '.')}@example.org"
    known = Person.objects.filter(email=email).first()
    return known or Person.objects.create_user(email, name=name, invented=True)


def _district(employer: str) -> Place | None:
    named = DISTRICT.get(employer, "")
    return Place.objects.filter(kind=Place.Kind.DISTRICT, name=named).first() if named else None


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
