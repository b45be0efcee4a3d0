"""When and how often a partnership writes to people, said as a chair would say it."""

from __future__ import annotations

from datetime import date, datetime, time

from accounts.templatetags.clock import clock
from partnership.models import Partnership


def in_words(partnership: Partnership) -> str:
    """The consequence of the cadence, in one line."""
    return (
        f"Quiet hours from {_hour(partnership.writes_until)} to {_hour(partnership.writes_from)}; "
        f"leaders of a challenge hear after {partnership.quiet_after_days} quiet days"
    )


def consequences(partnership: Partnership) -> list[str]:
    """What each setting means for people, a sentence each."""
    weekends = (
        "Mailings go at weekends and on bank holidays too."
        if partnership.writes_at_weekends
        else "Mailings wait over weekends and bank holidays."
    )
    cap = partnership.weekly_cap
    return [
        f"{in_words(partnership)}.",
        f"{weekends} Reminders about work go on working days only.",
        f"One person gets {cap} mailing{'' if cap == 1 else 's'} a week at most; more of them "
        "come together in one message on Monday.",
        f"The chair’s summary comes on {partnership.get_summary_weekday_display()} at "
        f"{_hour(max(partnership.writes_from, time(8, 0)))}, when something needs the chair.",
        "Messages about a booking, such as a confirmation or a cancelled session, go at once.",
    ]


def _hour(at: time) -> str:
    return clock(datetime.combine(date.min, at))
