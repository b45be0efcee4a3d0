"""What is measured, and what is read of it: each rule attacked from every side."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import NotAllowed, Refused
from challenges.actions.feeding import feed_all, set_up_from
from challenges.actions.measures import Facts, rebase, revise, set_up, take_back_rebase
from challenges.actions.measuring import call_it, let_lead, measure_by, stop_measuring_by
from challenges.actions.readings import Entered, enter, remove
from challenges.measure_errors import (
    LeadsTheChallenge,
    LimitsFromTooFew,
    MeasuredAlready,
    MeasureNamedAlready,
    NothingPublished,
    NotMeasuredHere,
    NotYetOver,
    OfNobody,
    OfOneThing,
    OnlyAnOutcomeLeads,
    PeriodsStand,
    Published,
    ReadMeanwhile,
    RebaseBetweenReadings,
    RebasedAlready,
    RebaseWithoutReason,
    WithoutANumber,
)
from challenges.models import ChallengeMeasure, Measure, Reading, ReferenceValue
from challenges.numbers import computed, multiplier_of
from partnership.models import Place
from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.challenges.measured import (
    FIRST,
    make_link,
    make_measure,
    make_readings,
    make_series,
)

TODAY = date(2026, 11, 25)


def facts(name: str = "Falls at home", **more: Any) -> Facts:
    said = {"improves": "decrease", "frequency": "month", "unit": "falls", "source": "A register"}
    return Facts(name, **{**said, **more})


# --- A measure is of a place or of an organisation ----------------------------------------------


def test_a_leader_sets_up_a_measure_of_the_place(world: World) -> None:
    made = set_up(world.partnership, by=world.actor("leader"), facts=facts(), place=world.place)
    assert made.is_of_the_place
    assert made.get_absolute_url().endswith("/measures/falls-at-home/")


def test_a_measure_is_of_exactly_one_thing(world: World) -> None:
    by = world.actor("leader")
    for whose in ({}, {"place": world.place, "organisation": world.nhs}):
        with pytest.raises(OfOneThing):
            set_up(world.partnership, by=by, facts=facts(), **whose)  # type: ignore[arg-type]
    measure = make_measure(world)
    for statement in (
        "UPDATE challenges_measure SET place_id = NULL WHERE id = %s",
        f"UPDATE challenges_measure SET organisation_id = {world.nhs.pk} WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [measure.pk])


def test_what_is_measured_lies_here(world: World) -> None:
    by = world.actor("leader")
    far = Place.objects.get(slug="farcombe")
    with pytest.raises(NotMeasuredHere):
        set_up(world.partnership, by=by, facts=facts(), place=far)
    world.nhs.partnerships.filter(partnership=world.partnership).delete()
    with pytest.raises(NotMeasuredHere):
        set_up(world.partnership, by=by, facts=facts(), organisation=world.nhs)


def test_two_measures_have_two_names_and_no_name_takes_a_page(world: World) -> None:
    by = world.actor("leader")
    set_up(world.partnership, by=by, facts=facts(), place=world.place)
    with pytest.raises(MeasureNamedAlready):
        set_up(world.partnership, by=by, facts=facts(), place=world.place)
    new = set_up(world.partnership, by=by, facts=facts("New"), place=world.place)
    assert new.slug == "new-1"


def test_limits_are_fixed_after_twelve_points_at_least(world: World) -> None:
    with pytest.raises(LimitsFromTooFew):
        revise(make_measure(world), by=world.actor("chair"), facts=facts(fixed_after=11))


@pytest.mark.parametrize("persona", ["resident", "representative", "facilitator", "analyst"])
def test_who_may_not_keep_measures(world: World, persona: str) -> None:
    by, measure = world.actor(persona), make_measure(world)
    (reading,) = make_readings(measure, [3])
    challenge = make_challenge(world)
    link = make_link(challenge, measure)
    for act in (
        lambda: set_up(world.partnership, by=by, facts=facts("Other"), place=world.place),
        lambda: revise(measure, by=by, facts=facts()),
        lambda: enter(measure, by=by, readings=[Entered(FIRST, Decimal(1))], today=TODAY),
        lambda: remove(reading, by=by),
        lambda: rebase(measure, by=by, on=FIRST, because="So"),
        lambda: let_lead(link, by=by),
        lambda: stop_measuring_by(link, by=by),
    ):
        with pytest.raises(NotAllowed):
            act()  # type: ignore[no-untyped-call]


def test_measures_of_organisations_are_seen_by_their_partnership_only(world: World) -> None:
    make_measure(world)
    make_measure(world, "Beds", organisation=world.nhs)

    def seen(person: Any) -> set[str]:
        return {one.name for one in Measure.objects.visible_to(person)}

    assert seen(world.citizen) == {"Falls at home"}
    assert seen(world.hats["resident"].person) == {"Falls at home", "Beds"}
    assert seen(world.elsewhere["chair"].person) == {"Falls at home"}


# --- Readings -----------------------------------------------------------------------------------


def test_a_value_is_computed_from_numerator_and_denominator(world: World) -> None:
    measure = make_measure(world, unit="%")
    counts = Entered(FIRST, Decimal(99), numerator=Decimal(1), denominator=Decimal(3))
    enter(measure, by=world.actor("leader"), readings=[counts], today=TODAY)
    assert measure.readings.get().value == Decimal("33.3333")
    revise(measure, by=world.actor("leader"), facts=facts(unit="per 1,000 people"))
    assert measure.readings.get().value == Decimal("333.3333")


@given(
    numerator=st.decimals(min_value=0, max_value=10**6, places=2),
    denominator=st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2),
    unit=st.sampled_from(["%", "per cent of adults", "per 1,000 people", "per 100,000", "days"]),
)
def test_what_two_counts_come_to(numerator: Decimal, denominator: Decimal, unit: str) -> None:
    """It is their share to half a step, grows with the one, and is the same when both double."""
    value = computed(numerator, denominator, unit)
    assert abs(value * denominator - numerator * multiplier_of(unit)) <= denominator / 20_000
    assert computed(2 * numerator, 2 * denominator, unit) == value
    assert computed(numerator + 1, denominator, unit) >= value
    assert computed(denominator, denominator, unit) == multiplier_of(unit)


@pytest.mark.parametrize(
    ("entered", "refused"),
    [
        (Entered(FIRST), WithoutANumber),
        (Entered(FIRST, numerator=Decimal(1)), WithoutANumber),
        (Entered(FIRST, Decimal(1), denominator=Decimal(1)), WithoutANumber),
        (Entered(FIRST, numerator=Decimal(1), denominator=Decimal(0)), OfNobody),
        (Entered(FIRST, numerator=Decimal(1), denominator=Decimal(-2)), OfNobody),
        (Entered(TODAY + timedelta(days=6), Decimal(1)), NotYetOver),
    ],
)
def test_readings_that_cannot_be(world: World, entered: Entered, refused: type[Refused]) -> None:
    """All or none: the good one beside it is not written either."""
    measure = make_measure(world)
    good = Entered(date(2024, 2, 1), Decimal(1))
    with pytest.raises(refused):
        enter(measure, by=world.actor("leader"), readings=[good, entered], today=TODAY)
    assert not measure.readings.exists()


def test_a_denominator_of_nobody_is_refused_by_the_database(world: World) -> None:
    measure = make_measure(world)
    for counts in ({"numerator": 1, "denominator": 0}, {"denominator": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.create(measure=measure, period=FIRST, value=1, **counts)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_readings(measure, [1])
        make_readings(measure, [1])


def test_a_correction_is_counted_and_stays_in_the_record(world: World) -> None:
    measure = make_measure(world)
    by = world.actor("leader")
    first = [Entered(FIRST, Decimal(3)), Entered(date(2024, 2, 1), Decimal(4))]
    assert enter(measure, by=by, readings=first, today=TODAY).added == 2
    again = [
        *first[:1],
        Entered(date(2024, 2, 1), Decimal(5)),
        Entered(date(2024, 3, 1), Decimal(6)),
    ]
    written = enter(measure, by=by, readings=again, today=TODAY)
    assert (written.added, written.corrected, written.same) == (1, 1, 1)
    events: Any = Reading.pgh_event_model.objects  # type: ignore[attr-defined]
    of_february = events.filter(period=date(2024, 2, 1)).order_by("pgh_id")
    assert [event.value for event in of_february] == [4, 5]
    assert {event.pgh_context["person"] for event in of_february} == {by.person_id}


def test_whoever_saw_another_value_writes_nothing(world: World) -> None:
    measure = make_measure(world)
    make_readings(measure, [3])
    by = world.actor("leader")
    new = [Entered(FIRST, Decimal(4)), Entered(date(2024, 2, 1), Decimal(9))]
    for seen in ({FIRST: None}, {FIRST: Decimal(2)}, {date(2024, 2, 1): Decimal(1)}):
        with pytest.raises(ReadMeanwhile):
            enter(measure, by=by, readings=new, today=TODAY, seen=seen)
    assert measure.readings.get().value == 3
    enter(measure, by=by, readings=new, today=TODAY, seen={FIRST: Decimal(3)})
    assert measure.readings.count() == 2


def test_a_reading_is_removed(world: World) -> None:
    (reading,) = make_readings(make_measure(world), [3])
    remove(reading, by=world.actor("coordinator"))
    assert not Reading.objects.exists()


def test_how_often_it_is_read_stays_once_it_was_read(world: World) -> None:
    measure = make_measure(world)
    revise(measure, by=world.actor("leader"), facts=facts(frequency="quarter"))
    make_readings(Measure.objects.get(), [3])
    with pytest.raises(PeriodsStand):
        revise(measure, by=world.actor("leader"), facts=facts(frequency="month"))


# --- Re-bases -----------------------------------------------------------------------------------


def test_limits_begin_anew_between_readings_with_a_reason(world: World) -> None:
    measure, by = make_measure(world), world.actor("leader")
    make_readings(measure, [3, 4, 5])
    for on in (FIRST, date(2024, 4, 1)):
        with pytest.raises(RebaseBetweenReadings):
            rebase(measure, by=by, on=on, because="The ward moved")
    with pytest.raises(RebaseWithoutReason):
        rebase(measure, by=by, on=date(2024, 2, 1), because=" ")
    made = rebase(measure, by=by, on=date(2024, 2, 1), because="The ward moved")
    with pytest.raises(RebasedAlready):
        rebase(measure, by=by, on=date(2024, 2, 1), because="It moved again")
    take_back_rebase(made, by=by)
    assert not measure.rebases.exists()


# --- What a challenge is measured by ------------------------------------------------------------


def test_the_first_outcome_of_the_place_leads(world: World) -> None:
    challenge, by = make_challenge(world), world.actor("leader")
    beds = make_measure(world, "Beds", organisation=world.nhs)
    link = measure_by(challenge, by=by, measure=beds, kind="outcome")
    assert not link.leads
    with pytest.raises(OnlyAnOutcomeLeads):
        let_lead(link, by=by)
    falls = measure_by(challenge, by=by, measure=make_measure(world), kind="outcome")
    assert falls.leads
    with pytest.raises(LeadsTheChallenge):
        call_it(falls, by=by, kind="process")
    with pytest.raises(MeasuredAlready):
        measure_by(challenge, by=by, measure=beds, kind="process")
    walks = measure_by(challenge, by=by, measure=make_measure(world, "Walks"), kind="outcome")
    let_lead(walks, by=by)
    assert [one.measure.name for one in challenge.measure_links.filter(leads=True)] == ["Walks"]
    call_it(falls, by=by, kind="balancing")
    stop_measuring_by(walks, by=by)
    assert Measure.objects.filter(name="Walks").exists()


def test_the_database_lets_one_outcome_lead(world: World) -> None:
    challenge = make_challenge(world)
    make_link(challenge, make_measure(world), leads=True)
    for fields in ({}, {"kind": ChallengeMeasure.Kind.PROCESS}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_link(challenge, make_measure(world, "Walks"), leads=True, **fields)


def test_a_measure_of_another_partnership_is_not_chosen(world: World) -> None:
    foreign = make_measure(world, partnership=world.neighbour)
    with pytest.raises(NotAllowed):
        measure_by(make_challenge(world), by=world.actor("leader"), measure=foreign, kind="outcome")


# --- Published figures --------------------------------------------------------------------------


def test_published_figures_arrive_and_are_loaded_anew(world: World) -> None:
    series, by = make_series(world, [31.6, 33, 32.9]), world.actor("chair")
    measure = set_up_from(world.partnership, by=by, series=series, place=world.place)
    assert [reading.value for reading in measure.readings.all()] == [
        Decimal("31.6"), 33, Decimal("32.9"),
    ]  # fmt: skip
    own = Entered(date(2009, 4, 1), Decimal(30))
    enter(measure, by=by, readings=[own], today=TODAY)
    for act in (
        lambda: enter(
            measure, by=by, readings=[Entered(date(2006, 4, 1), Decimal(1))], today=TODAY
        ),
        lambda: remove(measure.readings.earliest("period"), by=by),
    ):
        with pytest.raises(Published):
            act()
    events: Any = Reading.pgh_event_model.objects  # type: ignore[attr-defined]
    told = events.count()
    feed_all()
    assert events.count() == told
    ReferenceValue.objects.filter(period=date(2007, 4, 1)).update(value=34)
    feed_all()
    assert [reading.value for reading in measure.readings.all()] == [
        Decimal("31.6"), 34, Decimal("32.9"), 30,
    ]  # fmt: skip


def test_an_area_without_figures_gets_no_measure(world: World) -> None:
    series = make_series(world, [])
    with pytest.raises(NothingPublished):
        set_up_from(world.partnership, by=world.actor("leader"), series=series, place=world.place)
    assert not Measure.objects.exists()
