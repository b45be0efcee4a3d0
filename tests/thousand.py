"""Ten rows of everything in a partnership, or a thousand, made in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded
from leaders.models import (
    Application,
    Cohort,
    LeadershipRole,
    Participation,
    Programme,
    RoleHolding,
    SectorTarget,
    SkillPractice,
)
from partnership.models import (
    BoardMeeting,
    Hat,
    Interest,
    Invitation,
    Organisation,
    Partner,
    Sector,
)
from tests.cast import LONG_AGO, World

BEGAN = date(2024, 4, 1)
SECTORS = (Sector.NHS, Sector.LOCAL_GOVERNMENT, Sector.VOLUNTARY, Sector.HOUSING)


def grow(world: World, cohort: Cohort, numbers: range) -> None:
    """So many more of each: organisations, people, roles, programmes, and what hangs on them."""
    with recorded(Actor.for_job("test"), "added many"):
        bodies = organisations(world, numbers)
        people = _people(world, numbers, bodies)
        _asked(world, numbers)
        _roles(world, numbers, people, bodies)
        _programmes(world, numbers)
        _in_cohort(cohort, people, bodies)
        _practised(world.hats["leader"].person, numbers)
        _met(world, numbers)
        count_anew()


def ask_for_no_demonstration() -> None:
    """Each page asks once a minute whether there is one; here never, however slow the machine."""
    cache.set("demonstration", False, timeout=None)


def count_anew() -> None:
    """What triggers planned while there were few rows would scan whole tables for each of many."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def organisations(world: World, numbers: range) -> list[Organisation]:
    """Partners of the partnership."""
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Group {number:04}", slug=f"group-{number}", sector=SECTORS[number % 4])
        for number in numbers
    )
    Partner.objects.bulk_create(
        Partner(partnership=world.partnership, organisation=body, starts_on=date(2024, 1, 1))
        for body in bodies
    )
    count_anew()
    return bodies


def _people(world: World, numbers: range, bodies: Sequence[Organisation]) -> list[Person]:
    """People with a hat, each with an interest in their own organisation."""
    people = Person.objects.bulk_create(Person(name=f"Many {number:04}") for number in numbers)
    hats = Hat.objects.bulk_create(
        Hat(
            person=person,
            partnership=world.partnership,
            organisation=body,
            capacity=Hat.Capacity.LEADER,
            starts_at=LONG_AGO,
        )
        for person, body in zip(people, bodies, strict=True)
    )
    Interest.objects.bulk_create(
        Interest(
            person=hat.person,
            kind=Interest.Kind.PERSONAL,
            organisation=hat.organisation,
            what="I volunteer there.",
            declared_at=LONG_AGO,
            declared_in=hat,
        )
        for hat in hats
    )
    return people


def _asked(world: World, numbers: range) -> None:
    now = timezone.now()
    Invitation.objects.bulk_create(
        Invitation(
            partnership=world.partnership,
            name=f"Asked {number:04}",
            email=f"asked.{number}@example.org",
            capacity=Hat.Capacity.REPRESENTATIVE,
            organisation=world.council,
            code=f"code-{number}",
            invited_by=world.hats["chair"],
            expires_at=now + timedelta(days=20),
        )
        for number in numbers
    )


def _roles(
    world: World, numbers: range, people: Sequence[Person], bodies: Sequence[Organisation]
) -> None:
    """Roles held in halves, each by somebody of a new organisation and by the co-leader."""
    roles = LeadershipRole.objects.bulk_create(
        LeadershipRole(
            partnership=world.partnership,
            title=f"Role {number:04}",
            slug=f"role-{number:04}",
            remit="Brings health and care together.",
            place=world.place,
            starts_on=BEGAN,
        )
        for number in numbers
    )
    RoleHolding.objects.bulk_create(
        RoleHolding(role=role, person=who, employer=employer, share=50, starts_on=BEGAN)
        for role, person, body in zip(roles, people, bodies, strict=True)
        for who, employer in ((person, body), (world.co_leader.person, world.council))
    )


def _programmes(world: World, numbers: range) -> None:
    made = Programme.objects.bulk_create(
        Programme(
            partnership=world.partnership,
            name=f"Programme {number:04}",
            slug=f"programme-{number}",
            place=world.place,
            about="Leaders of several sectors learn together.",
            starts_on=BEGAN,
        )
        for number in numbers
    )
    now, today = timezone.now(), timezone.localdate()
    cohorts = Cohort.objects.bulk_create(
        Cohort(
            programme=one,
            name="Only",
            slug="only",
            places=10,
            starts_on=today + timedelta(days=60),
            applications_until=today + timedelta(days=30),
            opened_at=now,
        )
        for one in made
    )
    SectorTarget.objects.bulk_create(
        SectorTarget(cohort=one, sector=sector, places=4)
        for one in cohorts
        for sector in (Sector.NHS, Sector.VOLUNTARY)
    )


def _in_cohort(cohort: Cohort, people: Sequence[Person], bodies: Sequence[Organisation]) -> None:
    """Each has applied to the cohort and has a place in it."""
    Application.objects.bulk_create(
        Application(
            cohort=cohort,
            person=person,
            employer=body,
            sector=body.sector,
            profession="Nurse",
            why="To learn.",
            applied_at=LONG_AGO,
        )
        for person, body in zip(people, bodies, strict=True)
    )
    Participation.objects.bulk_create(
        Participation(
            cohort=cohort, person=person, employer=body, sector=body.sector, joined_on=BEGAN
        )
        for person, body in zip(people, bodies, strict=True)
    )


def _practised(person: Person, numbers: range) -> None:
    SkillPractice.objects.bulk_create(
        SkillPractice(
            person=person,
            skill="negotiation",
            practised_on=BEGAN,
            work=f"Work {number:04}",
            learned="Ask before you offer.",
            shared=True,
        )
        for number in numbers
    )


def _met(world: World, numbers: range) -> None:
    first = date(2000, 1, 1)
    BoardMeeting.objects.bulk_create(
        BoardMeeting(partnership=world.partnership, meets_on=first + timedelta(days=number))
        for number in numbers
    )
