"""What was decided after which session, and who promised what: days count from the seeding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coproduction.demo.programme import CONDITIONS, OBESITY
from coproduction.demo.voices_words import (
    A_BENCH,
    FRUIT_AT_THE_DOOR,
    NIGHT_NUMBER,
    NONE_BECAUSE,
    ONE_VISIT,
    STILL_TO_READ,
    WHY_A_BENCH,
    WHY_DRINKS,
    WHY_FRUIT,
    WHY_NIGHT_NUMBER,
    WHY_ONE_VISIT,
    Heard,
)


@dataclass(frozen=True)
class Promise:
    """`made` and `due` are days from now; with `kept`, `witness` has seen the `evidence`."""

    organisation: str
    will_do: str
    made: int
    due: int
    kept: int | None = None
    witness: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Verdict:
    """A decision; without `public` a draft, with `none_because` one that rests on no words."""

    slug: str
    title: str
    reason: str
    how: str
    decided_by: str
    decided: int
    public: int | None = None
    review: int | None = None
    none_because: str = ""
    promises: Sequence[Promise] = ()


@dataclass(frozen=True)
class Story:
    """What was said at a past session (found by its slug), and the decision that it fed."""

    challenge: str
    verdict: Verdict
    session: str = ""
    heard: Sequence[Heard] = ()


STORIES = [
    Story(
        CONDITIONS,
        session="reviews-that-fit-our-lives",
        heard=[*ONE_VISIT, *STILL_TO_READ],
        verdict=Verdict(
            "one-morning-with-everybody-in-it",
            "One morning with everybody in it, instead of a visit for each condition",
            WHY_ONE_VISIT,
            "jointly",
            "The partnership’s board, with residents of Watford",
            decided=-25,
            public=-24,
            review=120,
            promises=[
                Promise(
                    "West Hertfordshire Teaching Hospitals NHS Trust",
                    "Make one of the two review days a Saturday, with a nurse, a pharmacist and a "
                    "doctor in one room",
                    made=-22,
                    due=-3,
                    kept=-5,
                    witness="Watford Food and Friends",
                    evidence="Five people who eat with us went on the first Saturday. Each had "
                    "blood taken once, saw all three in one morning, and left with one plan on one "
                    "page.",
                ),
                Promise(
                    "NHS Central East Integrated Care Board",
                    "Print one list of medicines for each person, and have every practice in "
                    "Watford write on it",
                    made=-21,
                    due=45,
                ),
            ],
        ),
    ),
    Story(
        CONDITIONS,
        session="my-care-in-one-place",
        heard=NIGHT_NUMBER,
        verdict=Verdict(
            "a-number-for-the-night",
            "A number for the night on the front of every care plan",
            WHY_NIGHT_NUMBER,
            "jointly",
            "The partnership’s board and the Dacorum Carers’ Circle",
            decided=-118,
            public=-116,
            review=60,
            promises=[
                Promise(
                    "Hertfordshire Community NHS Trust",
                    "Have a nurse who can see the plan answer that number from ten at night to "
                    "seven in the morning",
                    made=-112,
                    due=33,
                ),
            ],
        ),
    ),
    Story(
        OBESITY,
        session="walking-our-estate",
        heard=A_BENCH,
        verdict=Verdict(
            "a-bench-every-ten-minutes",
            "A bench every ten minutes round Bishop’s Park",
            WHY_A_BENCH,
            "consulted",
            "The partnership’s board",
            decided=-186,
            public=-184,
            review=20,
            promises=[
                Promise(
                    "Harlow District Council",
                    "Put a bench every ten minutes’ slow walk on the path round Bishop’s Park, and "
                    "take the second gate away",
                    made=-180,
                    due=-60,
                    kept=-67,
                    witness="Stevenage Walking Wheels",
                    evidence="We came over with four chairs and two frames, and timed it. Nobody "
                    "went further than nine minutes without a bench.",
                ),
            ],
        ),
    ),
    Story(
        OBESITY,
        session="food-on-our-high-street",
        heard=FRUIT_AT_THE_DOOR,
        verdict=Verdict(
            "fruit-at-the-door",
            "Shops near schools are asked to put fruit at the door",
            WHY_FRUIT,
            "consulted",
            "The partnership’s board",
            decided=-2,
        ),
    ),
    Story(
        OBESITY,
        Verdict(
            "drinks-machines-without-sugar",
            "Drinks machines in leisure centres sell no sugar",
            WHY_DRINKS,
            "alone",
            "The partnership’s board",
            decided=-100,
            public=-99,
            none_because=NONE_BECAUSE,
        ),
    ),
]
