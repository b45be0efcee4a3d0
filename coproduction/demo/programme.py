"""The demonstration's sessions: real towns, invented venues, people and words.

Each slug is fixed, so that what people said there can be found by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

OBESITY = "rising-obesity"
CONDITIONS = "living-with-several-conditions"


@dataclass(frozen=True)
class Script:
    """One session, so many `days` from the day of seeding, on the next Tuesday to Thursday."""

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
    pays: str = "A £15 voucher for your time, and your travel"
    facilitators: tuple[str, ...] = ("tom.ellery",)
    decided_after: int = 35
    reply_after: int = 42


_MARKET = (
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
_HARLOW = (
    "Bishop’s Park Hall, Harlow",
    "Third Avenue, CM18 (an invented venue)",
    "Bus 2 from Harlow Town station, stop Third Avenue. Free parking behind the hall.",
    (
        "Step-free, automatic doors\nPortable hearing loop\nAccessible toilet with a "
        "hoist\nChildren welcome, toys in the corner"
    ),
)
_HEMEL = (
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
_STEVENAGE = (
    "Fairlands Community Room, Stevenage",
    "Six Hills Way, SG2 (an invented venue)",
    (
        "Fifteen minutes on foot from Stevenage station, or bus 4. The room is on the "
        "left of the lake."
    ),
    "Step-free from the car park\nHearing loop\nAccessible toilet\nAssistance dogs welcome",
)
_ONLINE = ("", "", "", "Live captions\nYou can phone in\nNo camera needed")

PAST = [
    Script(
        "what-makes-it-hard-to-eat-well",
        -338,
        "What makes it hard to eat well here?",
        OBESITY,
        "understand",
        (
            "Tell us what gets in the way of eating well where you live. We map shops, "
            "prices and time together."
        ),
        *_MARKET,
        time(18, 0),
        2,
        24,
        0,
        "Which two things we work on first in Watford",
        "The money for this year: £40,000",
        booked=17,
    ),
    Script(
        "one-appointment-not-five",
        -274,
        "One appointment, not five",
        CONDITIONS,
        "understand",
        (
            "If you see several clinics, tell us what a week looks like. Bring your letters "
            "if you like."
        ),
        *_HEMEL,
        time(10, 30),
        2,
        20,
        10,
        "Which appointments are joined first",
        "Hospitals stay where they are",
        booked=19,
    ),
    Script(
        "walking-our-estate",
        -211,
        "Walking our estate",
        OBESITY,
        "plan",
        (
            "We walk Bishop’s Park together and mark where walking is pleasant, and where "
            "nobody would."
        ),
        *_HARLOW,
        time(14, 0),
        2,
        16,
        0,
        "Where the council lights and mends paths next year",
        "Main roads belong to the county",
        booked=13,
    ),
    Script(
        "my-care-in-one-place",
        -149,
        "My care, in one place",
        CONDITIONS,
        "plan",
        "Nurses and residents draw a single plan for one person’s care, and try to break it.",
        *_STEVENAGE,
        time(13, 30),
        2.5,
        18,
        12,
        "What a shared care plan holds, and who may see it",
        "The law on who may see records",
        booked=21,
    ),
    Script(
        "food-on-our-high-street",
        -86,
        "Food on our high street",
        OBESITY,
        "decide",
        (
            "What is sold within five minutes of each school? We look at the count and "
            "choose what to ask for."
        ),
        *_STEVENAGE,
        time(18, 30),
        2,
        24,
        0,
        "What we ask of shops near schools",
        "No shop can be made to close",
        booked=18,
    ),
    Script(
        "reviews-that-fit-our-lives",
        -37,
        "Reviews that fit our lives",
        CONDITIONS,
        "decide",
        (
            "Yearly checks for each condition, or one check for all? Choose times and places "
            "that would work."
        ),
        *_MARKET,
        time(18, 0),
        2,
        26,
        14,
        "When and where yearly checks are offered",
        "There are two review days a month",
        booked=27,
    ),
]

COMING = [
    Script(
        "cooking-together-on-a-tight-budget",
        8,
        "Cooking together on a tight budget",
        OBESITY,
        "deliver",
        (
            "We cook four meals for under £1 a head and settle what goes into the course. "
            "Eat what we make."
        ),
        *_HARLOW,
        time(17, 30),
        2.5,
        14,
        0,
        "What the free cooking course teaches, and at what hour it starts",
        "It runs in Harlow this spring",
        booked=14,
        waiting=4,
    ),
    Script(
        "planning-the-joint-clinic",
        15,
        "Planning the joint clinic",
        CONDITIONS,
        "plan",
        (
            "One visit for heart, kidney and diabetes. Help us to plan the hour: who you "
            "meet, in which order, with whom."
        ),
        *_HEMEL,
        time(10, 30),
        2,
        24,
        12,
        "How the hour of the joint clinic is spent",
        "It opens in Hemel Hempstead in April, two days a month",
        booked=15,
        facilitators=("tom.ellery", "sheila.marsh"),
    ),
    Script(
        "a-morning-at-bishops-park",
        29,
        "A morning at Bishop’s Park",
        OBESITY,
        "deliver",
        (
            "The new path is open. Walk it with us, with a buggy, a stick or wheels, and say "
            "what still stops you."
        ),
        *_HARLOW,
        time(10, 0),
        2,
        30,
        0,
        "What is mended before the summer",
        "The route of the path",
        booked=7,
        pays="Breakfast, and your travel",
    ),
    Script(
        "what-carers-need-at-night",
        50,
        "What carers need at night",
        CONDITIONS,
        "understand",
        (
            "Caring does not stop at six. Tell us, from your sofa, what happens at night and "
            "whom you can ring."
        ),
        *_ONLINE,
        time(20, 0),
        1.5,
        0,
        40,
        "What the night phone line can do",
        "It starts with one nurse on duty",
        booked=11,
    ),
    Script(
        "school-gate-walks",
        92,
        "School gate walks",
        OBESITY,
        "deliver",
        "Parents of three schools try walking groups. We compare what worked in the first month.",
        *_MARKET,
        time(9, 15),
        1.5,
        25,
        10,
        "Which schools are next",
        "Volunteers lead the walks",
        booked=4,
    ),
    Script(
        "trying-the-one-visit-plan",
        141,
        "Trying the one-visit plan",
        CONDITIONS,
        "deliver",
        (
            "The joint clinic has run for two months. Look at what went well and what did "
            "not, with the people who run it."
        ),
        *_STEVENAGE,
        time(13, 30),
        2,
        20,
        10,
        "What changes in the clinic after the summer",
        "The building",
        booked=2,
    ),
    Script(
        "growing-food-near-home",
        204,
        "Growing food near home",
        OBESITY,
        "plan",
        (
            "Allotments are full, verges are not. Help to choose six spots where neighbours "
            "could grow food."
        ),
        *_HEMEL,
        time(18, 0),
        2,
        30,
        0,
        "The six places where beds are built",
        "Parks stay parks",
        booked=0,
    ),
    Script(
        "one-year-of-the-joint-clinic",
        316,
        "One year of the joint clinic",
        CONDITIONS,
        "review",
        (
            "Are people better? Are they less tired of waiting rooms? Read the figures with "
            "us and say what they miss."
        ),
        *_HEMEL,
        time(10, 30),
        2,
        30,
        30,
        "Whether the clinic goes on, grows or stops",
        "The figures are read together before anybody decides",
        booked=0,
    ),
]


@dataclass(frozen=True)
class Guest:
    """An invented citizen who books. Numbers are from Ofcom's ranges for drama."""

    name: str
    reach: str = ""
    party: int = 1
    mode: str = "room"
    needs: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    tell_me: bool = True

    @property
    def value(self) -> str:
        return self.reach or f"{self.name.lower().replace(' ', '.').replace('’', '')}@example.org"

    @property
    def kind(self) -> str:
        return "phone" if self.value.startswith("+") else "email"


GUESTS = [
    Guest("Marion Tate", needs=(("hearing_loop", ""), ("large_print", ""))),
    Guest("Yusuf Rahman", party=2),
    Guest("Beverley Nash", "+447700900217", needs=(("step_free", ""), ("travel", ""))),
    Guest("Ioana Petrescu", needs=(("interpreter", "Romanian"),)),
    Guest("Dev Malhotra", mode="online"),
    Guest("Gladys Oyelaran", "+441632960451", needs=(("travel", ""),)),
    Guest("Connor Walsh", mode="online", tell_me=False),
    Guest("Aisha Khalid", party=3, needs=(("carer", ""),)),
    Guest("Len Whitby", "+441632960388"),
    Guest("Rosa Almeida", mode="online", needs=(("captions", ""),)),
    Guest("Precious Moyo"),
    Guest("Stuart Fell", party=2, needs=(("quiet_space", ""),)),
    Guest("Halina Nowak", needs=(("easy_read", ""),)),
    Guest("Jerome Baptiste", mode="online"),
    Guest("Wendy Sharp", tell_me=False),
    Guest("Tariq Aziz Khan", "+447700900533"),
    Guest("Nadia Haddad", party=2, mode="online"),
    Guest("Colin Brace", needs=(("other", "I would like to sit near the door."),)),
    Guest("Shanice Grant"),
    Guest("Peggy Lowe", "+441632960712", needs=(("step_free", ""),)),
    Guest("Mateusz Zielinski", mode="online"),
    Guest("Farida Begum", party=2),
    Guest("Hugh Pemberton", mode="online", tell_me=False),
    Guest("Olive Carter"),
]
