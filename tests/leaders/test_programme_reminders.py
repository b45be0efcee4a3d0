"""What is said about programmes: to whom, when, once, and when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from leaders.actions.applying import Applying, apply, decline, offer_places, withdraw
from leaders.actions.cohorts import open_cohort
from leaders.models import Application, Cohort
from leaders.programme_reminders import CLOSING, DECIDED, OPENED, RECEIVED, WAITING, cohorts_closing
from partnership.attention import needs_of
from partnership.models import Partnership
from reminders.actions.owing import owe
from reminders.models import Notice
from tests.cast import World, make_person
from tests.leaders.cohorts import (
    make_application,
    make_cohort,
    make_open_cohort,
    make_participation,
    make_programme,
)
from tests.reminders import telling

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HEADS = {"Asha Chair", "Asha Deputy Chair", "Asha Coordinator"}


@pytest.fixture(autouse=True)
def at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def notices(kind: str) -> list[Notice]:
    return list(Notice.objects.filter(kind=kind).select_related("contact__person").order_by("pk"))


def names(kind: str) -> set[str]:
    return {one.contact.person.name for one in notices(kind) if one.contact.person}


def applied(world: World) -> Application:
    cohort = make_open_cohort(world)
    by = Actor(person_id=world.citizen.pk, name=world.citizen.name)
    said = Applying(profession="Nurse", why="To learn.", employer=world.nhs)
    return apply(cohort, by=by, words=said, now=NOW)


def test_who_applies_is_told_it_came_and_those_who_decide_that_it_waits(world: World) -> None:
    application = applied(world)
    assert names(RECEIVED) == {"Cora Citizen"}
    assert names(WAITING) == HEADS
    message = telling.told(notices(WAITING)[0])
    assert message.subject == ("An application waits for an answer: Ashdown together, First cohort")
    assert telling.why_not(notices(WAITING)[0], NOW) == ""
    decline(application, by=world.actor("chair"), reason="Full.", now=NOW)
    assert telling.why_not(notices(WAITING)[0], NOW) == "It was answered or withdrawn."


def test_a_reason_is_sent_word_for_word(world: World) -> None:
    application = applied(world)
    decline(application, by=world.actor("chair"), reason="The NHS has its places.", now=NOW)
    (notice,) = notices(DECIDED)
    message = telling.told(notice)
    assert message.subject.startswith("Not this time: Ashdown together")
    assert "Why: The NHS has its places." in message.lines


def test_an_offer_says_when_it_begins_and_is_not_sent_once_withdrawn(world: World) -> None:
    application = applied(world)
    offer_places(application.cohort, by=world.actor("chair"), applications=[application], now=NOW)
    (notice,) = notices(DECIDED)
    assert telling.told(notice).subject.startswith("You have a place: Ashdown together")
    assert telling.why_not(notice, NOW) == ""
    withdraw(application, by=Actor(person_id=world.citizen.pk), now=NOW)
    assert telling.why_not(notice, NOW) == "It was withdrawn, or decided anew."
    assert telling.why_not(notices(RECEIVED)[0], NOW) == "It was withdrawn."


def test_representatives_hear_that_a_cohort_opens(world: World) -> None:
    cohort = make_open_cohort(world, is_open=False)
    open_cohort(cohort, by=world.actor("chair"), now=NOW)
    assert names(OPENED) == {"Asha Representative"}
    message = telling.told(notices(OPENED)[0])
    assert message.subject.startswith("Open to applications: Ashdown together")
    assert any(line.startswith("Four more from the NHS") for line in message.lines)
    Cohort.objects.update(applications_until=TODAY - timedelta(days=1))
    assert telling.why_not(notices(OPENED)[0], NOW) == "It takes no applications any more."


def test_nobody_hears_of_a_partnership_that_is_not_public(world: World) -> None:
    cohort = make_open_cohort(world, is_open=False)
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft")
    open_cohort(cohort, by=world.actor("chair"), now=NOW)
    assert Notice.objects.count() == 0


def test_applications_close_in_a_week(world: World) -> None:
    cohort = make_open_cohort(world, applications_until=TODAY + timedelta(days=9))
    assert list(cohorts_closing(NOW)) == []
    for _ in range(3):
        owe(cohorts_closing(NOW + timedelta(days=2)))
    assert names(CLOSING) == HEADS | {"Asha Representative"}
    notice = notices(CLOSING)[0]
    assert notice.due_at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert telling.told(notice).subject.startswith("Applications close on Thursday 3 December 2026")
    assert telling.why_not(notice, NOW) == ""
    cohort.applications_until = TODAY + timedelta(days=20)
    cohort.save()
    assert telling.why_not(notice, NOW) == "Applications close on another day now."


def test_many_cohorts_take_no_more_queries_than_one(world: World) -> None:
    programme = make_programme(world.partnership)

    def asked(number: int) -> int:
        cohort = make_cohort(programme, f"No {number}", applications_until=TODAY + timedelta(5))
        make_participation(cohort, make_person(f"In {number}"), world.nhs)
        with CaptureQueriesContext(connection) as captured:
            assert len(list(cohorts_closing(NOW))) == 4 * (number + 1)
        return len(captured)

    assert asked(0) == [asked(number) for number in range(1, 4)][-1] <= 6


# --- What needs the chair ----------------------------------------------------------------------


def needs(world: World) -> list[str]:
    return [one.words for one in needs_of(world.partnership, NOW)]


def test_applications_a_mix_unmet_and_places_that_nobody_pays_for(world: World) -> None:
    cohort = make_open_cohort(
        world,
        starts_on=TODAY + timedelta(days=20),
        applications_until=TODAY,
        mix={"nhs": 1, "voluntary": 2},
    )
    make_participation(cohort, world.citizen, world.charity)
    make_application(cohort, world.co_leader.person, world.nhs, applied_at=NOW)
    said = needs(world)
    title = "“Ashdown together, First cohort”"
    assert f"1 application for {title} without an answer, the oldest since 24 November 2026" in said
    assert any(
        words.startswith(f"{title} begins on 14 December 2026 without the mix that was meant.")
        for words in said
    )
    assert any("Nobody pays yet for the place of one person" in words for words in said)


def test_nothing_once_it_is_over_or_while_it_is_being_prepared(world: World) -> None:
    facts = {"starts_on": TODAY - timedelta(days=90), "ends_on": TODAY, "applications_until": None}
    over = make_open_cohort(world, **facts)
    make_participation(over, world.citizen, world.charity)
    make_cohort(over.programme, "Prepared", is_open=False, starts_on=TODAY)
    assert not [words for words in needs(world) if "cohort" in words.lower()]
