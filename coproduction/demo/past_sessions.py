"""Sessions of the last twelve months."""

from __future__ import annotations

from datetime import time

from coproduction.demo.programme import (
    CONDITIONS,
    HARLOW,
    HEMEL,
    MARKET,
    OBESITY,
    STEVENAGE,
    Script,
)

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
        *MARKET,
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
        *HEMEL,
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
        *HARLOW,
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
        *STEVENAGE,
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
        *STEVENAGE,
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
        *MARKET,
        time(18, 0),
        2,
        26,
        14,
        "When and where yearly checks are offered",
        "There are two review days a month",
        booked=27,
    ),
]
