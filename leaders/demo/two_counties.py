"""A programme modelled on Frimley 2020, of which it copies the idea and no fact.

All of it is invented: people, money and figures.
"""

from __future__ import annotations

from datetime import date, timedelta

from leaders.demo.cohorts import (
    CARERS,
    DACORUM,
    FOOD,
    HARLOW,
    HARLOW_HOSPITAL,
    HOME_CARE,
    NEIGHBOURS,
    RESIDENTS,
    STEVENAGE,
    WATFORD,
    WHEELS,
    Asked,
    Cohort,
    Programme,
    Took,
)
from partnership.demo import (
    CENTRAL_EAST,
    COMMUNITY,
    EAST_NORTH,
    ESSEX,
    HERTFORDSHIRE,
    MENTAL_HEALTH,
    OLD_BOARD,
    WEST_HERTS,
)
from partnership.investment import FinancialYear


def two_counties(today: date) -> Programme:
    starts = today + timedelta(days=75)
    the_year_after_next = date(FinancialYear.of(today).first + 2, 4, 1)
    return Programme(
        name="Two Counties 2030, modelled on Frimley 2020",
        focus="place",
        about=(
            "For ten months, one day a fortnight, people from hospitals, councils, care companies "
            "and voluntary groups work on one thing that is wrong in Hertfordshire and west "
            "Essex.\n\nThey meet where people live: in a community kitchen, on a ward, in a town "
            "hall. Residents say whether it helped. Nobody works on their own organisation’s "
            "plan; what changes in the place is what counts."
        ),
        modelled_on="Frimley 2020",
        starts_on=date(2023, 9, 4),
        run_by=(HERTFORDSHIRE, COMMUNITY, NEIGHBOURS),
        target=60,
        money=(
            (OLD_BOARD, 40_000, date(2023, 9, 4), date(2026, 4, 1)),
            (CENTRAL_EAST, 42_000, date(2026, 4, 1), today + timedelta(days=125)),
            (
                HERTFORDSHIRE,
                18_000,
                date(2024, 4, 1),
                the_year_after_next,
            ),
        ),
        cohorts=(_too_many_from_the_nhs(), _better_mixed(), _open_now(today, starts)),
        evaluations=(
            {
                "title": "What two cohorts changed, and what they did not",
                "by": "A university team that was not paid by the programme (invented)",
                "independent": True,
                "on": date(2026, 2, 16),
                "worked": (
                    "People rang each other before they wrote to each other. Of 22 people asked, "
                    "17 named somebody of another sector whom they had since asked for help. Two "
                    "pieces of work went on after the cohort had ended."
                ),
                "did_not_work": (
                    "The first cohort was mostly NHS, and the voluntary group that was in it left "
                    "because nobody paid for its time. No care company finished. A year later, "
                    "nobody could show that waits had become shorter because of it."
                ),
                "source": "Report of 40 pages, invented for the demonstration",
            },
            {
                "title": "Our own look at the first cohort",
                "by": "Those who run the programme",
                "independent": False,
                "on": date(2024, 9, 9),
                "worked": "Everybody who finished would recommend it to a colleague.",
                "did_not_work": "Eight of eleven came from the NHS. We had asked whom we knew.",
                "source": "Board paper 7, September 2024, invented for the demonstration",
            },
        ),
        awards=(
            {
                "name": "Learning across boundaries, highly commended",
                "given_by": "A national network (invented)",
                "on": date(2025, 11, 20),
                "source": "Invented for the demonstration",
            },
        ),
    )


def _too_many_from_the_nhs() -> Cohort:
    return Cohort(
        name="First cohort",
        starts_on=date(2023, 9, 11),
        ends_on=date(2024, 7, 1),
        places=12,
        mix={"nhs": 4, "local_government": 3, "voluntary": 3, "care_provider": 2},
        challenge="Fewer people wait in hospital for care at home.",
        took=(
            Took("Grace Oduya", EAST_NORTH, "Diabetes nurse", OLD_BOARD, 2_400),
            Took("Imran Sheikh", WEST_HERTS, "Ward manager", OLD_BOARD, 2_400),
            Took("Bronwen Pryce", HARLOW_HOSPITAL, "Physiotherapist", OLD_BOARD, 2_400),
            Took("Olivia Hartnell", COMMUNITY, "Community matron", OLD_BOARD, 2_400),
            Took("Samuel Adeleke", MENTAL_HEALTH, "Service manager", OLD_BOARD, 2_400),
            Took("Nadia Rahimi", WEST_HERTS, "Pharmacist", OLD_BOARD, 2_400),
            Took("Peter Cobbold", OLD_BOARD, "Finance lead", OLD_BOARD, 2_400),
            Took("Jasmin Vella", EAST_NORTH, "Doctor", OLD_BOARD, 2_400),
            Took("Margaret Whitlock", HERTFORDSHIRE, "Head of adult care", HERTFORDSHIRE, 2_400),
            Took("Colm Brady", STEVENAGE, "Housing manager", HERTFORDSHIRE, 2_400),
            Took("Amina Yusuf", FOOD, "Kitchen lead", HERTFORDSHIRE, 2_400),
            Took("Dilys Amos", CARERS, "Treasurer", left_on=date(2023, 12, 4)),
        ),
    )


def _better_mixed() -> Cohort:
    return Cohort(
        name="Second cohort",
        starts_on=date(2025, 1, 13),
        ends_on=date(2025, 12, 1),
        places=14,
        mix={"nhs": 5, "local_government": 4, "voluntary": 3, "care_provider": 2},
        challenge="Families in Watford, Stevenage and Harlow find it easier to eat well.",
        eligible=(140, 30, 13),
        took=(
            Took("Grace Oduya", EAST_NORTH, "Lead diabetes nurse", OLD_BOARD, 2_600),
            Took("Daniel Okafor", OLD_BOARD, "Director", OLD_BOARD, 2_600),
            Took("Lorna Fairweather", COMMUNITY, "School nurse", OLD_BOARD, 2_600),
            Took("Viktor Hale", HARLOW_HOSPITAL, "Dietitian", OLD_BOARD, 2_600),
            Took("Sunita Bhatt", MENTAL_HEALTH, "Psychologist", OLD_BOARD, 2_600),
            Took("Emeka Obi", HERTFORDSHIRE, "Public health manager", HERTFORDSHIRE, 2_600),
            Took("Rhiannon Mould", WATFORD, "Parks manager", HERTFORDSHIRE, 2_600),
            Took("Gavin Tranter", HARLOW, "Planner", HERTFORDSHIRE, 2_600),
            Took("Yvonne Castell", ESSEX, "Commissioner of care", HERTFORDSHIRE, 2_600),
            Took("Tom Ellery", NEIGHBOURS, "Community organiser", HERTFORDSHIRE, 2_600),
            Took("Farida Noor", FOOD, "Cook and trainer", HERTFORDSHIRE, 2_600),
            Took("Bert Langley", WHEELS, "Walk leader", HERTFORDSHIRE, 2_600),
            Took("Agnieszka Wilk", HOME_CARE, "Registered manager", HERTFORDSHIRE, 2_600),
        ),
    )


def _open_now(today: date, starts: date) -> Cohort:
    return Cohort(
        name="Third cohort",
        starts_on=starts,
        ends_on=starts + timedelta(days=300),
        applications_until=today + timedelta(days=21),
        places=14,
        mix={
            "nhs": 4,
            "local_government": 4,
            "voluntary": 3,
            "care_provider": 2,
            "residents": 1,
        },
        challenge="Somebody who lives with three illnesses tells their story once.",
        eligible=(150, 34, 13),
        took=(
            Took("Ines Caldeira", WEST_HERTS, "Consultant in older people", CENTRAL_EAST, 2_800),
            Took("Howard Pinnock", COMMUNITY, "District nurse", CENTRAL_EAST, 2_800),
            Took("Leila Mansour", MENTAL_HEALTH, "Peer support lead", CENTRAL_EAST, 2_800),
            Took("Ross Eddery", HERTFORDSHIRE, "Social worker", HERTFORDSHIRE, 2_800),
            Took("Maud Ferris", CARERS, "Chair of the carers"),
        ),
        asked=(
            Asked(
                "Stefan Brandl",
                EAST_NORTH,
                "Ward sister",
                "I discharge people to homes that I have never seen. I would like to see them.",
                9,
            ),
            Asked(
                "Chidi Nnamdi",
                CENTRAL_EAST,
                "Programme manager",
                "I write plans for people who fall between us. I would rather write them together.",
                8,
            ),
            Asked(
                "Wendy Sparrow",
                DACORUM,
                "Housing officer",
                "Every week I find somebody who has four letters from four clinics on one day.",
                7,
            ),
            Asked(
                "Kofi Baptiste",
                WHEELS,
                "Volunteer coordinator",
                "People tell me on a walk what they never told a doctor. I cannot pay for a place.",
                6,
            ),
            Asked(
                "Moira Tennant",
                "Larch Row Care Home",
                "Deputy manager",
                "Our residents go to hospital on Fridays because nobody answers. I ask myself why.",
                4,
                sector="care_provider",
            ),
            Asked(
                "Alf Dunmore",
                RESIDENTS,
                "Secretary",
                "My wife has three conditions and eleven appointments. I know how it feels.",
                2,
            ),
            Asked(
                "Neil Garrod",
                WEST_HERTS,
                "Operations manager",
                "I would like to widen my network.",
                11,
                not_this_time="More people from hospitals applied than the mix has places for. The "
                "next cohort opens in autumn, and we would be glad to hear from you again.",
            ),
        ),
    )
