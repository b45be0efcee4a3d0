"""Times as people in England read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accounts.templatetags.clock import clock, clock_range


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 12, 3, 18, 30, tzinfo=UTC), "6:30pm"),
        (datetime(2026, 12, 3, 10, 0, tzinfo=UTC), "10am"),
        (datetime(2026, 12, 3, 12, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 12, 3, 0, 0, tzinfo=UTC), "midnight"),
        (datetime(2026, 12, 3, 0, 5, tzinfo=UTC), "12:05am"),
        (datetime(2026, 7, 3, 18, 30, tzinfo=UTC), "7:30pm"),
        (None, ""),
    ],
)
def test_a_time_is_read_in_london(at: datetime | None, words: str) -> None:
    assert clock(at) == words


def test_a_session_lasts_from_one_time_to_another() -> None:
    starts = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
    assert clock_range(starts, datetime(2026, 12, 3, 20, 0, tzinfo=UTC)) == "6:30pm to 8pm"
    assert clock_range(starts, None) == "6:30pm"
