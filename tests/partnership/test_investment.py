"""Money over years: spread by days, counted once, and where it ends said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from leaders.investment import roles_and_programmes
from leaders.models import Participation, ProgrammeFunding, RoleFunding
from partnership.actions.investing import fund_taking_part
from partnership.errors import NotAPartner, SecuredUntilBeforeItStarts
from partnership.investment import (
    PURPOSES,
    FinancialYear,
    Invested,
    by_purpose,
    by_whom,
    cliff_of,
    in_words,
    invested_in,
    total,
    years_of,
)
from tests.cast import World, make_organisation
from tests.leaders.cohorts import make_cohort, make_programme
from tests.leaders.factories import make_role

As = Callable[..., Client]
TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


@st.composite
def lines(draw: st.DrawFn) -> Invested:
    starts_on = draw(DAYS)
    return Invested(
        purpose=draw(st.sampled_from(PURPOSES)),
        thing=draw(st.sampled_from(["A", "B", "C"])),
        by=draw(st.sampled_from(["X", "Y"])),
        sector="nhs",
        pounds=draw(st.integers(1, 1_000_000)),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=draw(st.integers(1, 1200))),
        in_all=draw(st.booleans()),
    )


@given(lines())
@settings(max_examples=60, deadline=None)
def test_years_come_to_what_the_days_come_to(line: Invested) -> None:
    years = [FinancialYear(first) for first in range(2022, 2034)]
    days = (line.starts_on + timedelta(days=number) for number in range(line.days))
    spread = sum((line.on(day) for day in days), Fraction(0))
    assert sum((line.within(year) for year in years), Fraction(0)) == spread
    if line.in_all:
        assert spread == line.pounds


@given(st.lists(lines(), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_line_is_counted_twice_or_left_out(found: list[Invested]) -> None:
    years = [FinancialYear(first) for first in range(2022, 2034)]
    whole = [sum((one.within(year) for one in found), Fraction(0)) for year in years]
    assert list(total(by_purpose(found, years), years).cells) == whole
    assert list(total(by_whom(found, years), years).cells) == whole


def line(thing: str, pounds: int, ends_on: date, by: str = "X") -> Invested:
    return Invested(PURPOSES[0], thing, by, "nhs", pounds, date(2025, 4, 1), ends_on)


def test_a_full_year_brings_all_of_it_leap_or_not() -> None:
    one = line("A", 50_000, date(2029, 4, 1))
    assert one.within(FinancialYear(2026)) == one.within(FinancialYear(2027)) == 50_000
    assert str(FinancialYear.of(date(2027, 3, 31))) == "2026/27"


def test_the_cliff_edge_is_said_in_words() -> None:
    found = [
        line("Joint lead", 128_000, date(2029, 4, 1)),
        line("Lead for eating well", 54_000, date(2027, 4, 1)),
        line("Lead for carers", 30_000, date(2027, 4, 1)),
        line("Lead for carers", 10_000, date(2030, 4, 1), by="Y"),
    ]
    assert in_words(found, TODAY) == (
        "For 2027/28 £138,000 is secured, of £222,000 in 2026/27. "
        "From April 2029 £128,000 of £138,000 a year is not secured: the whole of “Joint lead”."
    )
    assert in_words(found[1:], TODAY) == (
        "From April 2027 £84,000 of £94,000 a year is not secured: £30,000 of £40,000 for “Lead "
        "for carers” and the whole of “Lead for eating well”."
    )
    assert cliff_of(found, date(2031, 1, 1)) is None
    assert in_words([], TODAY) == "No money is written down for this year yet."


def test_money_that_goes_on_is_no_cliff_edge() -> None:
    goes_on = [
        line("A", 50_000, date(2027, 4, 1)),
        Invested(PURPOSES[0], "A", "Y", "nhs", 50_000, date(2027, 4, 1), date(2028, 4, 1)),
    ]
    cliff = cliff_of(goes_on, TODAY)
    assert cliff is not None and cliff.on == date(2028, 4, 1)


@pytest.mark.django_db
def test_whoever_pays_for_a_programme_has_paid_for_its_places(world: World) -> None:
    programme = make_programme(world.partnership)
    cohort = make_cohort(programme, starts_on=date(2026, 5, 1), ends_on=date(2027, 5, 1))
    span = {"starts_on": date(2026, 4, 1), "ends_on": date(2028, 4, 1)}
    ProgrammeFunding.objects.create(
        programme=programme, organisation=world.nhs, pounds_a_year=40_000, **span
    )
    for persona, payer in (("leader", world.nhs), ("facilitator", world.council)):
        Participation.objects.create(
            cohort=cohort,
            person=world.hats[persona].person,
            employer=world.nhs,
            sector="nhs",
            funded_by=payer,
            pounds=3_000,
            joined_on=date(2026, 3, 1),
        )
    found = roles_and_programmes(world.partnership)
    assert sorted((one.by, one.pounds, one.in_all) for one in found) == [
        (world.council.name, 3_000, True),
        (world.nhs.name, 40_000, False),
    ]


@pytest.mark.django_db
def test_money_for_citizens_is_set_aside_by_a_partner_for_a_time(world: World) -> None:
    day = date(2026, 4, 1)

    def fund(by: str = "coordinator", **facts: object) -> object:
        wanted = {"organisation": world.nhs, "pounds_a_year": 9_000, "starts_on": day}
        ends_on = date(2027, 4, 1)
        return fund_taking_part(
            world.partnership,
            by=world.actor(by),
            **{**wanted, "ends_on": ends_on, **facts},  # type: ignore[arg-type]
        )

    fund()
    with pytest.raises(SecuredUntilBeforeItStarts):
        fund(ends_on=day)
    with pytest.raises(NotAPartner):
        fund(organisation=make_organisation("Elsewhere Council", "local_government"))
    (one,) = invested_in(world.partnership)
    assert one.shown == "9,000 a year"
    assert [str(year) for year in years_of([one], TODAY)] == ["2026/27", "2027/28"]


@pytest.mark.django_db
def test_anybody_sees_the_money_only_where_it_is_shown(
    world: World, client_as: As, client: Client
) -> None:
    RoleFunding.objects.create(
        role=make_role(world, "=Lead"),
        organisation=world.nhs,
        pounds_a_year=30_000,
        starts_on=date(2026, 4, 1),
        ends_on=date(2028, 4, 1),
    )
    address = reverse("partnership_investment", args=[world.partnership.slug])
    table = reverse("investment_download", args=[world.partnership.slug, "csv"])
    assert client.get(address).status_code == client.get(table).status_code == 302
    assert client_as("citizen").get(address).status_code == 404
    assert "30,000" in client_as("leader").get(address).content.decode()
    world.partnership.shows_investment = True
    world.partnership.save()
    assert client.get(address).status_code == 200
    assert "'=Lead" in client.get(table).content.decode()
