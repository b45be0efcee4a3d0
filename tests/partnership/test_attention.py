"""What needs the chair: on the page, in the weekly summary, and when somebody stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import LogEntry
from coproduction.models import Support
from leaders.models import RoleHolding
from partnership.actions.hats import end_hat
from partnership.attention import needs_of
from partnership.models import Hat, Partnership
from partnership.reminders import HAT_ENDING, WEEKLY, hats_that_end, weekly_summaries
from reminders.actions.owing import Owed, owe
from reminders.hours import LOCAL
from reminders.kinds import Timing, kinds
from reminders.models import Notice
from tests.cast import World, make_hat, make_person
from tests.challenges.factories import make_challenge, make_commitment, make_entry
from tests.coproduction.booked import make_booking, make_session
from tests.coproduction.voiced import make_contribution, make_heard_session
from tests.leaders.factories import make_holding, make_role
from tests.reminders import telling

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def troubles(world: World, at_now: None) -> World:
    """One of each: a late promise, a quiet challenge, a vacancy, and a share that ends."""
    quiet = make_challenge(world)
    make_entry(quiet, world.hats["leader"], logged_at=NOW - timedelta(days=40))
    make_commitment(quiet, world.nhs, world.hats["leader"], due_on=date(2026, 11, 4))
    make_role(world, "Vacant lead")
    held = make_role(world, "Held lead")
    make_holding(held, world.co_leader.person, world.council, ends_on=date(2027, 1, 1))
    return world


def owed(source: Callable[[datetime], Iterator[Owed]], now: datetime) -> list[Notice]:
    for _ in range(3):
        owe(source(now))
    return list(Notice.objects.order_by("pk"))


def names(notices: list[Notice]) -> set[str]:
    return {notice.contact.person.name for notice in notices if notice.contact.person}


# --- The lines -----------------------------------------------------------------------------------


def test_nothing_needs_the_chair_of_a_partnership_in_order(world: World) -> None:
    assert needs_of(world.partnership, NOW) == []


def test_each_app_tells_its_part_the_weightiest_first(troubles: World) -> None:
    words = [need.words for need in needs_of(troubles.partnership, NOW)]
    assert words == [
        "Late, due on 4 November 2026: Ashdown NHS Trust, “Open the hall on Sundays”",
        "Nobody holds the role “Vacant lead”, since 1 April 2024",
        "Nothing was logged on “Lonely winters” since 15 October 2026",
        "Colin Leader’s share of “Held lead” ends on 31 December 2026",
    ]
    assert needs_of(troubles.neighbour, NOW) == []


def test_a_chair_or_safeguarding_lead_who_stops_with_nobody_to_follow_comes_first(
    troubles: World,
) -> None:
    lead = troubles.hats["safeguarding_lead"]
    Hat.objects.filter(pk=lead.pk).update(ends_at=NOW + timedelta(days=20))
    first = needs_of(troubles.partnership, NOW)[0]
    assert first.words == (
        "Asha Safeguarding Lead stops as safeguarding lead on 14 December 2026, and nobody follows"
    )
    make_hat(make_person("Next Lead"), troubles.partnership, "safeguarding_lead", troubles.nhs)
    assert "stops" not in needs_of(troubles.partnership, NOW)[0].words


def test_those_whom_somebody_follows_hide_nobody_whom_nobody_does(troubles: World) -> None:
    last = NOW + timedelta(days=20)
    for number in range(6):  # each is followed by the chair who stays
        chair = make_hat(
            make_person(f"Chair {number}"), troubles.partnership, "chair", troubles.nhs
        )
        Hat.objects.filter(pk=chair.pk).update(ends_at=last - timedelta(days=1))
    lead = troubles.hats["safeguarding_lead"]
    Hat.objects.filter(pk=lead.pk).update(ends_at=last)
    assert "safeguarding lead" in needs_of(troubles.partnership, NOW)[0].words


def test_answers_overdue_and_support_that_nobody_owns_are_told_without_a_number(
    world: World, at_now: None
) -> None:
    told = make_heard_session(
        world,
        title="Told",
        starts_at=NOW - timedelta(days=40),
        reply_by=date(2026, 11, 10),
        challenge=None,
    )
    make_contribution(told)
    soon = make_session(world.partnership, title="Soon", starts_at=NOW + timedelta(days=3))
    Support.objects.create(booking=make_booking(soon), need=b"not read")
    assert [need.words for need in needs_of(world.partnership, NOW)][:2] == [
        "Nobody has taken on all the support that was asked for at “Soon”, on 27 November 2026",
        "People wait for an answer to what they said at “Told”, promised by 10 November 2026",
    ]
    Support.objects.update(owner=world.hats["coordinator"])
    assert "People wait" in needs_of(world.partnership, NOW)[0].words


# --- The page ------------------------------------------------------------------------------------


def page_of(client: Client, partnership: Partnership, name: str = "partnership_chair") -> str:
    answer = client.get(reverse(name, args=[partnership.slug]))
    return answer.content.decode()


@pytest.mark.parametrize("persona", ["chair", "deputy_chair", "coordinator"])
def test_it_comes_first_on_the_page_of_those_who_head_it(
    troubles: World, client_as: Callable[..., Client], persona: str
) -> None:
    page = page_of(client_as(persona), troubles.partnership)
    assert page.index('<h2 id="needs-you">What needs you</h2>') == page.index("<h2 ")
    assert "Late, due on 4 November 2026: Ashdown NHS Trust" in page
    assert "What needs you" in page_of(
        client_as(persona), troubles.partnership, "partnership_detail"
    )
    assert "What needs you" not in page_of(client_as(persona, "elsewhere"), troubles.partnership)
    assert "What needs you" not in page_of(client_as(persona, "ended"), troubles.partnership)


@pytest.mark.parametrize("persona", ["public", "citizen", "leader", "analyst", "operator"])
def test_nobody_else_sees_it(
    troubles: World, client_as: Callable[..., Client], persona: str
) -> None:
    for name in ("partnership_chair", "partnership_detail"):
        assert "What needs you" not in page_of(client_as(persona), troubles.partnership, name)


def test_it_says_so_when_nothing_does(world: World, client_as: Callable[..., Client]) -> None:
    assert "Nothing needs you now." in page_of(client_as("chair"), world.partnership)


def test_ten_are_shown_in_no_more_queries_than_one(
    troubles: World, client_as: Callable[..., Client]
) -> None:
    chair = client_as("chair")
    page_of(chair, troubles.partnership)
    with CaptureQueriesContext(connection) as few:
        page_of(chair, troubles.partnership)
    for number in range(6):
        make_role(troubles, f"Role {number}")
        challenge = make_challenge(troubles, f"Challenge {number}")
        make_commitment(
            challenge, troubles.nhs, troubles.hats["leader"], due_on=date(2026, 11, 4 + number)
        )
    with CaptureQueriesContext(connection) as many:
        page = page_of(chair, troubles.partnership)
    needs = page.split('<ol class="needs">')[1].split("</ol>")[0]
    assert needs.count("<li>") == 10
    assert "All that needs you, by kind" in page
    assert len(many) == len(few) <= 25


def test_the_public_page_takes_no_more_queries_than_before(
    troubles: World, client_as: Callable[..., Client]
) -> None:
    public = client_as("public")
    page_of(public, troubles.partnership, "partnership_detail")
    with CaptureQueriesContext(connection) as queries:
        page_of(public, troubles.partnership, "partnership_detail")
    assert len(queries) <= 12


# --- The weekly summary --------------------------------------------------------------------------


def test_chairs_and_coordinators_get_it_on_the_weekday_of_the_partnership(troubles: World) -> None:
    Partnership.objects.filter(pk=troubles.neighbour.pk).update(summary_weekday=3)
    assert list(weekly_summaries(MONDAY - timedelta(days=2))) == []
    notices = owed(weekly_summaries, MONDAY)
    assert names(notices) == {"Asha Chair", "Asha Deputy Chair", "Asha Coordinator"}
    assert {(one.due_at, one.version) for one in notices} == {(MONDAY, "2026-W48")}
    assert telling.why_not(notices[0], MONDAY) == ""
    thursday = MONDAY + timedelta(days=3)
    assert names(owed(weekly_summaries, thursday)) >= {"Nia Chair", "Nia Coordinator"}
    assert len(owed(weekly_summaries, MONDAY + timedelta(days=7))) == 9


def test_it_comes_at_8_whatever_the_clocks_do(world: World) -> None:
    for day in (date(2026, 10, 19), date(2026, 10, 26), date(2027, 3, 22), date(2027, 3, 29)):
        at = datetime.combine(day, time(8), tzinfo=LOCAL)
        due = {one.due_at for one in weekly_summaries(at)}
        assert due == {at}


def test_it_says_how_much_needs_them_first_and_each_thing_in_a_line(troubles: World) -> None:
    message = telling.told(owed(weekly_summaries, MONDAY)[0])
    assert message.subject == "4 things need you: Ashdown Partnership"
    assert message.lines[0].startswith("Late, due on 4 November 2026")
    assert message.text.startswith("4 things need you: Late, due on 4 November 2026")
    assert len(message.text) <= 160


def test_it_is_skipped_when_there_is_nothing(world: World) -> None:
    (notice, *_) = owed(weekly_summaries, MONDAY)
    assert telling.why_not(notice, MONDAY) == "Nothing needed them."


def test_it_is_skipped_when_all_was_done_meanwhile_or_they_left(troubles: World) -> None:
    notices = owed(weekly_summaries, MONDAY)
    coordinator = next(
        one for one in notices if one.contact.person == troubles.hats["coordinator"].person
    )
    end_hat(troubles.hats["coordinator"], by=troubles.actor("chair"), now=MONDAY)
    assert "any more" in telling.why_not(coordinator, MONDAY)
    RoleHolding.objects.all().delete()
    troubles.partnership.roles.all().delete()
    LogEntry.objects.update(logged_at=NOW)
    troubles.partnership.challenges.get().commitments.update(due_on=date(2027, 1, 1))
    chair = next(one for one in notices if one.contact.person == troubles.hats["chair"].person)
    assert telling.why_not(chair, MONDAY) == "Nothing needed them."


def test_it_can_be_left_and_waits_for_a_working_day() -> None:
    kind = kinds()[WEEKLY]
    assert kind.topic.name == "weekly-summary"
    assert kind.topic.optional
    assert kind.timing is Timing.WORKING_DAY


def test_many_partnerships_take_no_more_queries_than_one(world: World) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(list(weekly_summaries(MONDAY))) == 6
    assert len(queries) <= 3


# --- Somebody stops ------------------------------------------------------------------------------


def test_whoever_stops_and_the_chair_hear_30_days_before(world: World) -> None:
    lead = world.hats["safeguarding_lead"]
    ends_at = NOW + timedelta(days=30)
    Hat.objects.filter(pk=lead.pk).update(ends_at=ends_at)
    assert list(hats_that_end(NOW - timedelta(days=1))) == []
    notices = owed(hats_that_end, NOW)
    assert names(notices) == {"Asha Safeguarding Lead", "Asha Chair", "Asha Deputy Chair"}
    own, chairs, _deputy = sorted(notices, key=lambda one: one.contact.person_id != lead.person_id)
    assert telling.told(own).subject == (
        "You stop as safeguarding lead on Thursday 24 December 2026: Ashdown Partnership"
    )
    assert telling.told(chairs).subject == (
        "Stops as safeguarding lead on Thursday 24 December 2026: Asha Safeguarding Lead, "
        "Ashdown Partnership"
    )
    assert "Nobody is named to follow" in telling.told(chairs).lines[1]
    assert telling.why_not(own, NOW) == ""
    Hat.objects.filter(pk=lead.pk).update(ends_at=ends_at + timedelta(days=1))
    assert telling.why_not(own, NOW) == "It ends on another day, or not at all."


def test_a_delegation_is_told_14_days_before_and_needs_nobody_to_follow(world: World) -> None:
    ends_at = NOW + timedelta(days=14)
    Hat.objects.filter(pk=world.hats["coordinator"].pk).update(ends_at=ends_at)
    assert list(hats_that_end(NOW - timedelta(days=1))) == []
    notices = owed(hats_that_end, NOW)
    assert names(notices) == {"Asha Chair", "Asha Deputy Chair", "Asha Coordinator"}
    assert telling.told(notices[0]).lines[1] == "Nobody is named to follow."
    assert needs_of(world.partnership, NOW) == []


def test_another_end_is_told_anew_and_others_hats_are_not(world: World) -> None:
    chair, leader = world.hats["chair"], world.hats["leader"]
    Hat.objects.filter(pk__in=[chair.pk, leader.pk]).update(ends_at=NOW + timedelta(days=10))
    assert names(owed(hats_that_end, NOW)) == {"Asha Chair", "Asha Deputy Chair"}
    Hat.objects.filter(pk=chair.pk).update(ends_at=NOW + timedelta(days=12))
    assert len(owed(hats_that_end, NOW)) == 4


def test_a_partnership_that_nobody_can_reach_owes_nothing(world: World) -> None:
    person: Any = world.hats["safeguarding_lead"].person
    person.contact_points.all().delete()
    for chairs in (world.hats["chair"], world.hats["deputy_chair"]):
        chairs.person.contact_points.all().delete()
    Hat.objects.filter(person=person).update(ends_at=NOW + timedelta(days=10))
    assert owed(hats_that_end, NOW) == []
    assert kinds()[HAT_ENDING].topic.optional is False
