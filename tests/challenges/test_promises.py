"""A promise is due in a week, or late: to whom, when, how often, and when not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from challenges.actions.commitments import drop_commitment, keep_commitment
from challenges.actions.judging import close
from challenges.actions.pacing import set_pace
from challenges.models import Challenge, Commitment
from challenges.reminders import DUE, LATE, promises_due, promises_late
from partnership.actions.hats import end_hat
from reminders.actions.owing import Owed, owe
from reminders.kinds import Timing, kinds
from reminders.models import Notice
from tests.cast import World, make_hat, make_person
from tests.challenges.factories import make_challenge, make_commitment
from tests.reminders import telling

DUE_ON = date(2026, 12, 1)  # a Tuesday
A_WEEK_BEFORE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
THE_DAY_AFTER = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
LONG_BEFORE = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
Source = Callable[[datetime], Iterator[Owed]]


@pytest.fixture
def promise(world: World) -> Commitment:
    """The trust has promised, by its leader; Rita stands for the trust as well."""
    make_hat(make_person("Rita Rep"), world.partnership, "representative", world.nhs)
    make_hat(make_person("Una Elsewhere"), world.neighbour, "leader", world.nhs)
    return make_commitment(
        make_challenge(world),
        world.nhs,
        world.hats["leader"],
        due_on=DUE_ON,
        made_at=LONG_BEFORE,
    )


def owed(source: Source, now: datetime) -> list[Notice]:
    for _ in range(3):
        owe(source(now))
    return list(Notice.objects.order_by("pk"))


def names(notices: list[Notice]) -> set[str]:
    return {notice.contact.person.name for notice in notices if notice.contact.person}


def test_a_week_before_whoever_answers_for_it_is_told(promise: Commitment) -> None:
    assert owed(promises_due, A_WEEK_BEFORE - timedelta(days=1)) == []
    notices = owed(promises_due, A_WEEK_BEFORE)
    assert names(notices) == {"Asha Leader", "Rita Rep"}
    assert notices[0].due_at == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert telling.why_not(notices[0], A_WEEK_BEFORE) == ""
    message = telling.told(notices[0])
    assert message.subject == "Due on Tuesday 1 December 2026: Open the hall on Sundays"
    assert message.text == "Due Tue 1 Dec: Ashdown NHS Trust, Open the hall on Sundays"
    assert message.link.endswith(f"/commitments/{promise.pk}/")
    assert owed(promises_due, THE_DAY_AFTER) == notices


def test_whoever_made_it_for_another_body_is_told_while_they_act_here(
    world: World, promise: Commitment
) -> None:
    Commitment.objects.filter(pk=promise.pk).update(made_by=world.hats["chair"])
    notices = owed(promises_due, A_WEEK_BEFORE)
    assert names(notices) == {"Asha Chair", "Asha Leader", "Rita Rep"}


def test_one_made_in_its_last_week_needs_no_reminder(promise: Commitment) -> None:
    Commitment.objects.filter(pk=promise.pk).update(made_at=A_WEEK_BEFORE + timedelta(days=1))
    assert owed(promises_due, A_WEEK_BEFORE + timedelta(days=1)) == []


def test_late_is_told_the_day_after_and_weekly_and_to_the_coordinator(promise: Commitment) -> None:
    assert owed(promises_late, THE_DAY_AFTER - timedelta(days=1)) == []
    notices = owed(promises_late, THE_DAY_AFTER)
    assert names(notices) == {"Asha Leader", "Rita Rep", "Asha Coordinator"}
    assert {one.due_at for one in notices} == {datetime(2026, 12, 2, 8, 0, tzinfo=UTC)}
    assert telling.told(notices[0]).subject.startswith("Late, due on Tuesday 1 December 2026: Open")
    assert len(owed(promises_late, THE_DAY_AFTER + timedelta(days=6))) == 3
    again = owed(promises_late, THE_DAY_AFTER + timedelta(days=7))
    assert len(again) == 6
    assert again[-1].version == "2026-12-01 2026-W50"


def test_not_when_it_was_kept(world: World, promise: Commitment) -> None:
    (notice, *_) = owed(promises_late, THE_DAY_AFTER)
    keep_commitment(promise, by=world.co_leader.actor(), evidence="I was there.", now=THE_DAY_AFTER)
    assert telling.why_not(notice, THE_DAY_AFTER) == "It was kept."
    Notice.objects.all().delete()
    assert owed(promises_late, THE_DAY_AFTER) == []


def test_not_when_it_was_dropped(world: World, promise: Commitment) -> None:
    (notice, *_) = owed(promises_due, A_WEEK_BEFORE)
    drop_commitment(promise, by=world.actor("leader"), because="The roof fell in.")
    assert telling.why_not(notice, A_WEEK_BEFORE) == "It was dropped."


def test_another_day_begins_anew(promise: Commitment) -> None:
    (notice, *_) = owed(promises_late, THE_DAY_AFTER)
    Commitment.objects.filter(pk=promise.pk).update(due_on=DUE_ON + timedelta(days=7))
    assert telling.why_not(notice, THE_DAY_AFTER) == "It has another day now."
    assert len(owed(promises_due, THE_DAY_AFTER)) == 3 + 2


def test_not_when_the_challenge_is_closed_or_spared(world: World, promise: Commitment) -> None:
    (notice, *_) = owed(promises_due, A_WEEK_BEFORE)
    spared_until = A_WEEK_BEFORE.date() + timedelta(days=2)
    challenge = promise.challenge
    set_pace(
        challenge,
        by=world.actor("chair"),
        quiet_after_days=None,
        no_reminders_until=spared_until,
    )
    assert telling.why_not(notice, A_WEEK_BEFORE) == "Nobody is to be reminded of it for a while."
    assert list(promises_due(A_WEEK_BEFORE)) == []
    assert len(list(promises_due(A_WEEK_BEFORE + timedelta(days=2)))) == 2
    close(challenge, by=world.actor("chair"), verdict="better", evidence="Seen.", now=A_WEEK_BEFORE)
    assert telling.why_not(notice, A_WEEK_BEFORE) == "The challenge is not active any more."
    assert list(promises_due(A_WEEK_BEFORE + timedelta(days=2))) == []


def test_not_to_whoever_does_not_answer_for_it_any_more(world: World, promise: Commitment) -> None:
    notices = owed(promises_due, A_WEEK_BEFORE)
    left = A_WEEK_BEFORE - timedelta(hours=1)
    end_hat(world.hats["leader"], by=world.actor("chair"), now=left)
    refused = {telling.why_not(notice, A_WEEK_BEFORE) for notice in notices}
    assert refused == {"", "They do not answer for it any more."}
    assert len(list(promises_due(A_WEEK_BEFORE))) == 1


def test_many_promises_take_no_more_queries_than_one(world: World, promise: Commitment) -> None:
    for source, now in ((promises_due, A_WEEK_BEFORE), (promises_late, THE_DAY_AFTER)):
        with CaptureQueriesContext(connection) as one:
            few = len(list(source(now)))
        for _ in range(5):
            make_commitment(
                promise.challenge,
                world.nhs,
                world.hats["leader"],
                due_on=DUE_ON,
                made_at=LONG_BEFORE,
            )
        with CaptureQueriesContext(connection) as many:
            assert len(list(source(now))) > few
        assert len(many) == len(one) <= 3


def test_a_long_and_nasty_promise_fits(promise: Commitment) -> None:
    promise.will_do = "Open\r\nBcc: all@example.org \u202e" + "the hall and " * 25
    promise.save()
    for source, now in ((promises_due, A_WEEK_BEFORE), (promises_late, THE_DAY_AFTER)):
        for notice in owed(source, now):
            message = telling.told(notice)
            assert len(message.text) <= 160
            assert not {"\r", "\n", "\u202e"} & set(message.subject + message.text)


@pytest.mark.parametrize("name", [DUE, LATE])
def test_they_can_be_left_and_come_on_working_days(
    name: str, promise: Commitment, world: World
) -> None:
    kind = kinds()[name]
    assert kind.topic.optional
    assert kind.timing is Timing.WORKING_DAY
    assert kind.cadence(promise) == world.partnership.cadence()
    assert kind.shown_with() == (promise, DUE_ON.isoformat())
    assert Challenge.objects.worked_on().count() == 1
