"""This challenge has been quiet: to whom, when, once, and when not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from challenges.actions.challenge import leave_team
from challenges.actions.judging import close
from challenges.actions.logging import Work, log_work
from challenges.actions.pacing import set_pace
from challenges.errors import AlreadyClosed, QuietTooSoon
from challenges.models import Challenge, ChallengeMember
from challenges.reminders import QUIET, quiet_challenges
from reminders.actions.owing import owe
from reminders.kinds import Timing, kinds
from reminders.models import Notice
from tests.cast import World
from tests.challenges.factories import make_challenge, make_entry
from tests.reminders import telling

LOGGED = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
QUIET_AT = LOGGED + timedelta(days=21)
LATER = QUIET_AT + timedelta(hours=5)


@pytest.fixture
def challenge(world: World) -> Challenge:
    challenge = make_challenge(world)
    make_entry(
        challenge, world.hats["leader"], logged_at=LOGGED, happened_on=LOGGED.date(), did="Secret!"
    )
    return challenge


def owed(now: datetime) -> list[Notice]:
    owe(quiet_challenges(now))
    return list(Notice.objects.filter(kind=QUIET).order_by("pk"))


def why_not(notice: Notice, now: datetime = LATER) -> str:
    return telling.why_not(notice, now)


def test_after_three_weeks_the_team_is_told_once(world: World, challenge: Challenge) -> None:
    assert owed(QUIET_AT - timedelta(seconds=1)) == []
    (notice,) = owed(LATER)
    assert notice.contact.person == world.hats["leader"].person
    assert notice.due_at == QUIET_AT
    assert owed(LATER + timedelta(days=30)) == [notice]
    assert why_not(notice) == ""


def test_the_partnership_says_how_long_quiet_is(world: World, challenge: Challenge) -> None:
    world.partnership.quiet_after_days = 30
    world.partnership.save()
    assert owed(LATER) == []
    assert len(owed(LOGGED + timedelta(days=30))) == 1


def test_the_subject_begins_with_what_changed_and_tells_no_text(challenge: Challenge) -> None:
    (notice,) = owed(LATER)
    message = telling.told(notice)
    assert message.subject == "Quiet for three weeks: Lonely winters"
    assert message.lines[0].startswith("This challenge has been quiet for three weeks")
    assert "Thursday 1 October 2026" in message.lines[1]
    assert message.link.endswith("/challenges/lonely-winters/log/")
    assert "Secret!" not in " ".join(message.lines)


def test_it_is_a_mailing_that_can_be_left_and_keeps_decent_hours() -> None:
    kind = kinds()[QUIET]
    assert kind.topic.optional
    assert kind.timing is Timing.WORKING_DAY


def test_a_challenge_can_have_a_number_of_its_own(world: World, challenge: Challenge) -> None:
    set_pace(challenge, by=world.actor("chair"), quiet_after_days=30, no_reminders_until=None)
    assert owed(LATER) == []
    (notice,) = owed(LOGGED + timedelta(days=30))
    assert "quiet for 30 days" in telling.told(notice).lines[0]


def test_nobody_is_reminded_until_the_day_and_then_once_more_if_it_is_still_quiet(
    world: World, challenge: Challenge
) -> None:
    (before,) = owed(LATER)
    ends = LATER.date() + timedelta(days=10)
    set_pace(
        challenge, by=world.actor("coordinator"), quiet_after_days=None, no_reminders_until=ends
    )
    assert why_not(before) == "Nobody is to be reminded of it for a while."
    assert owed(LATER + timedelta(days=5)) == [before]
    after = LATER + timedelta(days=10)
    _, again = owed(after)
    assert why_not(again, after) == ""
    assert again.due_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert len(owed(after + timedelta(days=30))) == 2


def test_not_when_it_counts_as_quiet_later_meanwhile(world: World, challenge: Challenge) -> None:
    (notice,) = owed(LATER)
    set_pace(challenge, by=world.actor("chair"), quiet_after_days=60, no_reminders_until=None)
    assert why_not(notice) == "It counts as quiet later than it did."


def test_quiet_hours_and_weekends_are_as_the_partnership_set_them(challenge: Challenge) -> None:
    challenge.partnership.writes_from = time(9, 30)
    assert kinds()[QUIET].cadence(challenge).opens == time(9, 30)


def test_many_quiet_challenges_take_no_more_queries_than_one(
    world: World, challenge: Challenge
) -> None:
    with CaptureQueriesContext(connection) as one:
        assert len(list(quiet_challenges(LATER))) == 1
    for number in range(5):
        more = make_challenge(world, f"Challenge {number}")
        ChallengeMember.objects.create(challenge=more, hat=world.co_leader)
    with CaptureQueriesContext(connection) as many:
        assert len(list(quiet_challenges(LATER))) == 11
    assert len(many) == len(one) <= 5


def test_only_the_chair_and_the_coordinator_pace_a_challenge(
    world: World, challenge: Challenge
) -> None:
    with pytest.raises(NotAllowed):
        set_pace(challenge, by=world.actor("leader"), quiet_after_days=9, no_reminders_until=None)
    with pytest.raises(QuietTooSoon):
        set_pace(challenge, by=world.actor("chair"), quiet_after_days=6, no_reminders_until=None)
    close(challenge, by=world.actor("chair"), verdict="better", evidence="Seen.", now=LATER)
    with pytest.raises(AlreadyClosed):
        set_pace(challenge, by=world.actor("chair"), quiet_after_days=9, no_reminders_until=None)


def test_not_when_somebody_logged_meanwhile_and_again_after_the_next_silence(
    world: World, challenge: Challenge
) -> None:
    (first,) = owed(LATER)
    log_work(challenge, by=world.actor("leader"), work=Work("Met.", LATER.date()), now=LATER)
    assert why_not(first) == "Somebody logged work meanwhile."
    assert owed(LATER + timedelta(days=20)) == [first]
    _, second = owed(LATER + timedelta(days=21))
    assert why_not(second, LATER + timedelta(days=21)) == ""


def test_not_when_the_challenge_was_closed(world: World, challenge: Challenge) -> None:
    (notice,) = owed(LATER)
    close(challenge, by=world.actor("chair"), verdict="better", evidence="Seen.", now=LATER)
    assert why_not(notice) == "The challenge is not active any more."
    Notice.objects.all().delete()
    assert owed(LATER) == []


def test_not_to_who_has_left_the_team_or_whose_hat_has_ended(
    world: World, challenge: Challenge
) -> None:
    ChallengeMember.objects.create(challenge=challenge, hat=world.co_leader)
    first, second = owed(LATER)
    leave_team(challenge, by=world.actor("leader"))
    assert why_not(first) == "They are not in the team any more."
    world.co_leader.ends_at = LATER
    world.co_leader.save()
    assert why_not(second) == "They are not in the team any more."


def test_a_challenge_without_an_entry_is_quiet_since_it_was_activated(world: World) -> None:
    challenge = make_challenge(world)
    challenge.active_since = LOGGED
    challenge.save()
    assert len(owed(LATER)) == 1


def test_each_member_is_told_at_one_contact_point(world: World, challenge: Challenge) -> None:
    person = world.hats["leader"].person
    person.contact_points.create(kind="phone", value="07700 900111")
    (notice,) = owed(LATER)
    assert notice.contact.kind == "email"
