"""What holds of every XmR chart, whatever the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.spc import Assurance, Chart, Direction, Kind, Label, xmr

START = date(2024, 1, 1)
# Few different values, so that ties, runs and trends come about.
values = st.lists(
    st.one_of(st.integers(0, 8), st.integers(0, 1000)).map(lambda n: Decimal(n) / 4),
    min_size=12,
    max_size=45,
)
RUNS = st.lists(st.sampled_from((-1, 0, 1, 1)), min_size=12, max_size=40)
OPPOSITE = {Kind.IMPROVEMENT: Kind.CONCERN, Kind.CONCERN: Kind.IMPROVEMENT}
Numbers = Sequence[Decimal | int]


def days(count: int) -> list[date]:
    return [START + timedelta(days=7 * number) for number in range(count)]


def chart_of(numbers: Numbers, improves: str = "increase", **options: object) -> Chart:
    pairs = zip(days(len(numbers)), numbers, strict=True)
    return xmr(pairs, improves=improves, **options)  # type: ignore[arg-type]


def signals(chart: Chart) -> list[tuple[Label, Kind, int, bool, bool]]:
    return [
        (one.label, one.kind, one.side, one.outside_limits, one.close_to_limits)
        for one in chart.points
    ]


@given(values, st.integers(-10_000, 10_000))
def test_a_shift_moves_the_limits_and_changes_no_signal(numbers: list[Decimal], by: int) -> None:
    here, there = chart_of(numbers), chart_of([number + by for number in numbers])
    assert signals(here) == signals(there)
    assert there.phases[0].mean == pytest.approx(here.phases[0].mean + by)
    if here.phases[0].upl is not None:
        assert there.phases[0].upl == pytest.approx(here.phases[0].upl + by)


@given(values, st.integers(1, 1000))
def test_a_scale_stretches_the_limits_and_changes_no_signal(
    numbers: list[Decimal], times: int
) -> None:
    here, there = chart_of(numbers), chart_of([number * times for number in numbers])
    assert signals(here) == signals(there)
    assert there.phases[0].mean == pytest.approx(here.phases[0].mean * times)
    if here.phases[0].lpl is not None:
        assert there.phases[0].lpl == pytest.approx(here.phases[0].lpl * times)


@given(values)
def test_the_other_direction_swaps_improvement_and_concern(numbers: list[Decimal]) -> None:
    up, down = chart_of(numbers, "increase"), chart_of(numbers, "decrease")
    neither = chart_of(numbers, "neutral")
    for one, other, plain in zip(up.points, down.points, neither.points, strict=True):
        assert (one.label, plain.label) == (other.label, other.label)
        assert other.kind == OPPOSITE.get(one.kind, Kind.CHANCE)
        expected = {1: Kind.HIGH, -1: Kind.LOW, 0: Kind.CHANCE}
        assert plain.kind == expected[plain.label.side]


@given(RUNS)
def test_upside_down_the_limits_hold_the_same_points(steps: list[int]) -> None:
    numbers = [sum(steps[: at + 1]) for at in range(len(steps))]
    here, there = chart_of(numbers), chart_of([-number for number in numbers])
    for one, other in zip(here.points, there.points, strict=True):
        assert (one.side, one.outside_limits, one.is_special) == (
            -other.side,
            other.outside_limits,
            other.is_special,
        )


@given(values, st.randoms())
def test_the_order_of_readings_does_not_matter(numbers: list[Decimal], chance: object) -> None:
    pairs = list(zip(days(len(numbers)), numbers, strict=True))
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert xmr(mixed, improves="increase") == xmr(pairs, improves="increase")


@given(values)
def test_a_missing_period_is_passed_over(numbers: list[Decimal]) -> None:
    apart = [START + timedelta(days=number * number) for number in range(len(numbers))]
    chart = xmr(zip(apart, numbers, strict=True), improves="increase")
    assert signals(chart) == signals(chart_of(numbers))


@given(values, st.integers(12, 80))
def test_fixed_limits_rest_on_the_first_points_alone(numbers: list[Decimal], first: int) -> None:
    fixed = chart_of(numbers, fixed_after=first)
    if first >= len(numbers):
        assert fixed == chart_of(numbers)
    else:
        alone = chart_of(numbers[:first]).phases[0]
        assert fixed.phases[0].mean == alone.mean
        assert (fixed.phases[0].lpl, fixed.phases[0].upl) == (alone.lpl, alone.upl)
        assert (fixed.phases[0].rests_on, fixed.phases[0].points) == (first, len(numbers))


@given(values, st.integers(0, 50))
def test_each_phase_is_a_chart_of_its_own(numbers: list[Decimal], weeks: int) -> None:
    day = START + timedelta(days=7 * weeks - 3)  # between two readings
    whole = chart_of(numbers, rebases=[day])
    parts = [numbers[:weeks], numbers[weeks:]]
    assert [phase.points for phase in whole.phases] == [len(part) for part in parts if part]
    for part, later in zip(parts, (False, True), strict=True):
        of_part = [one for one in whole.points if (one.period >= day) is later]
        if len(part) >= 12:
            assert [one.label for one in of_part] == [one.label for one in chart_of(part).points]


@given(values)
def test_days_outside_the_readings_re_base_nothing(numbers: list[Decimal]) -> None:
    outside = [START, START - timedelta(days=400), days(len(numbers))[-1] + timedelta(days=1)]
    assert chart_of(numbers, rebases=outside) == chart_of(numbers)


@given(values)
def test_screening_never_widens_the_limits(numbers: list[Decimal]) -> None:
    screened, plain = chart_of(numbers).phases[0], chart_of(numbers, screen=False).phases[0]
    assert plain.upl is not None
    assert screened.upl is None or screened.upl <= plain.upl + 1e-9
    assert screened.mean == plain.mean


@given(values)
def test_the_limits_lie_evenly_around_the_mean(numbers: list[Decimal]) -> None:
    phase = chart_of(numbers).phases[0]
    if phase.lpl is not None and phase.upl is not None:
        assert phase.mean - phase.lpl == pytest.approx(phase.upl - phase.mean)
        assert phase.lpl <= phase.mean <= phase.upl


@pytest.mark.parametrize("count", range(14))
def test_any_number_of_points_can_be_charted(count: int) -> None:
    chart = chart_of([5, 7] * 7, target=6) if count == 14 else chart_of(([5, 7] * 7)[:count])
    assert len(chart.points) == count
    assert chart.is_run_chart is (count < 12)
    assert (chart.phase is None) is (count < 12)
    assert (chart.variation is None) is (count < 12)
    assert (chart.median is None) is (count == 0)
    assert (chart.last is None) is (count == 0)


@pytest.mark.parametrize("value", [5, Decimal("0.1"), 0.1, Decimal("33.3333")])
def test_what_never_changes_has_no_limits_and_no_signal(value: Decimal | float) -> None:
    chart = xmr([(day, value) for day in days(20)], improves="increase", target=9)
    assert {one.label for one in chart.points} == {Label.CHANCE}
    assert {one.side for one in chart.points} == {0}
    assert (chart.phases[0].lpl, chart.phases[0].upl) == (None, None)
    assert (chart.variation, chart.assurance) == (Kind.CHANCE, None)


def test_a_value_on_a_limit_is_not_outside_it() -> None:
    """Ranges of 1 around a mean of 0.5, unscreened: limits at 0.5 ± 2.66 exactly."""
    steps = [0, 1] * 6
    chart = chart_of([*steps, Decimal("3.16"), Decimal("-2.16")], fixed_after=12)
    assert (chart.phases[0].lpl, chart.phases[0].upl) == (-2.16, 3.16)
    assert [one.outside_limits for one in chart.points[12:]] == [False, False]
    beyond = chart_of([*steps, Decimal("3.1601"), Decimal("-2.1601")], fixed_after=12)
    assert [one.label for one in beyond.points[12:]] == [Label.ABOVE_LIMIT, Label.BELOW_LIMIT]


def test_a_value_on_the_mean_ends_a_run_on_one_side() -> None:
    base = [0, 2] * 6  # mean 1
    six = chart_of([*base, 2, 2, 2, 2, 2, 1, 2], fixed_after=12)
    assert {one.label for one in six.points[12:]} == {Label.CHANCE}
    seven = chart_of([*base, 2, 2, 2, 2, 2, 2, 2], fixed_after=12)
    assert {one.label for one in seven.points[12:]} == {Label.SEVEN_ABOVE}


def test_equal_neighbours_end_a_trend() -> None:
    base = [0, 40] * 6
    rising = chart_of([*base, 10, 14, 16, 18, 22, 24, 26], fixed_after=12)
    assert {one.label for one in rising.points[12:]} == {Label.RISING}
    flat = chart_of([*base, 10, 14, 16, 16, 22, 24, 26], fixed_after=12)
    assert {one.label for one in flat.points[12:]} == {Label.CHANCE}


def test_a_turning_point_belongs_to_the_trend_that_it_begins() -> None:
    base = [0, 40] * 6
    chart = chart_of([*base, 10, 14, 16, 18, 22, 24, 26, 25, 23, 21, 19, 17, 15], fixed_after=12)
    assert [one.label for one in chart.points[12:]] == [Label.RISING] * 6 + [Label.FALLING] * 7


def test_the_first_reason_is_told() -> None:
    """Limits at 1 ± 5.32, two sigma at 1 ± 3.5467; the chart rises, above the mean, to beyond."""
    base = [0, 2] * 6
    numbers = [Decimal(number) / 10 for number in (15, 20, 25, 30, 46, 50, 55, 64, 60, 50, 50, 20)]
    chart = chart_of([*base, *numbers], fixed_after=12)
    assert [one.label for one in chart.points[12:]] == [
        *[Label.RISING] * 7,  # two of them are near the limit, all above the mean
        Label.ABOVE_LIMIT,  # and it goes on rising
        *[Label.TWO_OF_THREE_HIGH] * 3,  # all above the mean as well
        Label.SEVEN_ABOVE,
    ]


def test_what_lies_outside_is_not_counted_as_near_the_limit() -> None:
    base = [0, 2] * 6
    chart = chart_of([*base, 0, 5, 7, 2, 0, 5, 5, 0, 5, -3, 5, 0], fixed_after=12)
    assert [one.label for one in chart.points[12:]] == [
        *(Label.CHANCE, Label.CHANCE, Label.ABOVE_LIMIT, Label.CHANCE),
        *[Label.CHANCE] * 8,  # two near it, but never three on one side
    ]
    near = chart_of([*base, 0, 5, 2, 5, 0], fixed_after=12)
    assert [one.label for one in near.points[12:]] == [
        *(Label.CHANCE, Label.TWO_OF_THREE_HIGH, Label.CHANCE, Label.TWO_OF_THREE_HIGH),
        Label.CHANCE,
    ]


@pytest.mark.parametrize(
    ("label", "up", "down", "neither"),
    [
        (label, *kinds)
        for label in Label
        for kinds in [
            {
                1: (Kind.IMPROVEMENT, Kind.CONCERN, Kind.HIGH),
                -1: (Kind.CONCERN, Kind.IMPROVEMENT, Kind.LOW),
                0: (Kind.CHANCE, Kind.CHANCE, Kind.CHANCE),
            }[1 if "Above" in label or "Increasing" in label else -(label != "Common Cause")]
        ]
    ],
)
def test_what_a_label_means(label: Label, up: Kind, down: Kind, neither: Kind) -> None:
    assert Kind.of(label, Direction.UP) == up
    assert Kind.of(label, Direction.DOWN) == down
    assert Kind.of(label, Direction.NEITHER) == neither


FAIL, PASS, BETWEEN = Assurance.FAIL, Assurance.PASS, Assurance.INCONSISTENT


@pytest.mark.parametrize(
    ("improves", "target", "expected"),
    [
        ("increase", "3.1601", FAIL),
        ("increase", "3.16", BETWEEN),
        ("increase", "0.5", BETWEEN),
        ("increase", "-2.16", BETWEEN),
        ("increase", "-2.1601", PASS),
        ("decrease", "3.1601", PASS),
        ("decrease", "3.16", BETWEEN),
        ("decrease", "0.5", BETWEEN),
        ("decrease", "-2.16", BETWEEN),
        ("decrease", "-2.1601", FAIL),
        ("neutral", "99", None),
        ("neutral", "0", None),
        ("increase", None, None),
        ("decrease", None, None),
    ],
)
def test_what_to_expect_of_a_target(
    improves: str, target: str | None, expected: Assurance | None
) -> None:
    numbers = [0, 1] * 6
    chart = chart_of(numbers, improves, target=Decimal(target) if target else None)
    assert chart.assurance == expected
    assert chart_of(numbers[:11], improves, target=chart.target).assurance is None


def test_the_last_phase_meets_the_target() -> None:
    numbers = [*[0, 1] * 6, *[20, 21] * 6]
    chart = chart_of(numbers, target=10, rebases=[days(13)[12]])
    assert chart.assurance == PASS
    assert chart_of(numbers[:12], target=10).assurance == FAIL


def test_a_short_phase_is_provisional() -> None:
    chart = chart_of([*[0, 1] * 6, 20, 21, 22], rebases=[days(13)[12]])
    assert [phase.is_short for phase in chart.phases] == [False, True]
    alone = chart_of([*[0, 1] * 6, 20], rebases=[days(13)[12]])
    assert (alone.phases[1].lpl, alone.phases[1].mean) == (None, 20)


@pytest.mark.parametrize(
    ("numbers", "options"),
    [
        ([1] * 12, {"fixed_after": 11}),
        ([1] * 12, {"improves": "sideways"}),
        ([1, float("nan")], {}),
        ([1], {"improves": ""}),
    ],
)
def test_what_makes_no_chart_is_refused(numbers: list[int], options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        chart_of(numbers, **{"improves": "increase"} | options)  # type: ignore[arg-type]


def test_a_period_has_one_value() -> None:
    with pytest.raises(ValueError, match="one value"):
        xmr([(START, 1), (START, 2)], improves="increase")
