"""Interests shown on a decision are those of whoever headed the partnership on that day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coproduction.interests import interests_in
from partnership.models import Hat, Interest
from tests.cast import World, make_person
from tests.challenges.factories import make_challenge
from tests.coproduction.booked import make_session
from tests.coproduction.voiced import make_decision

DECIDED = date(2026, 10, 30)


def chair_for_a_time(
    world: World, name: str, starts_at: datetime, ends_at: datetime | None
) -> Interest:
    """A chair with shares in the council, which works on the challenge."""
    person = make_person(name)
    Hat.objects.create(
        person=person,
        partnership=world.partnership,
        organisation=world.nhs,
        capacity="chair",
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return Interest.objects.create(
        person=person,
        organisation=world.council,
        kind="financial",
        what="I own shares in it.",
        declared_at=starts_at,
    )


def test_they_are_of_those_who_headed_it_on_the_day(world: World) -> None:
    session = make_session(world.partnership, challenge=make_challenge(world))
    decision = make_decision(session, decided_on=DECIDED)
    begin, day = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 10, 30, 9, 0, tzinfo=UTC)
    then = chair_for_a_time(world, "Theo Then", begin, datetime(2026, 11, 1, tzinfo=UTC))
    left = chair_for_a_time(world, "Lena Left", begin, day)
    chair_for_a_time(world, "Gus Gone", begin, datetime(2026, 10, 29, 12, 0, tzinfo=UTC))
    chair_for_a_time(world, "Nora New", datetime(2026, 11, 1, tzinfo=UTC), None)
    assert interests_in(decision) == [left, then]
