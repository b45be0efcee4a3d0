"""A partnership says when, and how often, people hear from it."""

from __future__ import annotations

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import (
    OpenTooShort,
    QuietTooSoon,
    QuietUntilNextDay,
    SummaryAtWeekend,
    TooFewOrTooMany,
)
from partnership.models import Partnership
from partnership.rules import can_set_cadence
from reminders.cadence import Cadence

PACED = "set when and how often we write"
_REFUSALS = {
    "quiet_hours_end_on_one_day": QuietUntilNextDay,
    "quiet_hours_leave_four_hours": OpenTooShort,
    "weekly_cap_is_1_to_20": TooFewOrTooMany,
    "summary_comes_on_a_working_weekday": SummaryAtWeekend,
    "quiet_is_a_week_at_least": QuietTooSoon,
}


def set_cadence(
    partnership: Partnership,
    *,
    by: Actor,
    cadence: Cadence,
    quiet_after_days: int,
    summary_weekday: int,
) -> Partnership:
    """Set quiet hours, weekends, the weekly cap, the day of the summary, and how long is quiet.

    It holds from the next message on, also for what is owed already. Raises `QuietUntilNextDay`,
    `OpenTooShort`, `TooFewOrTooMany`, `SummaryAtWeekend` and `QuietTooSoon`.
    """
    require(can_set_cadence(by, partnership))
    with recorded(by, PACED, refusals=_REFUSALS):
        held = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        held.writes_from, held.writes_until = cadence.opens, cadence.closes
        held.writes_at_weekends, held.weekly_cap = cadence.weekends, cadence.weekly_cap
        held.quiet_after_days, held.summary_weekday = quiet_after_days, summary_weekday
        held.save()
    return held
