"""A role is vacant, ends, is handed over: to whom, when, once, and when not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leaders.actions.holdings import end_holding, hold_role
from leaders.actions.roles import end_role
from leaders.models import LeadershipRole, RoleHolding
from leaders.reminders import ending_roles, ending_shares, handovers, vacant_roles
from partnership.actions.hats import end_hat
from reminders.actions.owing import Owed, owe
from reminders.kinds import Message, Timing, kinds
from reminders.models import Notice
from tests.cast import World, make_person
from tests.leaders.factories import make_holding, make_role
from tests.reminders import telling

Source = Callable[[datetime], Iterator[Owed]]
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def owed(source: Source, now: datetime = NOW) -> list[Notice]:
    """What the source owes; asked three times, for that has the effect of once."""
    for _ in range(3):
        owe(source(now))
    return list(Notice.objects.order_by("pk"))


def names(notices: list[Notice]) -> set[str]:
    return {notice.contact.person.name for notice in notices if notice.contact.person}


def to(notices: list[Notice], name: str) -> Notice:
    (notice,) = [one for one in notices if one.contact.person and one.contact.person.name == name]
    return notice


def fits(message: Message) -> bool:
    return 0 < len(message.text) <= 160 and "\n" not in message.subject


# --- Vacant --------------------------------------------------------------------------------------


@pytest.fixture
def vacant(world: World) -> LeadershipRole:
    """Held by the leader until 10 November."""
    role = make_role(world)
    make_holding(role, world.hats["leader"].person, world.nhs, ends_on=date(2026, 11, 10))
    return role


def test_chair_and_coordinator_hear_when_a_role_becomes_vacant(
    world: World, vacant: LeadershipRole
) -> None:
    notices = owed(vacant_roles)
    assert names(notices) == {"Asha Chair", "Asha Deputy Chair", "Asha Coordinator"}
    assert {notice.due_at for notice in notices} == {datetime(2026, 11, 10, 8, 0, tzinfo=UTC)}
    assert [telling.why_not(notice, NOW) for notice in notices] == ["", "", ""]
    message = telling.told(notices[0])
    assert message.subject == "Vacant since Tuesday 10 November 2026: Place lead"
    assert message.text == "Vacant since Tue 10 Nov: Place lead"
    assert "Nobody is named to take it up." in message.lines


def test_and_again_each_month_while_it_is(vacant: LeadershipRole) -> None:
    assert len(owed(vacant_roles)) == 3
    assert len(owed(vacant_roles, NOW + timedelta(days=15))) == 3
    assert len(owed(vacant_roles, NOW + timedelta(days=16))) == 6


def test_a_role_that_was_just_created_says_nothing_in_its_first_month(world: World) -> None:
    make_role(world, starts_on=TODAY)
    assert owed(vacant_roles) == []
    assert len(owed(vacant_roles, NOW + timedelta(days=30))) == 3


def test_not_when_somebody_holds_it_again_or_it_has_ended(
    world: World, vacant: LeadershipRole
) -> None:
    notices = owed(vacant_roles)
    share = hold_role(
        vacant,
        by=world.actor("chair"),
        person=world.co_leader.person,
        employer=world.council,
        share=50,
        starts_on=TODAY,
    )
    assert telling.why_not(notices[0], NOW) == "Somebody holds it."
    end_holding(share, by=world.actor("chair"), ends_on=TODAY + timedelta(days=3))
    later = NOW + timedelta(days=5)
    assert telling.why_not(notices[0], later) == "Somebody held it meanwhile."
    end_role(vacant, by=world.actor("chair"), ends_on=TODAY + timedelta(days=4))
    assert telling.why_not(notices[0], later) == "The role has ended."
    assert [one.kind for one in vacant_roles(later)] == []


def test_who_is_to_take_it_up_is_named(world: World, vacant: LeadershipRole) -> None:
    make_holding(
        vacant, world.co_leader.person, world.council, starts_on=TODAY + timedelta(days=400)
    )
    message = telling.told(owed(vacant_roles)[0])
    assert "Colin Leader takes it up on" in message.lines[1]


def test_not_to_whoever_no_longer_coordinates(world: World, vacant: LeadershipRole) -> None:
    notices = owed(vacant_roles)
    end_hat(world.hats["coordinator"], by=world.actor("chair"), now=NOW - timedelta(hours=1))
    assert "any more" in telling.why_not(to(notices, "Asha Coordinator"), NOW)


# --- Ending --------------------------------------------------------------------------------------


def test_holder_chair_and_coordinator_hear_90_and_30_days_before_a_share_ends(
    world: World,
) -> None:
    role = make_role(world)
    make_holding(role, world.co_leader.person, world.council)
    make_holding(role, world.hats["leader"].person, world.nhs, ends_on=TODAY + timedelta(days=90))
    assert owed(ending_shares, NOW - timedelta(days=1)) == []
    first = owed(ending_shares)
    assert names(first) == {"Asha Leader", "Asha Chair", "Asha Deputy Chair", "Asha Coordinator"}
    assert first[0].due_at == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert len(owed(ending_shares, NOW + timedelta(days=59))) == 4
    assert len(owed(ending_shares, NOW + timedelta(days=60))) == 8
    own = telling.told(to(first, "Asha Leader"))
    assert own.subject == "Your share ends on Sunday 21 February 2027: Place lead"
    others = telling.told(to(first, "Asha Chair"))
    assert others.subject.startswith("The share of Asha Leader ends on Sunday 21 February 2027")
    assert others.lines[1] == "After it the role is held by Colin Leader."
    assert fits(own)
    assert fits(others)


def test_another_end_plans_anew(world: World) -> None:
    role = make_role(world)
    share = make_holding(
        role, world.hats["leader"].person, world.nhs, ends_on=TODAY + timedelta(days=60)
    )
    before = owed(ending_shares)
    end_holding(share, by=world.actor("chair"), ends_on=TODAY + timedelta(days=50))
    assert telling.why_not(before[0], NOW) == "It ends on another day now."
    after = owed(ending_shares)
    assert len(after) == 8
    assert telling.why_not(after[-1], NOW) == ""


def test_the_end_of_a_whole_role_is_told_once_to_holders_and_heads(world: World) -> None:
    role = make_role(world)
    share = make_holding(role, world.hats["leader"].person, world.nhs)
    end_role(role, by=world.actor("chair"), ends_on=TODAY + timedelta(days=25))
    assert list(ending_shares(NOW)) == []
    notices = owed(ending_roles)
    assert names(notices) == {"Asha Leader", "Asha Chair", "Asha Deputy Chair", "Asha Coordinator"}
    message = telling.told(notices[0])
    assert message.subject == "Ends on Friday 18 December 2026: Place lead"
    assert telling.why_not(notices[0], NOW) == ""
    LeadershipRole.objects.filter(pk=role.pk).update(ends_on=None)
    assert telling.why_not(notices[0], NOW) == "It ends on another day now."
    assert share.role_id == role.pk


def test_nothing_ends_for_whoever_goes_on_for_another_employer(world: World) -> None:
    role = make_role(world)
    person, ends_on = world.hats["leader"].person, TODAY + timedelta(days=25)
    make_holding(role, person, world.nhs, ends_on=ends_on)
    make_holding(role, person, world.council, starts_on=ends_on)
    notices = owed(ending_shares)
    assert {telling.why_not(notice, NOW) for notice in notices} == {
        "They go on with another share."
    }
    assert list(handovers(NOW + timedelta(days=12))) == []


# --- Handing over --------------------------------------------------------------------------------


@pytest.fixture
def handed_over(world: World) -> RoleHolding:
    """From Asha Leader to Colin Leader, on 15 December, a week after she has gone."""
    role = make_role(world)
    make_holding(role, world.hats["leader"].person, world.nhs, 100, ends_on=date(2026, 12, 8))
    return make_holding(role, world.co_leader.person, world.council, 100, date(2026, 12, 15))


def test_both_hear_14_days_before_with_each_others_name_and_what_it_is_for(
    handed_over: RoleHolding,
) -> None:
    assert owed(handovers) == []
    day = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    notices = owed(handovers, day)
    assert names(notices) == {"Asha Leader", "Colin Leader"}
    assert {notice.due_at for notice in notices} == {datetime(2026, 12, 1, 8, 0, tzinfo=UTC)}
    incoming = telling.told(to(notices, "Colin Leader"))
    assert incoming.subject == (
        "You take over from Asha Leader on Tuesday 15 December 2026: Place lead"
    )
    assert "What it is for: Brings health and care together" in incoming.lines[2]
    outgoing = telling.told(to(notices, "Asha Leader"))
    assert outgoing.text == "Tue 15 Dec: you hand over to Colin Leader, Place lead"
    assert [telling.why_not(notice, day) for notice in notices] == ["", ""]
    assert list(handovers(datetime(2026, 12, 15, 9, 0, tzinfo=UTC))) == []


def test_not_when_it_begins_on_another_day_or_nobody_hands_over(
    world: World, handed_over: RoleHolding
) -> None:
    day = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    notice = owed(handovers, day)[0]
    RoleHolding.objects.filter(pk=handed_over.pk).update(starts_on=date(2026, 12, 16))
    assert telling.why_not(notice, day) == "It begins on another day, or not at all."
    RoleHolding.objects.filter(pk=handed_over.pk).update(starts_on=date(2026, 12, 15))
    RoleHolding.objects.filter(person=world.hats["leader"].person).update(ends_on=date(2026, 11, 1))
    assert telling.why_not(notice, day) == "Nobody hands over then any more."
    assert list(handovers(day)) == []


# --- All of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["role-vacant", "role-ending", "role-share-ending"])
def test_they_come_on_working_days_at_the_hours_of_the_partnership(name: str) -> None:
    assert kinds()[name].timing is Timing.WORKING_DAY


@pytest.mark.parametrize(
    ("source", "at_most"),
    [(vacant_roles, 4), (ending_roles, 4), (ending_shares, 3), (handovers, 3)],
)
def test_many_roles_take_no_more_queries_than_one(
    world: World, source: Source, at_most: int
) -> None:
    def all_that_can_happen(number: int) -> None:
        soon = TODAY + timedelta(days=14)
        gone = make_role(world, f"Vacant {number}")
        make_holding(gone, make_person(f"Gone {number}"), world.nhs, ends_on=date(2026, 1, 1))
        ends = make_role(world, f"Ends {number}", ends_on=soon)
        make_holding(ends, make_person(f"Ends {number}"), world.nhs, ends_on=soon)
        passed_on = make_role(world, f"Passed on {number}")
        make_holding(passed_on, make_person(f"Old {number}"), world.nhs, ends_on=soon)
        make_holding(passed_on, make_person(f"New {number}"), world.nhs, starts_on=soon)

    all_that_can_happen(0)
    with CaptureQueriesContext(connection) as one:
        few = len(list(source(NOW)))
    for number in range(1, 5):
        all_that_can_happen(number)
    with CaptureQueriesContext(connection) as many:
        assert len(list(source(NOW))) == 5 * few > 0
    assert len(many) == len(one) <= at_most


def test_long_and_nasty_names_fit(world: World, handed_over: RoleHolding) -> None:
    role = handed_over.role
    role.title = "Lead\r\nBcc: everybody@example.org " + "very " * 30
    role.save()
    for notice in owed(handovers, datetime(2026, 12, 1, 9, 0, tzinfo=UTC)):
        message = telling.told(notice)
        assert fits(message)
        assert "\r" not in message.subject
        assert message.text.startswith("Tue 15 Dec")
