"""What the database itself refuses, tried through the ORM, raw SQL and two connections."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from challenges.models import Challenge, ChallengeOrganisation, ChallengeStrength
from tests.cast import World, make_world
from tests.challenges.factories import (
    make_challenge,
    make_commitment,
    make_draft,
    make_entry,
    make_strength,
)


@contextmanager
def refused_as(constraint: str) -> Iterator[None]:
    """The write inside, checked at once, is refused by this constraint."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert caught.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


TWO_SECTORS = "active_challenge_has_two_sectors"
A_STRENGTH = "active_challenge_has_a_strength"


def test_a_draft_on_thin_ground_is_not_made_active(world: World) -> None:
    draft = make_draft(world)
    with refused_as(TWO_SECTORS):
        Challenge.objects.filter(pk=draft.pk).update(state="active", active_since=draft.raised_at)
    with refused_as(TWO_SECTORS):
        sql(
            "UPDATE challenges_challenge SET state = 'active', active_since = now() WHERE id = %s",
            draft.pk,
        )


def test_an_active_challenge_keeps_organisations_of_two_sectors(world: World) -> None:
    challenge = make_challenge(world)
    with refused_as(TWO_SECTORS):
        challenge.involved.exclude(organisation=world.nhs).delete()
    with refused_as(TWO_SECTORS):
        sql(
            "DELETE FROM challenges_challengeorganisation"
            " WHERE challenge_id = %s AND organisation_id <> %s",
            challenge.pk,
            world.nhs.pk,
        )


def test_an_active_challenge_keeps_a_strength(world: World) -> None:
    challenge = make_challenge(world)
    with refused_as(A_STRENGTH):
        challenge.builds_on.all().delete()
    with refused_as(A_STRENGTH):
        sql("DELETE FROM challenges_challengestrength WHERE challenge_id = %s", challenge.pk)


def test_a_strength_may_be_changed_for_another_in_one_transaction(world: World) -> None:
    challenge = make_challenge(world)
    with transaction.atomic():
        challenge.builds_on.all().delete()
        ChallengeStrength.objects.create(challenge=challenge, strength=make_strength(world))


def test_active_and_closed_say_since_when(world: World) -> None:
    challenge = make_challenge(world)
    with refused_as("active_challenge_says_since_when"):
        Challenge.objects.filter(pk=challenge.pk).update(active_since=None)
    with refused_as("closed_challenge_says_since_when"):
        sql("UPDATE challenges_challenge SET state = 'closed' WHERE id = %s", challenge.pk)


def test_a_challenge_asks_a_question_at_an_address_of_its_own(world: World) -> None:
    challenge = make_challenge(world)
    with refused_as("challenge_asks_a_question"):
        Challenge.objects.filter(pk=challenge.pk).update(question="")
    with refused_as("challenge_slug_in_partnership"):
        make_draft(world)


def test_an_organisation_a_strength_and_a_hat_join_once(world: World) -> None:
    challenge = make_challenge(world)
    for rows, constraint in (
        (challenge.involved, "organisation_joins_a_challenge_once"),
        (challenge.builds_on, "challenge_builds_on_a_strength_once"),
        (challenge.members, "hat_joins_a_team_once"),
    ):
        with refused_as(constraint):
            row: Any = rows.first()
            row.pk = None
            row.save(force_insert=True)


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("did", "", "log_entry_says_what_was_done"),
        ("visibility", "secret", "log_entry_says_who_sees_it"),
        ("version", 0, "log_entry_has_a_version"),
    ],
)
def test_an_entry_that_says_too_little_is_refused(
    world: World, column: str, value: object, constraint: str
) -> None:
    challenge = make_challenge(world)
    entry = make_entry(challenge, world.hats["leader"])
    with refused_as(constraint):
        make_entry(challenge, world.hats["leader"], **{column: value})
    with refused_as(constraint):
        sql(f"UPDATE challenges_logentry SET {column} = %s WHERE id = %s", value, entry.pk)


def test_the_key_of_a_form_is_used_once(world: World) -> None:
    challenge = make_challenge(world)
    entry = make_entry(challenge, world.hats["leader"], key=uuid4())
    other = make_entry(challenge, world.co_leader)
    with refused_as("log_form_is_sent_once"):
        make_entry(challenge, world.hats["leader"], key=entry.key)
    with refused_as("log_form_is_sent_once"):
        sql("UPDATE challenges_logentry SET key = %s WHERE id = %s", entry.key, other.pk)


def test_a_promise_is_not_kept_without_another_s_witness_and_evidence(world: World) -> None:
    promise = make_commitment(make_challenge(world), world.nhs, world.hats["leader"])
    kept = "UPDATE challenges_commitment SET state = 'kept', kept_at = now()"
    with refused_as("kept_commitment_has_a_witness_and_evidence"):
        sql(f"{kept} WHERE id = %s", promise.pk)
    with refused_as("kept_commitment_has_a_witness_and_evidence"):
        promise.state = "kept"
        promise.save()
    with refused_as("commitment_is_witnessed_by_another"):
        sql(f"{kept}, evidence = 'x', witness_id = organisation_id WHERE id = %s", promise.pk)


def test_a_promise_is_not_dropped_without_a_reason_nor_made_without_words(world: World) -> None:
    promise = make_commitment(make_challenge(world), world.nhs, world.hats["leader"])
    with refused_as("dropped_commitment_has_a_reason"):
        sql("UPDATE challenges_commitment SET state = 'dropped' WHERE id = %s", promise.pk)
    with refused_as("commitment_says_what"):
        promise.will_do = ""
        promise.save()


def test_a_strength_is_named_once_in_a_partnership(world: World) -> None:
    make_strength(world)
    with refused_as("strength_is_named_once"):
        make_strength(world)


# --- Two connections ---------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Do these in transactions that have all written before one commits; return the refusals."""
    refusals: list[Exception] = []
    written = threading.Barrier(len(acts))

    def tried(act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
                written.wait(timeout=30)
        except IntegrityError as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=tried, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return refusals


def two_who_each_remove_an_organisation(world: World, challenge: Challenge) -> list[Exception]:
    """Trust, council and charity work on it; either removal alone would leave two sectors."""
    return at_once(
        lambda: challenge.involved.filter(organisation=world.council).delete(),
        lambda: challenge.involved.filter(organisation=world.charity).delete(),
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_each_remove_an_organisation_one_is_refused() -> None:
    world = make_world()
    for number in range(5):
        challenge = make_challenge(world, f"Challenge {number}")
        (refusal,) = two_who_each_remove_an_organisation(world, challenge)
        assert "organisations of two sectors" in str(refusal)
        assert challenge.involved.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_each_remove_a_strength_one_is_refused() -> None:
    world = make_world()
    challenge = make_challenge(world)
    ChallengeStrength.objects.create(challenge=challenge, strength=make_strength(world))
    first, second = challenge.builds_on.values_list("pk", flat=True)
    (refusal,) = at_once(
        lambda: ChallengeStrength.objects.filter(pk=first).delete(),
        lambda: ChallengeStrength.objects.filter(pk=second).delete(),
    )
    assert "a strength of the place" in str(refusal)
    assert challenge.builds_on.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_activating_and_removing_at_once_one_is_refused() -> None:
    world = make_world()
    challenge = make_draft(world)
    for body in (world.nhs, world.council):
        ChallengeOrganisation.objects.create(challenge=challenge, organisation=body)
    ChallengeStrength.objects.create(challenge=challenge, strength=make_strength(world))
    refusals = at_once(
        lambda: Challenge.objects.filter(pk=challenge.pk).update(
            state="active", active_since=challenge.raised_at
        ),
        lambda: challenge.involved.filter(organisation=world.council).delete(),
    )
    assert len(refusals) == 1
    challenge.refresh_from_db()
    assert challenge.state == "draft" or challenge.involved.count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_both_removals_pass() -> None:
    """The control: the race is real."""
    world = make_world()
    challenge = make_challenge(world)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s",
            ["pgtrigger_challenge_keeps_two_sectors_%"],
        )
        ((name,),) = cursor.fetchall()
    table = "ALTER TABLE challenges_challengeorganisation"
    sql(f'{table} DISABLE TRIGGER "{name}"')
    try:
        assert two_who_each_remove_an_organisation(world, challenge) == []
        assert challenge.involved.count() == 1
    finally:
        sql(f'{table} ENABLE TRIGGER "{name}"')
