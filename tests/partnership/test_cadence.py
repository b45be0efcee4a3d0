"""When and how often a partnership writes: what a chair may set, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed, Refused
from partnership.actions.pacing import set_cadence
from partnership.cadence_in_words import consequences, in_words
from partnership.errors import (
    OpenTooShort,
    QuietTooSoon,
    QuietUntilNextDay,
    SummaryAtWeekend,
    TooFewOrTooMany,
)
from partnership.history import history_of
from partnership.models import Partnership
from reminders.cadence import Cadence
from tests.cast import World

LATE_RISERS = Cadence(opens=time(9, 30), closes=time(18, 0), weekends=False, weekly_cap=2)
TYPED = {
    "writes_from": "09:30",
    "writes_until": "18:00",
    "weekly_cap": "2",
    "quiet_after_days": "28",
    "summary_weekday": "3",
}


def paced(world: World, persona: str = "chair", **given: Any) -> Partnership:
    asked: dict[str, Any] = {"cadence": LATE_RISERS, "quiet_after_days": 28, "summary_weekday": 3}
    return set_cadence(world.partnership, by=world.actor(persona), **(asked | given))


def test_by_default_the_hours_are_those_of_every_message(world: World) -> None:
    assert world.partnership.cadence() == Cadence()


@pytest.mark.parametrize("persona", ["chair", "coordinator"])
def test_the_chair_and_the_coordinator_set_it(world: World, persona: str) -> None:
    assert paced(world, persona).cadence() == LATE_RISERS
    world.partnership.refresh_from_db()
    assert world.partnership.cadence() == LATE_RISERS
    assert world.partnership.summary_weekday == 3


@pytest.mark.parametrize("persona", ["leader", "facilitator", "representative", "analyst"])
def test_nobody_else_does(world: World, persona: str) -> None:
    with pytest.raises(NotAllowed):
        paced(world, persona)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"cadence": replace(LATE_RISERS, opens=time(19, 0))}, QuietUntilNextDay),
        ({"cadence": replace(LATE_RISERS, opens=time(14, 1))}, OpenTooShort),
        ({"cadence": replace(LATE_RISERS, weekly_cap=0)}, TooFewOrTooMany),
        ({"cadence": replace(LATE_RISERS, weekly_cap=21)}, TooFewOrTooMany),
        ({"summary_weekday": 5}, SummaryAtWeekend),
        ({"quiet_after_days": 6}, QuietTooSoon),
    ],
)
def test_what_the_database_does_not_hold_is_refused_in_words(
    world: World, given: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        paced(world, **given)


def test_raw_sql_cannot_close_the_day_to_messages(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partnership_partnership SET writes_from = '19:00', writes_until = '20:00'"
        )


def test_it_is_recorded(world: World) -> None:
    paced(world)
    assert any(
        "set when and how often we write" in str(change) for change in history_of(world.partnership)
    )


def test_it_is_said_in_words(world: World) -> None:
    assert in_words(world.partnership) == (
        "Quiet hours from 8pm to 8am; leaders of a challenge hear after 21 quiet days"
    )
    said = consequences(paced(world))
    assert said[0].startswith("Quiet hours from 6pm to 9:30am")
    assert said[1].startswith("Mailings wait over weekends and bank holidays. Reminders about")
    assert "2 mailings a week at most" in said[2]
    assert "Thursday at 9:30am" in said[3]


def test_the_page_shows_what_is_set_saves_and_says_the_consequence(
    world: World, client_as: Callable[..., Client]
) -> None:
    chair = client_as("chair")
    address = reverse("partnership_cadence", args=[world.partnership.slug])
    assert "Quiet hours from 8pm to 8am" in chair.get(address).content.decode()
    answer = chair.post(address, TYPED, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "Saved. Quiet hours from 6pm to 9:30am" in answer.content.decode()


def test_a_wrong_number_says_how_to_put_it_right(
    world: World, client_as: Callable[..., Client]
) -> None:
    chair = client_as("chair")
    address = reverse("partnership_cadence", args=[world.partnership.slug])
    for typed, words in (
        ({"weekly_cap": "40"}, "Enter a number from 1 to 20."),
        ({"writes_until": "12:00"}, "Leave at least four hours a day"),
        ({"writes_until": ""}, "Enter a time of day."),
    ):
        answer = chair.post(address, TYPED | typed)
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_the_task_list_leads_there_with_its_consequence(
    world: World, client_as: Callable[..., Client]
) -> None:
    page = client_as("chair").get(reverse("partnership_setup", args=[world.partnership.slug]))
    assert reverse("partnership_cadence", args=[world.partnership.slug]) in page.content.decode()
    assert "Quiet hours from 8pm to 8am" in page.content.decode()
