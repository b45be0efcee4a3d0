"""What stands in the way: named with who can lift it, put before the chair, lifted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from challenges.actions.barriers import Obstacle, escalate, lift, name_barrier
from challenges.answering import ESCALATED
from challenges.attention import barriers
from challenges.barrier_figures import by_boundary, in_words
from challenges.errors import (
    EscalatedAlready,
    LiftedAlready,
    MetInTheFuture,
    NobodyCanLiftIt,
    WithoutReason,
)
from challenges.models import Barrier, Challenge
from reminders.models import Notice
from tests.cast import World
from tests.challenges.factories import make_challenge

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def challenge(world: World) -> Challenge:
    return make_challenge(world)


def named(challenge: Challenge, world: World, **said: object) -> Barrier:
    facts = {
        "what": "The two systems do not talk",
        "boundary": "information",
        "met_on": TODAY - timedelta(days=10),
        "can_lift": world.nhs,
    }
    obstacle = Obstacle(**facts | said)  # type: ignore[arg-type]
    return name_barrier(challenge, by=world.actor("leader"), obstacle=obstacle, now=NOW)


def test_a_barrier_says_who_can_lift_it(world: World, challenge: Challenge) -> None:
    assert named(challenge, world).whose_to_lift == "Ashdown NHS Trust"
    outside = named(challenge, world, can_lift=None, who_can_lift="The regional team")
    assert outside.whose_to_lift == "The regional team"
    with pytest.raises(NobodyCanLiftIt):
        named(challenge, world, can_lift=None)
    with pytest.raises(MetInTheFuture):
        named(challenge, world, met_on=TODAY + timedelta(days=1))


def test_it_is_put_before_the_chair_once_with_a_reason(world: World, challenge: Challenge) -> None:
    barrier = named(challenge, world)
    with pytest.raises(WithoutReason):
        escalate(barrier, by=world.actor("leader"), because=" ", now=NOW)
    escalate(barrier, by=world.actor("leader"), because="Nobody answers us.", now=NOW)
    told = {notice.contact.person for notice in Notice.objects.filter(kind=ESCALATED)}
    assert told == {world.person("chair"), world.person("deputy_chair")}
    (need,) = barriers(world.partnership, NOW)
    assert "The two systems do not talk" in need.words and need.since == TODAY
    with pytest.raises(EscalatedAlready):
        escalate(barrier, by=world.actor("leader"), because="Again.", now=NOW)


def test_it_is_lifted_once_and_says_how(world: World, challenge: Challenge) -> None:
    barrier = named(challenge, world)
    with pytest.raises(WithoutReason):
        lift(barrier, by=world.actor("leader"), how="", now=NOW)
    lifted = lift(barrier, by=world.actor("leader"), how="A shared agreement.", now=NOW)
    assert lifted.days_open(TODAY + timedelta(days=90)) == 10
    with pytest.raises(LiftedAlready):
        lift(barrier, by=world.actor("leader"), how="Twice.", now=NOW)
    with pytest.raises(NotAllowed):
        escalate(lifted, by=world.actor("leader"), because="Late.", now=NOW)
    assert barriers(world.partnership, NOW) == []


@pytest.mark.parametrize(
    "change",
    [
        {"can_lift": None},
        {"lifted_on": TODAY},
        {"lifted_on": TODAY - timedelta(days=11), "how_lifted": "Magic"},
        {"escalated_on": TODAY},
        {"what": ""},
    ],
)
def test_the_database_holds_what_a_barrier_is(
    world: World, challenge: Challenge, change: dict[str, object]
) -> None:
    barrier = named(challenge, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Barrier.objects.filter(pk=barrier.pk).update(**change)


def test_only_the_partnership_sees_them(world: World, challenge: Challenge) -> None:
    barrier = named(challenge, world)
    seen = {
        persona
        for persona in [*world.hats, "citizen"]
        if barrier in Barrier.objects.visible_to(world.person(persona))  # type: ignore[arg-type]
    }
    assert seen == {"chair", "deputy_chair", "coordinator", "leader", "representative"}
    neighbour = world.person("chair", "elsewhere")
    assert barrier not in Barrier.objects.visible_to(neighbour)  # type: ignore[arg-type]


def test_days_are_counted_by_boundary(world: World, challenge: Challenge) -> None:
    assert in_words([]) == "No barrier is open."
    for days in (2, 10, 30):
        named(challenge, world, met_on=TODAY - timedelta(days=days))
    money = named(challenge, world, boundary="money")
    assert in_words(by_boundary([money, Barrier.objects.first()], TODAY)) == "2 barriers are open."
    lift(money, by=world.actor("leader"), how="A grant.", now=NOW)
    lines = by_boundary(Barrier.objects.all(), TODAY)
    assert [(line.open, line.lifted, line.median_days) for line in lines] == [
        (3, 0, 10),
        (0, 1, None),
    ]
    assert in_words(lines) == (
        "3 barriers are open. Most lie here: sharing information (3, for 10 days in the middle)."
    )
