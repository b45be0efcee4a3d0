from __future__ import annotations

from datetime import date

from partnership.history_in_words import history_of
from partnership.models import Organisation, Place, PlaceName, PlaceService, PlaceSuccession

JULY_2022, APRIL_2026 = date(2022, 7, 1), date(2026, 4, 1)


def place(
    name: str = "Fen", kind: str = "system", pk: int = 1, ends_on: date | None = None
) -> Place:
    return Place(pk=pk, kind=kind, name=name, ends_on=ends_on)


def served(
    name: str, starts: date | None, ends: date | None, *, partly: bool = False, sector: str = "nhs"
) -> PlaceService:
    body = Organisation(name=name, sector=sector)
    return PlaceService(
        place=place(), organisation=body, starts_on=starts, ends_on=ends, partly=partly
    )


def told(*services: PlaceService) -> list[str]:
    return history_of(place(), services, [], [])


def test_a_body_that_ended_is_told_with_its_last_month() -> None:
    assert told(served("NHS Fen ICB", JULY_2022, APRIL_2026)) == [
        "From July 2022 to March 2026 NHS Fen ICB planned its services."
    ]


def test_a_body_of_today_is_told_in_the_present() -> None:
    assert told(served("NHS East ICB", APRIL_2026, None)) == [
        "Since April 2026 NHS East ICB plans its services."
    ]


def test_bodies_that_shared_the_place_are_told_together() -> None:
    bodies = [served(f"NHS {name} CCG", None, JULY_2022, partly=True) for name in "BAC"]
    assert told(*bodies) == [
        "Until June 2022 NHS A CCG, NHS B CCG and NHS C CCG each planned services for a part of it."
    ]


def test_what_has_no_known_start_comes_before_what_followed_it() -> None:
    sentences = told(served("NHS Fen ICB", JULY_2022, None), served("NHS Fen CCG", None, JULY_2022))
    assert sentences[0].startswith("Until June 2022")


def test_a_council_is_a_council() -> None:
    assert told(served("Fen Council", None, None, sector="local_government")) == [
        "Today its council is Fen Council."
    ]


def test_the_first_register_is_told_as_a_year() -> None:
    name = PlaceName(
        place=place(),
        name="Fen Sustainability and Transformation Partnership",
        starts_on=date(2017, 4, 1),
        ends_on=JULY_2022,
    )
    assert history_of(place(), [], [name], []) == [
        "From 2017 to June 2022 health and care bodies planned here together as the "
        "Fen Sustainability and Transformation Partnership."
    ]


def test_a_place_that_was_divided_lives_on() -> None:
    areas = [
        PlaceSuccession(predecessor=place(), successor=place(name, pk=pk), on=APRIL_2026)
        for pk, name in ((2, "East"), (3, "Coast"))
    ]
    assert history_of(place(), [], [], areas) == [
        "Since April 2026 it has been divided between the planning areas Coast and East."
    ]


def test_a_district_that_ended_says_what_became_of_it() -> None:
    craven = place("Craven", "district", ends_on=date(2023, 4, 1))
    follows = PlaceSuccession(
        predecessor=craven, successor=place("North Yorkshire", pk=2), on=date(2023, 4, 1)
    )
    assert history_of(craven, [], [], [follows]) == [
        "In April 2023 it became part of North Yorkshire."
    ]
