"""Sessions of the next twelve months."""

from __future__ import annotations

from datetime import time

from coproduction.demo.programme import (
    CONDITIONS,
    HARLOW,
    HEMEL,
    MARKET,
    OBESITY,
    ONLINE,
    STEVENAGE,
    Script,
)

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
        *HARLOW,
        time(17, 30),
        2.5,
        14,
        0,
        "What the free cooking course teaches, and at what hour it starts",
        "It runs in Harlow this spring",
        booked=14,
        waiting=4,
        gave_back=True,
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
        *HEMEL,
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
        *HARLOW,
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
        *ONLINE,
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
        *MARKET,
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
        *STEVENAGE,
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
        *HEMEL,
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
        *HEMEL,
        time(10, 30),
        2,
        30,
        30,
        "Whether the clinic goes on, grows or stops",
        "The figures are read together before anybody decides",
        booked=0,
    ),
]
