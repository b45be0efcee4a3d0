from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reminders.hours import LOCAL, is_decent, next_decent

# The nights on which the clocks change in England, 2025 to 2028.
CHANGES = [
    date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25),
    date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29),
]  # fmt: skip


@pytest.mark.parametrize("day", CHANGES)
def test_around_a_clock_change_every_message_arrives_at_a_decent_local_hour(day: date) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=12)
    for half_hour in range(48):
        due = start + timedelta(minutes=30 * half_hour)
        goes = next_decent(due)
        local = goes.astimezone(LOCAL)
        assert goes >= due
        assert 8 <= local.hour < 20
        assert goes == due or (local.hour, local.minute) == (8, 0)
        assert goes - due <= timedelta(hours=13)
        assert is_decent(goes)


def test_eight_in_the_morning_is_another_hour_of_the_world_in_summer() -> None:
    winter = next_decent(datetime(2026, 10, 25, 3, 0, tzinfo=UTC))
    summer = next_decent(datetime(2026, 10, 24, 3, 0, tzinfo=UTC))
    assert winter == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)
    assert summer == datetime(2026, 10, 24, 7, 0, tzinfo=UTC)


def test_eight_in_the_evening_is_too_late() -> None:
    assert not is_decent(datetime(2026, 1, 5, 20, 0, tzinfo=UTC))
    assert next_decent(datetime(2026, 1, 5, 20, 0, tzinfo=UTC)) == datetime(
        2026, 1, 6, 8, 0, tzinfo=UTC
    )
    assert is_decent(datetime(2026, 1, 5, 19, 59, 59, tzinfo=UTC))
