"""What the database itself refuses, tried through the ORM, raw SQL and two connections."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.errors import Refused
from leaders.actions.holdings import hold_role
from leaders.actions.roles import end_role
from leaders.errors import SharesOver100
from leaders.models import LeadershipRole, RoleHolding
from tests.cast import World, make_world
from tests.leaders.factories import ROLE_BEGAN, make_holding, make_role, make_shared_role

INSERT = """
    INSERT INTO leaders_roleholding
        (role_id, person_id, employer_id, share, starts_on, ends_on, note)
    VALUES (%s, %s, %s, %s, %s, %s, '')
"""


@contextmanager
def refused_as(constraint: str) -> Iterator[None]:
    """The write inside, checked at once, is refused by this constraint."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert caught.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_shares_above_100_percent_are_refused_through_the_orm(world: World) -> None:
    role = make_role(world)
    make_holding(role, world.citizen, world.nhs, 60)
    with refused_as("role_shares_are_100_at_most"):
        make_holding(role, world.co_leader.person, world.council, 41)


def test_shares_above_100_percent_are_refused_in_raw_sql(world: World) -> None:
    role = make_shared_role(world)
    holding = role.holdings.first()
    assert holding is not None
    with refused_as("role_shares_are_100_at_most"):
        sql("UPDATE leaders_roleholding SET share = 51 WHERE id = %s", holding.pk)
    with refused_as("role_shares_are_100_at_most"):
        sql(INSERT, role.pk, world.citizen.pk, world.nhs.pk, 1, date(2030, 1, 1), date(2030, 1, 2))


def test_shares_above_100_percent_are_refused_in_one_bulk_update(world: World) -> None:
    role = make_shared_role(world)
    with refused_as("role_shares_are_100_at_most"):
        RoleHolding.objects.filter(role=role).update(share=51)


def test_one_share_may_follow_another_on_the_next_day(world: World) -> None:
    role = make_role(world)
    make_holding(role, world.citizen, world.nhs, 100, ends_on=date(2025, 1, 1))
    make_holding(role, world.co_leader.person, world.council, 100, date(2025, 1, 1))
    sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_holder_twice_at_once_is_refused(world: World) -> None:
    role = make_role(world)
    make_holding(role, world.citizen, world.nhs, 10)
    with refused_as("person_holds_a_role_once_at_a_time"):
        make_holding(role, world.citizen, world.council, 10, date(2030, 1, 1))
    with refused_as("person_holds_a_role_once_at_a_time"):
        sql(INSERT, role.pk, world.citizen.pk, world.nhs.pk, 1, ROLE_BEGAN, None)


def test_an_end_before_the_start_is_refused(world: World) -> None:
    role = make_role(world)
    with refused_as("holding_ends_after_it_starts"):
        make_holding(role, world.citizen, world.nhs, ends_on=date(2024, 3, 31))
    with refused_as("role_ends_after_it_starts"):
        sql("UPDATE leaders_leadershiprole SET ends_on = '2024-03-31' WHERE id = %s", role.pk)


@pytest.mark.parametrize("share", [0, 101])
def test_a_share_that_is_no_percentage_is_refused(world: World, share: int) -> None:
    role = make_role(world)
    with refused_as("share_is_a_percentage"):
        make_holding(role, world.citizen, world.nhs, share)
    with refused_as("share_is_a_percentage"):
        sql(INSERT, role.pk, world.citizen.pk, world.nhs.pk, share, ROLE_BEGAN, None)


def test_a_share_outside_its_role_is_refused(world: World) -> None:
    role = make_role(world, ends_on=date(2025, 1, 1))
    with refused_as("holding_lies_within_its_role"):
        make_holding(role, world.citizen, world.nhs)
    with refused_as("holding_lies_within_its_role"):
        sql(INSERT, role.pk, world.citizen.pk, world.nhs.pk, 1, date(2024, 3, 31), ROLE_BEGAN)


def test_a_role_cannot_end_over_shares_that_run_on(world: World) -> None:
    role = make_shared_role(world)
    with refused_as("holding_lies_within_its_role"):
        LeadershipRole.objects.filter(pk=role.pk).update(ends_on=date(2026, 1, 1))
    with refused_as("holding_lies_within_its_role"):
        sql("UPDATE leaders_leadershiprole SET starts_on = '2025-01-01' WHERE id = %s", role.pk)


def test_a_role_does_not_follow_itself(world: World) -> None:
    role = make_role(world)
    with refused_as("role_does_not_follow_itself"):
        sql("UPDATE leaders_leadershiprole SET follows_id = id WHERE id = %s", role.pk)


def test_a_partnership_has_one_role_at_an_address(world: World) -> None:
    make_role(world)
    with refused_as("role_slug_in_partnership"):
        make_role(world)


# --- Two connections ---------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Do these at once, each on a connection of its own; return what was refused."""
    refusals: list[Exception] = []

    def tried(act: Callable[[], object]) -> None:
        try:
            act()
        except (IntegrityError, Refused) as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=tried, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return refusals


def two_who_add_60_percent_at_once(world: World, role: LeadershipRole) -> list[Exception]:
    """Both have written before either commits: only the database can see them together."""
    together = threading.Barrier(2)
    people = (world.hats["leader"].person, world.co_leader.person)

    def adding(number: int) -> Callable[[], object]:
        def add() -> None:
            with transaction.atomic():
                make_holding(role, people[number], world.nhs, 60)
                together.wait(timeout=10)

        return add

    return at_once(adding(0), adding(1))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_60_percent_at_once_one_is_refused() -> None:
    world = make_world()
    for number in range(5):
        role = make_role(world, f"Role {number}")
        refusals = two_who_add_60_percent_at_once(world, role)
        assert [type(refusal) for refusal in refusals] == [IntegrityError]
        assert "more than 100 %" in str(refusals[0])
        assert role.holdings.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_the_same_two_come_to_120_percent() -> None:
    world = make_world()
    role = make_role(world)
    trigger = "pgtrigger_shares_within_bounds_%"
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s", [trigger])
        ((name,),) = cursor.fetchall()
        cursor.execute(f'ALTER TABLE leaders_roleholding DISABLE TRIGGER "{name}"')
    try:
        assert two_who_add_60_percent_at_once(world, role) == []
        assert role.share_taken(ROLE_BEGAN) == 120
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE leaders_roleholding ENABLE TRIGGER "{name}"')


@pytest.mark.django_db(transaction=True)
def test_two_chairs_who_give_60_percent_at_once_read_a_kind_refusal() -> None:
    world = make_world()
    role = make_role(world)
    ready = threading.Barrier(2)
    people = (world.hats["leader"].person, world.co_leader.person)

    def giving(number: int) -> Callable[[], object]:
        def give() -> None:
            ready.wait(timeout=10)
            hold_role(
                role,
                by=world.actor("chair"),
                person=people[number],
                employer=world.nhs,
                share=60,
                starts_on=ROLE_BEGAN,
            )

        return give

    (refusal,) = at_once(giving(0), giving(1))
    assert isinstance(refusal, SharesOver100)
    assert "so 40% is left" in str(refusal)
    assert role.holdings.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_share_given_while_the_role_is_ended_never_outlives_it() -> None:
    world = make_world()
    for number in range(5):
        role = make_role(world, f"Role {number}")
        ready = threading.Barrier(2)

        def end(role: LeadershipRole = role, ready: threading.Barrier = ready) -> None:
            ready.wait(timeout=10)
            end_role(role, by=world.actor("chair"), ends_on=date(2026, 1, 1))

        def give(role: LeadershipRole = role, ready: threading.Barrier = ready) -> None:
            ready.wait(timeout=10)
            hold_role(
                role,
                by=world.actor("coordinator"),
                person=world.citizen,
                employer=world.nhs,
                share=50,
                starts_on=ROLE_BEGAN,
            )

        at_once(end, give)
        role.refresh_from_db()
        assert role.ends_on == date(2026, 1, 1)
        assert all(holding.ends_on == date(2026, 1, 1) for holding in role.holdings.all())
