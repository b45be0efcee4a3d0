"""A text is counted as the networks count it: 160 common letters, or 70 of any."""

from __future__ import annotations

import pytest

from reminders.channels.gsm import is_wide, texts_for
from reminders.channels.text import words
from reminders.kinds import Message

LINK = "https://example.org/bookings/123456-abcdefghijklmnopqrst/"
STOP = "https://example.org/preferences/123456-abcdefghijklmnopqrst/"


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("à" * 160, 1),
        ("ŵ" * 70, 1),
        ("ŵ" + "a" * 70, 2),
        ("ŵ" * 134, 2),
        ("ŵ" * 135, 3),
        ("𝄞" * 35, 1),
        ("𝄞" * 36, 2),
        ("", 1),
    ],
)
def test_how_many_texts_some_words_take(said: str, texts: int) -> None:
    assert texts_for(said) == texts


def text_of(title: str, stop: str = "") -> str:
    return words(Message(subject="Moved", lines=[], text=f"Tue 8 Dec: {title}", link=LINK), stop)


@pytest.mark.parametrize("title", ["€" * 200, "[x] " * 80, "a" * 500, "Cooking"])
def test_what_the_common_alphabet_has_goes_as_one_text(title: str) -> None:
    said = text_of(title)
    assert texts_for(said) == 1 and said.endswith(LINK) and said.startswith("Tue 8 Dec")


@pytest.mark.parametrize("title", ["Зоя и её соседи " * 30, "Sgwrs am fŵyd " * 30, "👩‍⚕️" * 90])
def test_what_it_lacks_goes_as_three_at_most_and_keeps_its_spelling(title: str) -> None:
    said = text_of(title)
    assert is_wide(said) and texts_for(said) == 3
    assert said.endswith(LINK) and title[:12] in said


def test_a_mailing_says_how_to_stop_it_in_two_texts_at_most() -> None:
    said = text_of("a garden " * 60, STOP)
    assert said.endswith(f"{LINK} To stop: {STOP}") and texts_for(said) == 2
    assert words(Message(subject="Two messages", lines=[], link=STOP), STOP).count(STOP) == 1
