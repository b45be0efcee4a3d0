"""What the database refuses of cohorts, through the ORM, raw SQL and two connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from leaders.models import Cohort, Evaluation, Participation, SectorTarget
from tests.cast import World, make_person, make_world
from tests.leaders.cohorts import (
    OPENED,
    make_application,
    make_cohort,
    make_open_cohort,
    make_participation,
    make_programme,
)
from tests.leaders.test_constraints import at_once, refused_as, sql

ONE = {"nhs": 4}
TRIGGER = "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s"


def test_a_cohort_does_not_open_without_a_mix_of_two(world: World) -> None:
    cohort = make_open_cohort(world, mix=ONE, is_open=False)
    with refused_as("open_cohort_has_a_target_mix"):
        Cohort.objects.filter(pk=cohort.pk).update(opened_at=OPENED)
    with refused_as("open_cohort_has_a_target_mix"):
        sql("UPDATE leaders_cohort SET opened_at = now() WHERE id = %s", cohort.pk)
    with refused_as("open_cohort_has_a_target_mix"):
        make_cohort(cohort.programme, "Born open", {}, opened_at=OPENED, is_open=False)


def test_a_target_of_no_place_counts_for_nothing(world: World) -> None:
    cohort = make_open_cohort(world, mix={"nhs": 4, "voluntary": 0}, is_open=False)
    with refused_as("open_cohort_has_a_target_mix"):
        Cohort.objects.filter(pk=cohort.pk).update(opened_at=OPENED)


def test_an_open_cohort_keeps_its_mix(world: World) -> None:
    cohort = make_open_cohort(world, mix={"nhs": 4, "voluntary": 2})
    other = make_cohort(cohort.programme, "Other")
    last = cohort.targets.get(sector="voluntary")
    with refused_as("open_cohort_has_a_target_mix"):
        SectorTarget.objects.filter(pk=last.pk).delete()
    with refused_as("open_cohort_has_a_target_mix"):
        sql("UPDATE leaders_sectortarget SET places = 0 WHERE id = %s", last.pk)
    other.targets.filter(sector="voluntary").delete()
    with refused_as("open_cohort_has_a_target_mix"):
        SectorTarget.objects.filter(pk=last.pk).update(cohort=other)


def test_no_more_is_meant_than_there_are_places(world: World) -> None:
    cohort = make_open_cohort(world, places=10)  # nine of them are meant for somebody
    with refused_as("cohort_mix_fits_its_places"):
        SectorTarget.objects.create(cohort=cohort, sector="housing", places=2)
    with refused_as("cohort_mix_fits_its_places"):
        sql("UPDATE leaders_sectortarget SET places = 6 WHERE sector = 'nhs'")
    with refused_as("cohort_mix_fits_its_places"):
        Cohort.objects.filter(pk=cohort.pk).update(places=8)


def test_a_cohort_takes_no_more_people_than_it_has_places(world: World) -> None:
    cohort = make_open_cohort(world, places=2, mix={"nhs": 1, "voluntary": 1})
    other = make_cohort(cohort.programme, "Other")
    for number in range(2):
        make_participation(cohort, make_person(f"In {number}"), world.nhs)
    with refused_as("cohort_has_a_place_for_each"):
        make_participation(cohort, world.citizen, world.charity)
    elsewhere = make_participation(other, world.citizen, world.charity)
    with refused_as("cohort_has_a_place_for_each"):
        sql(
            "UPDATE leaders_participation SET cohort_id = %s WHERE id = %s", cohort.pk, elsewhere.pk
        )
    with refused_as("cohort_has_a_place_for_each"):
        SectorTarget.objects.filter(cohort=cohort).delete()
        Cohort.objects.filter(pk=cohort.pk).update(places=2, opened_at=None)
        make_participation(cohort, make_person("Third"), world.nhs)
    left = cohort.participations.first()
    assert left is not None
    Participation.objects.filter(pk=left.pk).update(left_on=left.joined_on)
    make_participation(cohort, make_person("Takes the freed place"), world.nhs)
    with refused_as("cohort_has_a_place_for_each"):
        sql("UPDATE leaders_participation SET left_on = NULL WHERE id = %s", left.pk)


def test_a_person_takes_part_and_applies_once(world: World) -> None:
    cohort = make_open_cohort(world)
    make_participation(cohort, world.citizen, world.nhs)
    with refused_as("person_takes_part_in_a_cohort_once"):
        make_participation(cohort, world.citizen, world.council)
    make_application(cohort, world.citizen, world.nhs, outcome="withdrawn", decided_at=OPENED)
    make_application(cohort, world.citizen, world.nhs)
    with refused_as("person_applies_to_a_cohort_once"):
        make_application(cohort, world.citizen, world.council)


def test_an_application_is_whole(world: World) -> None:
    cohort = make_open_cohort(world)
    with refused_as("application_names_an_employer"):
        make_application(cohort, world.citizen, None)
    with refused_as("application_is_not_refused_without_a_reason"):
        make_application(
            cohort, world.citizen, world.nhs, outcome="not_this_time", decided_at=OPENED
        )
    with refused_as("application_is_decided_at_a_time"):
        make_application(cohort, world.citizen, world.nhs, outcome="offered")


def test_nobody_leaves_before_joining(world: World) -> None:
    cohort = make_open_cohort(world)
    with refused_as("nobody_leaves_a_cohort_before_joining"):
        make_participation(
            cohort, world.citizen, world.nhs, joined_on=date(2026, 2, 2), left_on=date(2026, 2, 1)
        )


def test_an_evaluation_says_what_did_not_work(world: World) -> None:
    programme = make_programme(world.partnership)
    facts = {"title": "A look", "by": "Us", "independent": False, "on": date(2026, 1, 1)}
    with refused_as("evaluation_says_good_and_bad_and_where"):
        Evaluation.objects.create(
            programme=programme, worked="All of it.", did_not_work="", source="A report", **facts
        )


# --- Two connections ---------------------------------------------------------------------------


def two_take_the_last_place(world: World, cohort: Cohort) -> list[Exception]:
    """Both have written before either commits: only the database can see them together."""
    together = threading.Barrier(2)
    people = (world.hats["leader"].person, world.co_leader.person)

    def taking(number: int) -> Callable[[], object]:
        def take() -> None:
            with transaction.atomic():
                make_participation(cohort, people[number], world.nhs)
                together.wait(timeout=10)

        return take

    return at_once(taking(0), taking(1))


def one_place_left(world: World, name: str) -> Cohort:
    programme = make_programme(world.partnership, name)
    cohort = make_cohort(programme, mix={"nhs": 1, "voluntary": 1}, places=2)
    make_participation(cohort, world.citizen, world.charity)
    return cohort


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_place_at_once_one_is_refused() -> None:
    world = make_world()
    for number in range(5):
        cohort = one_place_left(world, f"Programme {number}")
        refusals = two_take_the_last_place(world, cohort)
        assert [type(refusal) for refusal in refusals] == [IntegrityError]
        assert cohort.participations.count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_both_take_it() -> None:
    world = make_world()
    cohort = one_place_left(world, "Programme")
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER, ["pgtrigger_cohort_takes_its_places_at_most_%"])
        ((name,),) = cursor.fetchall()
        cursor.execute(f'ALTER TABLE leaders_participation DISABLE TRIGGER "{name}"')
    try:
        assert two_take_the_last_place(world, cohort) == []
        assert cohort.participations.count() == 3
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE leaders_participation ENABLE TRIGGER "{name}"')


@pytest.mark.django_db(transaction=True)
def test_a_cohort_that_opens_while_its_mix_is_taken_away_keeps_two() -> None:
    world = make_world()
    for number in range(5):
        programme = make_programme(world.partnership, f"Programme {number}")
        cohort = make_cohort(programme, mix={"nhs": 1, "voluntary": 1}, is_open=False)
        together = threading.Barrier(2)

        def take_away(cohort: Cohort = cohort, together: threading.Barrier = together) -> None:
            with transaction.atomic():
                cohort.targets.filter(sector="nhs").delete()
                together.wait(timeout=10)

        def open_it(cohort: Cohort = cohort, together: threading.Barrier = together) -> None:
            with transaction.atomic():
                Cohort.objects.filter(pk=cohort.pk).update(opened_at=OPENED)
                together.wait(timeout=10)

        assert len(at_once(take_away, open_it)) == 1
        cohort.refresh_from_db()
        assert cohort.opened_at is None or cohort.targets.count() == 2


def test_places_may_follow_one_another(world: World) -> None:
    """Half a year later the freed place is taken by somebody else."""
    cohort = make_open_cohort(world, places=2, mix={"nhs": 1, "voluntary": 1})
    today = cohort.starts_on - timedelta(days=60)
    first = make_participation(cohort, world.citizen, world.nhs)
    make_participation(cohort, world.co_leader.person, world.charity)
    first.left_on = today
    first.save()
    make_participation(cohort, world.hats["leader"].person, world.nhs)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
