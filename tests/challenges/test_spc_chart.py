"""The picture of a chart: words, scales, shapes, marks, table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from challenges.chart_specimens import chart_specimens
from challenges.spc import Assurance, Kind, Label, xmr
from challenges.spc_chart import TABLE_HEADINGS, Picture, icons_of, picture_of, table_rows
from challenges.spc_scale import Scale, some_of, spread
from challenges.spc_words import ASSURANCES, KINDS, LABELS, Subject

SPECIMENS = dict(chart_specimens())


@dataclass(frozen=True, slots=True)
class Happened:
    on: date
    kind: str = "A session"
    label: str = "<Walk>"
    url: str = ""


def month(at: int) -> date:
    return date(2024 + at // 12, at % 12 + 1, 1)


def subject() -> Subject:
    return Subject(
        "Falls", "falls a month", "month", lambda v: f"{v:g}", lambda v: f"{v:g}",
        lambda day: f"{day:%B %Y}",
    )  # fmt: skip


def charted(numbers: list[float], improves: str = "decrease", **options: object) -> Picture:
    readings = [(month(at), number) for at, number in enumerate(numbers)]
    return picture_of(xmr(readings, improves=improves, **options), subject())  # type: ignore[arg-type]


def drawn(picture: Picture) -> str:
    context = {"picture": picture, "picture_id": "falls", "csv_url": "/falls.csv"}
    return render_to_string("challenges/_chart.html", context)


BASE: list[float] = [0, 40] * 6  # mean 20; limits, fixed after twelve, at 20 ± 106.4


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([20], "Falls went up and down as usual."),
        ([127], "Falls went higher in January 2025 than chance explains: a cause for concern."),
        ([-87], "Falls went lower in January 2025 than chance explains: an improvement."),
        ([19] * 7, "Falls stayed below the average for seven months running: an improvement."),
        ([21, 22] * 5, "Falls stayed above the average for 11 months running"
         ": a cause for concern."),
        ([10, 12, 14, 21, 24, 26, 28], "Falls rose for six months running"
         ": a cause for concern."),
        ([28, 26, 24, 21, 14, 12, 10], "Falls fell for seven months running"
         ": an improvement."),
        ([95, 21, 96], "Falls went unusually high in at least two of the last three readings"
         ": a cause for concern."),
        ([-55, 19, -56], "Falls went unusually low in at least two of the last three readings"
         ": an improvement."),
    ],
)  # fmt: skip
def test_the_headline_says_what_the_last_point_means(more: list[float], words: str) -> None:
    assert charted([*BASE, *more], fixed_after=12).headline == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (20, "Falls stayed below the average for seven months running: an improvement, "
         "and met the target of 20."),
        (19, "Falls stayed below the average for seven months running: an improvement, "
         "and on the target of 19."),
        (10, "Falls stayed below the average for seven months running: an improvement, "
         "but still above the target of 10."),
    ],
)  # fmt: skip
def test_the_headline_says_where_the_last_point_stands(target: int, words: str) -> None:
    assert charted([*BASE, *[19] * 7], fixed_after=12, target=target).headline == words


def test_the_headline_of_chance_tells_the_latest_alone() -> None:
    said = charted([*BASE, 20], fixed_after=12, target=10).headline
    assert said == "Falls went up and down as usual, with the latest above the target of 10."


def test_the_headline_judges_nothing_where_neither_is_better() -> None:
    picture = charted([*BASE, 127], "neutral", fixed_after=12, target=100)
    assert picture.headline == (
        "Falls went higher in January 2025 than chance explains, and above the target of 100."
    )
    assert [icon.words for icon in picture.icons] == ["Unusually high"]


def test_few_points_make_a_run_chart() -> None:
    picture = charted([3, 5, 9], target=8)
    assert picture.headline == (
        "Falls came to 9 in March 2024, above the median of 5, and above the target of 8."
    )
    assert picture.notes == ["There are too few points for limits: 3 of 12."]
    assert picture.icons == []
    assert [key.words for key in picture.keys] == ["Median: 5", "Target: 8"]
    assert {line.role for line in picture.drawings[0].levels} == {"median", "target"}
    assert "What it says" not in drawn(picture)


@pytest.mark.parametrize("count", range(14))
def test_any_number_of_points_can_be_drawn(count: int) -> None:
    picture = charted([float(n % 3) for n in range(count)])
    page = drawn(picture)
    assert page.count('<svg class="xmr__svg"') == (2 if count else 0)
    assert page.count("<tr>") == (count + 1 if count else 0)
    assert ("too few points" in page) is (0 < count < 12)


def test_notes_say_what_the_limits_rest_on() -> None:
    assert charted([*BASE, 9], fixed_after=12).notes == ["The limits rest on the first 12 points."]
    level = charted([5] * 12)
    assert level.headline == "Falls stayed at 5."
    assert level.notes == ["There are no limits: they rest on values that differ."]
    assert level.icons == []
    again = charted([*BASE, 3, 4], rebases=[month(12)])
    assert again.notes == ["The limits rest on 2 points so far and will move."]
    assert charted(BASE).notes == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_specimen_can_be_drawn(name: str) -> None:
    picture = SPECIMENS[name]
    page = drawn(picture)
    assert " style=" not in page
    assert page.count("<title>") == sum(len(one.dots) for one in picture.drawings)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for one in picture.drawings:
        assert all(0 <= dot.x <= one.size.width for dot in one.dots)
        assert all(one.scale.top <= dot.y <= one.scale.bottom for dot in one.dots)
        assert all(one.scale.top - 1 <= line.y1 <= one.scale.bottom + 1 for line in one.levels)


def test_kinds_differ_in_shape() -> None:
    improved = SPECIMENS["Improvement"].drawings[0].dots
    worse = SPECIMENS["Concern, with gaps"].drawings[0].dots
    neutral = SPECIMENS["Neither is better"].drawings[0].dots
    shapes = {dot.shape: dot.path for dots in (improved, worse, neutral) for dot in dots}
    assert set(shapes) == {"chance", "improvement", "concern", "neutral"}
    assert len(set(shapes.values())) == 4


def test_a_missing_period_is_dashed_and_a_re_basing_parts_the_line() -> None:
    gaps = SPECIMENS["Concern, with gaps"].drawings[0].curve
    assert [line.role for line in gaps].count("gap") == 2  # two Septembers
    again = SPECIMENS["Re-based"]
    assert len(again.drawings[0].curve) == len(again.chart.points) - 2
    assert len([line for line in again.drawings[0].levels if line.role == "mean"]) == 2


def test_events_are_numbered_and_those_of_another_time_left_out() -> None:
    readings = [(month(at), at % 5) for at in range(20)]
    events = [
        Happened(date(2023, 12, 31)),
        Happened(month(19)),
        Happened(month(2)),
        Happened(date(2024, 3, 4), url="/walk/"),
        Happened(date(2025, 9, 15)),
    ]
    picture = picture_of(xmr(readings, improves="decrease"), subject(), events)
    on_days = [event.on for event in picture.events]
    assert on_days == [month(2), date(2024, 3, 4), month(19)]
    assert [mark.words for mark in picture.drawings[0].marks] == ["1–2", "3"]
    page = drawn(picture)
    assert '<a href="/walk/">&lt;Walk&gt;</a>' in page
    assert page.count("&lt;Walk&gt;") == 3
    assert "<Walk>" not in page


def test_the_table_to_take_away_says_what_each_point_means() -> None:
    picture = charted([*BASE, 127], fixed_after=12)
    rows = list(table_rows(picture.chart, picture.subject))
    assert len(rows) == 13
    assert {len(row) for row in rows} == {len(TABLE_HEADINGS)}
    assert rows[-1] == [
        "January 2025", date(2025, 1, 1), 127.0, "falls a month", 20.0, -86.4, 126.4,
        "Above the upper limit", "A cause for concern",
    ]  # fmt: skip
    few = charted([3, 5])
    assert next(table_rows(few.chart, few.subject))[4:] == [None, None, None, "", ""]


@pytest.mark.parametrize(
    ("improves", "more", "target", "expected"),
    [
        ("decrease", 127, 200, [("concern", True), ("pass", False)]),
        ("decrease", -87, -200, [("improvement", False), ("fail", True)]),
        ("increase", 127, 20, [("improvement", True), ("inconsistent", False)]),
        ("increase", -87, 200, [("concern", False), ("fail", False)]),
        ("increase", 20, -200, [("chance", False), ("pass", True)]),
        ("neutral", 127, 20, [("neutral", True)]),
        ("neutral", -87, None, [("neutral", False)]),
    ],
)
def test_the_icons(
    improves: str, more: float, target: float | None, expected: list[tuple[str, bool]]
) -> None:
    picture = charted([*BASE, more], improves, fixed_after=12, target=target)
    assert [(icon.name, icon.up) for icon in icons_of(picture.chart)] == expected
    assert all(icon.words for icon in picture.icons)


def test_everything_has_words() -> None:
    assert set(LABELS) == set(Label)
    assert set(KINDS) == set(Kind)
    assert set(ASSURANCES) == set(Assurance)
    assert len({str(words) for words in LABELS.values()}) == len(Label)


def test_numbers_in_drawings_are_numbers_in_any_language() -> None:
    with override("de"):
        page = drawn(SPECIMENS["Improvement"])
    for path in re.findall(r'(?:translate\(|d="M?)([^")]*)', page):
        assert "," not in path


numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 4))


@given(st.lists(numbers, min_size=1, max_size=20))
def test_a_scale_holds_its_values_and_has_few_round_steps(values: list[float]) -> None:
    scale = Scale.holding(values, top=20, bottom=300)
    assert all(20 - 1e-6 <= scale.at(value) <= 300 + 1e-6 for value in values)
    assert 3 <= len(scale.ticks) <= 9
    assert scale.ticks == sorted(scale.ticks)
    assert min(values) < 0 or scale.low >= 0


@given(st.lists(st.floats(0, 300), max_size=6))
def test_labels_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    placed = spread(wanted, least=18)
    for one, other in pairwise(sorted(range(len(wanted)), key=lambda at: wanted[at])):
        assert placed[other] - placed[one] >= 17.8


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([100, 20, 104, 200], least=18) == [93, 20, 111, 200]


@given(st.integers(0, 700), st.integers(1, 9))
def test_the_last_period_is_among_those_that_are_named(count: int, most: int) -> None:
    some = some_of(count, most)
    assert len(some) <= most
    assert (count - 1 in some) is (count > 0)
