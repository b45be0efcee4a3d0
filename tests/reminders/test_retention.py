"""Messages are forgotten 25 months after, so many at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reminders import retention
from reminders.models import Notice
from tests.reminders.factories import NOON, make_contact, make_notice

pytestmark = pytest.mark.django_db
LONG_AGO = NOON - timedelta(days=800)


def test_what_is_long_over_is_forgotten_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_A_TIME", 2)
    monkeypatch.setattr(retention, "TIMES", 2)
    contact = make_contact()
    for number in range(5):
        make_notice(
            contact=contact,
            version=str(number),
            due_at=LONG_AGO,
            state="sent",
            settled_at=LONG_AGO,
        )
    kept = make_notice(contact=contact, due_at=LONG_AGO, state="sent", settled_at=NOON)
    assert retention.forget_notices(NOON) == 4, "two batches of two; the rest in an hour"
    assert retention.forget_notices(NOON) == 1
    assert retention.forget_notices(NOON) == 0
    assert list(Notice.objects.all()) == [kept]
