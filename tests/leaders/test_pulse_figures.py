"""What a closed pulse shows, and what nobody can work out from it."""

from __future__ import annotations

import random
from collections import defaultdict
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaders.pulse_figures import (
    Figures,
    Rating,
    figures_of,
    halves,
    middle_answers,
    uneven,
    views_of,
)

A, B, C, D = 1, 2, 3, 4


def ratings(*those: tuple[int, int, str, int]) -> list[Rating]:
    """(by, about, who, score): each letter is a person of that organisation."""
    return [
        Rating(by * 100 + ord(who), by, about, (score, score, score))
        for by, about, people, score in those
        for who in people
    ]


def test_a_pair_is_shown_from_three_raters_on() -> None:
    shown = figures_of(ratings((A, B, "abc", 4), (B, A, "ab", 2), (B, A, "c", 5)))
    assert shown.pairs == {(A, B): 4.0, (B, A): 3.0}
    assert figures_of(ratings((A, B, "ab", 4))) == Figures({}, {}, {})


def test_three_answers_of_one_person_are_one_rater() -> None:
    shown = figures_of(ratings((A, B, "a", 4), (A, C, "a", 4), (A, D, "a", 4)))
    assert shown == Figures({}, {}, {})


def test_what_an_organisation_receives_is_shown_from_three_raters_of_any_organisations() -> None:
    shown = figures_of(ratings((A, D, "a", 5), (B, D, "a", 4), (C, D, "a", 3)))
    assert shown == Figures({}, {}, {D: 4.0})


def test_a_mean_that_gives_one_answer_away_with_a_pair_is_hidden() -> None:
    """Four of A: three about B, the fourth about C alone. The difference would be the fourth."""
    shown = figures_of(ratings((A, B, "abc", 4), (A, C, "d", 1)))
    assert shown.pairs == {(A, B): 4.0}
    assert shown.given == {}
    assert shown.received == {B: 4.0}


def test_a_row_less_its_columns_is_hidden_as_well() -> None:
    """A gave B and C; B and C received from nobody else but D's one word about C."""
    shown = figures_of(ratings((A, B, "ab", 4), (A, C, "ac", 3), (D, C, "z", 1)))
    assert not ({A} <= set(shown.given) and {B, C} <= set(shown.received))
    assert_nobody_is_given_away(ratings((A, B, "ab", 4), (A, C, "ac", 3), (D, C, "z", 1)), shown)


def rank(rows: list[list[Fraction]]) -> int:
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(found, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for at in range(len(rows)):
            if at != found and rows[at][column]:
                factor = rows[at][column] / rows[found][column]
                rows[at] = [x - factor * y for x, y in zip(rows[at], rows[found], strict=True)]
        found += 1
    return found


def assert_nobody_is_given_away(those: list[Rating], shown: Figures) -> None:
    """By linear algebra, without any graph: no combination of the sums behind all figures has
    something in the cells of one or two people and nothing in any other cell."""
    raters: dict[tuple[int, int], set[int]] = defaultdict(set)
    for one in those:
        raters[one.by, one.about].add(one.rater)
    cells = sorted(raters)
    sums = [[Fraction(cell == pair) for cell in cells] for pair in shown.pairs]
    sums += [[Fraction(by == key) for by, _ in cells] for key in shown.given]
    sums += [[Fraction(about == key) for _, about in cells] for key in shown.received]
    if not sums:
        return
    everybody = sorted({one.rater for one in those})
    for few in [*combinations(everybody, 2), *combinations(everybody, 1)]:
        others = [at for at, cell in enumerate(cells) if not raters[cell] <= set(few)]
        if len(others) == len(cells):
            continue
        beyond = [[row[at] for at in others] for row in sums]
        # As many independent sums beyond these people's cells as in all: none is theirs alone.
        assert rank(beyond) == rank(sums), f"{few} can be worked out"


@st.composite
def rounds(draw: st.DrawFn) -> list[Rating]:
    seed = draw(st.integers(0, 10**9))
    dice = random.Random(seed)
    bodies = dice.randint(2, 6)
    found = []
    for by in range(bodies):
        for person in range(dice.randint(0, 5)):
            about = [one for one in range(bodies) if one != by and dice.random() < 0.5]
            found += [Rating(by * 10 + person, by, one, (dice.randint(1, 5),) * 3) for one in about]
    return found


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_nobody_can_be_worked_out_from_all_figures_together(those: list[Rating]) -> None:
    assert_nobody_is_given_away(those, figures_of(those))


def test_the_attack_does_find_somebody_when_means_are_not_hidden() -> None:
    those = ratings((A, B, "abc", 4), (A, C, "d", 1))
    with pytest.raises(AssertionError, match="can be worked out"):
        assert_nobody_is_given_away(those, Figures({(A, B): 4.0}, {A: 3.5}, {}))


def test_a_large_round_is_counted_within_reason() -> None:
    dice = random.Random(7)
    those = [
        Rating(by * 10 + person, by, about, (4, 4, 4))
        for by in range(20)
        for person in range(2)
        for about in dice.sample([one for one in range(20) if one != by], 8)
    ]
    shown = figures_of(those)
    assert len(shown.received) > 15


def test_figures_are_to_the_nearest_half() -> None:
    assert [halves(one) for one in (1.0, 4.24, 4.25, 4.74, 4.75, 5.0)] == [
        1.0, 4.0, 4.5, 4.5, 5.0, 5.0,
    ]  # fmt: skip


def test_asymmetry_is_said_from_a_whole_point_on() -> None:
    found = uneven({(A, B): 4.5, (B, A): 3.0, (A, C): 4.0, (C, A): 3.5, (A, D): 5.0})
    assert [(one.by, one.about, one.there, one.back) for one in found] == [(A, B, 4.5, 3.0)]


def test_the_middle_answer_is_none_below_three_raters() -> None:
    assert middle_answers(ratings((A, B, "ab", 4))) == {}
    assert middle_answers(ratings((A, B, "abc", 4), (B, A, "a", 1)))["keeps_word"] == 4


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        (["ours", "shared"], {}),
        (["ours"] * 3, {"ours": 3}),
        (["ours"] * 4 + ["shared"] * 5 + ["unsure"], {"ours": None, "shared": 5, "unsure": None}),
        (["ours"] * 4 + ["shared"] * 2 + ["unsure"], {"ours": 4, "shared": None, "unsure": None}),
    ],
)
def test_what_one_or_two_said_of_whose_view_decides_is_hidden(
    answers: list[str], shown: dict[str, int | None]
) -> None:
    assert views_of(answers) == shown
