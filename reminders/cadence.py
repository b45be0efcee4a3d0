"""When and how often a partnership may write to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Cadence:
    """What a chair sets: quiet hours, whether mailings go at weekends, how many in a week.

    `opens` and `closes` are local times of one day; `weekly_cap` counts mailings to one contact
    point in seven days, and what is over it comes together in one message.
    """

    opens: time = time(8, 0)
    closes: time = time(20, 0)
    weekends: bool = True
    weekly_cap: int = 5
