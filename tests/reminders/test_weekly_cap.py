"""No more mailings in a week than the partnership wants, however many deliver at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reminders.batch import Batch
from reminders.kinds import kinds
from reminders.models import Notice
from tests.reminders.factories import NOON, make_contact, make_notice

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(milliseconds=3)


def counted(notice: Notice) -> int:
    """How many mailings of this week whoever holds this notice takes to be sent before it."""
    batch = Batch([notice], NOON)
    thing = batch.thing(notice)
    assert thing is not None
    return batch.circumstances(notice, kinds()["mailing"], thing, NOON).sent_this_week


def test_of_two_that_are_taken_up_at_once_the_later_counts_the_earlier() -> None:
    contact = make_contact()
    taken = {"state": "claimed", "attempts": 1}
    later = make_notice("mailing", contact, claimed_at=LATER, version="2", **taken)
    first = make_notice("mailing", contact, claimed_at=NOON, version="1", **taken)
    assert (counted(first), counted(later)) == (0, 1)
    same = make_notice("mailing", contact, claimed_at=LATER, version="3", **taken)
    assert (counted(first), counted(later), counted(same)) == (0, 1, 2)


def test_what_was_asked_for_and_what_goes_to_others_does_not_count() -> None:
    contact = make_contact()
    mine = make_notice("mailing", contact, state="claimed", claimed_at=LATER)
    make_notice("told", contact, state="claimed", claimed_at=NOON)
    make_notice("mailing", state="claimed", claimed_at=NOON)
    assert counted(mine) == 0
