"""The demonstration's sessions: real towns, invented venues, people and words.

Each slug is fixed, so that what people said there can be found by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

OBESITY = "rising-obesity"
CONDITIONS = "living-with-several-conditions"


@dataclass(frozen=True)
class Script:
    """One session, so many `days` from the day of seeding, on the next Tuesday to Thursday.

    Where somebody `gave_back` a place, the next of those who wait is offered it.
    """

    slug: str
    days: int
    title: str
    challenge: str
    stage: str
    purpose: str
    venue: str
    address: str
    getting_there: str
    access: str
    starts: time
    hours: float
    room: int
    online: int
    feeds: str
    fixed: str
    booked: int = 0
    waiting: int = 0
    gave_back: bool = False
    pays: str = "A £15 voucher for your time, and your travel"
    facilitators: tuple[str, ...] = ("tom.ellery",)
    decided_after: int = 35
    reply_after: int = 42


MARKET = (
    "Watford Market Kitchen",
    "Charter Place, WD17 (an invented venue)",
    (
        "Ten minutes on foot from Watford High Street station. Buses 8 and 10 stop "
        "outside. Use the blue door."
    ),
    (
        "Step-free from the blue door\nHearing loop at the front tables\nAccessible "
        "toilet on the same floor\nQuiet room next door"
    ),
)
HARLOW = (
    "Bishop’s Park Hall, Harlow",
    "Third Avenue, CM18 (an invented venue)",
    "Bus 2 from Harlow Town station, stop Third Avenue. Free parking behind the hall.",
    (
        "Step-free, automatic doors\nPortable hearing loop\nAccessible toilet with a "
        "hoist\nChildren welcome, toys in the corner"
    ),
)
HEMEL = (
    "The Old Dairy Rooms, Hemel Hempstead",
    "Marlowes, HP1 (an invented venue)",
    (
        "Five minutes on foot from the bus station. Two parking spaces for blue badges: "
        "tell us and we keep one."
    ),
    (
        "Lift to the first floor\nHearing loop\nAccessible toilet on each floor\nLow "
        "light room for a break"
    ),
)
STEVENAGE = (
    "Fairlands Community Room, Stevenage",
    "Six Hills Way, SG2 (an invented venue)",
    (
        "Fifteen minutes on foot from Stevenage station, or bus 4. The room is on the "
        "left of the lake."
    ),
    "Step-free from the car park\nHearing loop\nAccessible toilet\nAssistance dogs welcome",
)
ONLINE = ("", "", "", "Live captions\nYou can phone in\nNo camera needed")
