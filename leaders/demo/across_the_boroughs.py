"""A programme modelled on Leaders in Greater Manchester: it copies the idea and no fact.

All of it is invented: people, money and figures.
"""

from __future__ import annotations

from datetime import date

from leaders.demo.cohorts import (
    CARERS,
    DACORUM,
    FOOD,
    HARLOW,
    HARLOW_HOSPITAL,
    HOMES,
    NEIGHBOURS,
    STEVENAGE,
    WATFORD,
    Cohort,
    Programme,
    Took,
)
from partnership.demo import (
    COMMUNITY,
    EAST_NORTH,
    HERTFORDSHIRE,
    MENTAL_HEALTH,
    OLD_BOARD,
    WEST_HERTS,
)


def across_the_boroughs(today: date) -> Programme:
    return Programme(
        name="Across the Boroughs, modelled on Leaders in Greater Manchester",
        focus="organisation",
        about=(
            "Managers of the county, the boroughs and the trusts learn side by side for eight "
            "months. Each brings a problem of their own organisation, and takes an answer home "
            "that somebody from elsewhere has helped to find."
        ),
        modelled_on="Leaders in Greater Manchester",
        starts_on=date(2021, 9, 1),
        run_by=(HERTFORDSHIRE, WEST_HERTS),
        target=40,
        money=(
            (HERTFORDSHIRE, 25_000, date(2021, 9, 1), date(2025, 4, 1)),
            (WEST_HERTS, 12_000, date(2024, 1, 1), date(today.year + 1, 4, 1)),
        ),
        cohorts=(
            Cohort(
                name="Cohort of 2021",
                starts_on=date(2021, 10, 4),
                ends_on=date(2022, 7, 1),
                places=10,
                mix={"nhs": 4, "local_government": 4, "voluntary": 2},
                challenge="Each works on a problem of their own organisation.",
                eligible=(60, 18, None),
                took=(
                    Took("Carol Nwosu", "NHS East and North Hertfordshire CCG", "Chief officer"),
                    Took("Sunil Dasgupta", EAST_NORTH, "Manager of surgery"),
                    Took("Hattie Lowndes", WEST_HERTS, "Head of nursing"),
                    Took("Ruaridh Bell", COMMUNITY, "Manager of therapies"),
                    Took("Peter Lindqvist", HERTFORDSHIRE, "Director of adult care", HERTFORDSHIRE),
                    Took("Joyce Abara", WATFORD, "Head of leisure", HERTFORDSHIRE),
                    Took("Ben Sayer", STEVENAGE, "Head of housing", HERTFORDSHIRE),
                    Took("Petra Novak", DACORUM, "Head of planning", HERTFORDSHIRE),
                    Took("Sheena Orr", NEIGHBOURS, "Director", HERTFORDSHIRE),
                ),
            ),
            Cohort(
                name="Cohort of 2024",
                starts_on=date(2024, 2, 5),
                ends_on=date(2024, 12, 2),
                places=12,
                mix={"nhs": 4, "local_government": 4, "voluntary": 2, "housing": 1},
                challenge="Each works on a problem of their own organisation.",
                eligible=(80, 22, None),
                took=(
                    Took("Daniel Okafor", OLD_BOARD, "Deputy director"),
                    Took("Fiona Castle", MENTAL_HEALTH, "Director of nursing"),
                    Took("Priya Raman", WEST_HERTS, "Programme manager"),
                    Took("Tariq Awan", HARLOW_HOSPITAL, "Manager of emergency care"),
                    Took("Ruth Adeyemi", HERTFORDSHIRE, "Director", HERTFORDSHIRE),
                    Took("Gemma Stride", HARLOW, "Head of community safety", HERTFORDSHIRE),
                    Took("Owen Marchbank", DACORUM, "Head of parks", HERTFORDSHIRE),
                    Took("Lucy Hallett", STEVENAGE, "Head of culture", HERTFORDSHIRE),
                    Took("Ian Quill", CARERS, "Manager", HERTFORDSHIRE),
                    Took("Delphine Roux", FOOD, "Trustee", HERTFORDSHIRE),
                    Took("Martin Sealy", HOMES, "Scheme manager", HERTFORDSHIRE),
                ),
            ),
        ),
        evaluations=(
            {
                "title": "Three years of learning side by side",
                "by": "Those who run the programme",
                "independent": False,
                "on": date(2025, 3, 10),
                "worked": "Managers stayed: seventeen of twenty still work in the two counties.",
                "did_not_work": (
                    "They went back to their own organisations and mostly stayed there. Nobody "
                    "asked residents whether anything had changed for them."
                ),
                "source": "Review of 12 pages, invented for the demonstration",
            },
        ),
    )
