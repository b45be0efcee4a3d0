from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.disclosure import Figure, publish, publish_one

counts = st.integers(min_value=0, max_value=60)
tables = st.dictionaries(st.integers(0, 30), counts, min_size=1, max_size=12)


def believable(figure: Figure) -> tuple[int, int]:
    """What a reader who knows the rules can think of a figure that is shown."""
    assert figure.rounded is not None
    if figure.rounded == 0:
        return 0, 0
    return max(8, figure.rounded - 2), figure.rounded + 2


@pytest.mark.parametrize("count", range(1, 8))
def test_one_to_seven_is_hidden(count: int) -> None:
    assert str(publish_one(count)) == "*"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (8, "10"), (12, "10"), (13, "15"), (1_237, "1,235")]
)
def test_other_counts_are_shown_to_the_nearest_five(count: int, shown: str) -> None:
    assert str(publish_one(count)) == shown


def test_a_lone_small_cell_takes_the_next_smallest_with_it() -> None:
    published = publish({"women": 40, "men": 3, "another way": 0, "not said": 12})
    assert [str(cell) for cell in published.cells.values()] == ["40", "*", "0", "*"]
    assert str(published.total) == "55"


def test_a_table_without_small_cells_hides_nothing() -> None:
    published = publish({"a": 8, "b": 0, "c": 31})
    assert not published.hides_something
    assert [str(cell) for cell in published.cells.values()] == ["10", "0", "30"]


def test_many_ones_hide_their_total_as_well() -> None:
    published = publish(dict.fromkeys(range(12), 1))
    assert published.total.is_hidden


def test_percentages_come_from_rounded_figures() -> None:
    published = publish({"yes": 13, "no": 27})
    assert published.percent("yes") == round(100 * 15 / 40)


def test_there_is_no_percentage_of_fewer_than_eight() -> None:
    assert publish({"yes": 0, "no": 7}).percent("yes") is None
    assert publish({"yes": 0}).percent("yes") is None


def test_nobody_is_counted_less_than_nought_times() -> None:
    with pytest.raises(ValueError, match="nought"):
        publish({"a": -1})


@given(tables)
def test_no_small_count_is_ever_shown(table: dict[int, int]) -> None:
    published = publish(table)
    for key, count in table.items():
        if 1 <= count <= 7:
            assert published.cells[key].is_hidden
    if 1 <= sum(table.values()) <= 7:
        assert published.total.is_hidden


@given(tables)
def test_what_is_shown_is_within_two_of_the_truth(table: dict[int, int]) -> None:
    published = publish(table)
    for key, cell in published.cells.items():
        if cell.rounded is not None:
            assert abs(cell.rounded - table[key]) <= 2
            assert cell.rounded % 5 == 0
            assert cell.rounded == 0 or cell.rounded >= 10


@given(tables)
def test_nobody_can_work_a_hidden_cell_out(table: dict[int, int]) -> None:
    """By subtraction a reader must be left with every number from 1 to 7, for each hidden cell."""
    published = publish(table)
    hidden = [key for key, cell in published.cells.items() if cell.is_hidden]
    if not hidden or published.total.is_hidden:
        return
    shown = [believable(cell) for cell in published.cells.values() if not cell.is_hidden]
    low, high = believable(published.total)
    left_at_least = low - sum(most for _, most in shown)
    left_at_most = high - sum(least for least, _ in shown)
    assert len(hidden) > 1
    highest_for_one = left_at_most - (len(hidden) - 1)
    # With another hidden cell of unknown size the lowest possible is always one.
    assert highest_for_one >= 7
    assert left_at_least <= left_at_most


@given(tables, st.integers(0, 30))
def test_one_more_person_never_shows_a_small_cell(table: dict[int, int], key: int) -> None:
    """Whatever the table says before and after somebody joins, small cells stay hidden."""
    after = {**table, key: table.get(key, 0) + 1}
    for version in (table, after):
        for cell, count in version.items():
            if 1 <= count <= 7:
                assert publish(version).cells[cell].is_hidden


@given(tables)
def test_cells_keep_their_order_and_percentages_stay_within_a_hundred(
    table: dict[int, int],
) -> None:
    published = publish(table)
    assert list(published.cells) == list(table)
    for key in table:
        percent = published.percent(key)
        assert percent is None or 0 <= percent <= 100
