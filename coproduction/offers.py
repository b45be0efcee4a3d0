"""How long a freed place is held for whoever is next. Pure: told the time, it looks nothing up.

The waiting list's page publishes this in plain words (`templates/coproduction/_waiting_rule.html`):
change both together.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from reminders.hours import next_decent

# How near the session is when the clock of an offer starts, and how long the offer then stands.
NEAR = (
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=3), timedelta(hours=4)),
)
NORMALLY = timedelta(hours=24)


def clock_starts(now: datetime, starts_at: datetime) -> datetime:
    """When the time to answer begins to run, and when the message goes.

    At once from 8:00 to 20:00 local time, and otherwise at the next 8:00, as nobody should be
    woken, nor lose a place asleep. At once in the night too if the session begins before 8:00.
    """
    decent = next_decent(now)
    return decent if decent < starts_at else now


def answer_by(now: datetime, starts_at: datetime) -> datetime:
    """The deadline of an offer made `now` for a session that begins at `starts_at`, later.

    24 hours after its clock starts; 4 hours if the session then begins within three days; 1 hour
    if it begins within a day; never after the session began.
    """
    begins = clock_starts(now, starts_at)
    ahead = starts_at - begins
    stands = next((hours for near, hours in NEAR if ahead <= near), NORMALLY)
    return min(begins + stands, starts_at)
