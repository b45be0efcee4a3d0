"""An outline and its diagram say the same; what is wrong with a line is said with its number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.driver_picture import picture_of
from challenges.outline import Line, NotAnOutline, each, parsed, rendered, tidied

# No surrogates, which no browser sends, and what a line of a form may hold.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(tidied)
WORDING = WORDS.filter(bool)


def lines(level: int) -> st.SearchStrategy[Line]:
    if level == 3:
        return WORDING.map(lambda words: Line(words, 3))
    below = st.lists(lines(level + 1), max_size=3, unique_by=lambda line: line.wording)
    return st.builds(lambda words, deeper: Line(words, level, tuple(deeper)), WORDING, below)


@given(lines(0))
def test_what_is_drawn_is_written_and_read_alike(outline: Line) -> None:
    assert parsed(rendered(outline)) == outline


@given(lines(0), st.sampled_from([1, 2, 3, 8]), st.sampled_from(["\n", "\r\n", "\n\n  \n"]))
def test_any_depth_of_indentation_will_do(outline: Line, depth: int, end: str) -> None:
    text = end.join(" " * depth * line.level + line.wording for line in each(outline))
    assert parsed(text) == outline
    tabbed = "\n".join("\t" * line.level + line.wording for line in each(outline))
    assert parsed(tabbed) == outline


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    try:
        outline = parsed(text)
    except NotAnOutline as wrong:
        assert all(fault.line >= 1 for fault in wrong.faults)
    else:
        assert parsed(rendered(outline)) == outline


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["Line 1: write the aim first."]),
        ("Aim\nAnother", ["Line 2: there is one aim only. Indent this line to hang it below."]),
        ("Aim\n    One\n  Two", ["Line 3: its indentation fits none of the lines above."]),
        ("A\n B\n  C\n   D\n    E", ["Line 5: nothing hangs on an idea. Indent this line less."]),
        ("Aim\n  One\n\n  One", ["Line 4: this is there already. Say it once."]),
        ("A\n " + "x" * 201, ["Line 2: a primary driver takes 200 characters at most."]),
    ],
)
def test_faults_are_said_with_their_lines(text: str, faults: list[str]) -> None:
    with pytest.raises(NotAnOutline) as caught:
        parsed(text)
    assert [str(fault) for fault in caught.value.faults] == faults


def test_the_same_words_below_different_lines_are_two() -> None:
    assert parsed("Aim\n One\n  Meet\n Two\n  Meet").below[1].below[0].wording == "Meet"


def test_too_many_lines_are_refused() -> None:
    text = "\n".join(["Aim", *(f"  Driver {number}" for number in range(150))])
    with pytest.raises(NotAnOutline, match="Line 151: keep to 150 lines"):
        parsed(text)


@given(lines(0))
def test_no_box_of_the_picture_lies_on_another(outline: Line) -> None:
    picture = picture_of(outline)
    assert len(picture.boxes) == len(list(each(outline)))
    columns: dict[int, list[tuple[int, int]]] = {}
    for box in picture.boxes:
        assert box.y >= 0
        assert box.y + box.height <= picture.height
        columns.setdefault(box.level, []).append((box.y, box.y + box.height))
    for column in columns.values():
        assert all(above[1] < below[0] for above, below in pairwise(sorted(column)))
